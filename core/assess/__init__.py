"""Assessment of class maps: points to interpret, accuracies and areas with their errors.

May import: core/classes, core/files, core/formats, core/geodesy, core/geometry, core/hashing,
core/labels, core/polygons, core/raster, core/report, core/resampling, core/run, core/samples,
core/tiles.
"""
