"""Labels of tiles from polygons or class rasters.

May import: core/classes, core/files, core/geometry, core/lattice, core/raster, core/resampling,
core/run, core/tiles.
"""
