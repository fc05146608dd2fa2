"""Pixels of tiles: cut out of the raster, and what is laid over them.

May import: core/formats, core/geometry, core/labels, core/objects, core/polygons, core/raster,
core/resampling, core/run, core/scaling, core/tiles.
"""
