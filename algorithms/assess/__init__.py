"""Of the toolbox group Classify: points to interpret, and maps assessed by them.

May import: algorithms/base, algorithms/dialogs, algorithms/inputs, algorithms/labels,
algorithms/outputs, algorithms/rasters, core/assess, core/classes, core/geodesy, core/geometry,
core/polygons, core/raster, core/report, core/resampling, core/run, core/tiles.
"""
