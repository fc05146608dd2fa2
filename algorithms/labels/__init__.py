"""The toolbox group Labels: classes of tiles, shares of classes, labels as rasters.

May import: algorithms/base, algorithms/datasets, algorithms/dialogs, algorithms/inputs,
algorithms/outputs, algorithms/rasters, core/classes, core/doubt, core/files, core/geodesy,
core/geometry, core/geotiff, core/grid, core/labels, core/polygons, core/raster,
core/resampling, core/run, core/tiles.
"""
