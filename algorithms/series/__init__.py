"""The algorithm Export Time Series, which stands in the toolbox group Export.

May import: algorithms/base, algorithms/clouds, algorithms/imagery, algorithms/inputs,
algorithms/labels, algorithms/outputs, algorithms/rasters, algorithms/scenes, algorithms/services,
core/catalog, core/clouds, core/dataset, core/files, core/geometry, core/imagery, core/indices,
core/polygons, core/raster, core/resampling, core/run, core/scenes, core/series,
core/series_export, core/tiles.
"""
