"""Vector layers named by the user, ready for the engine.

May import: algorithms/base, core/classes, core/files, core/geodesy, core/geometry, core/labels,
core/polygons, core/raster, core/run, core/tiles.
"""
