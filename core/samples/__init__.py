"""Pixels as samples for training: taken, thinned, written as tables and read again.

May import: core/classes, core/files, core/geometry, core/hashing, core/raster, core/resampling,
core/run, core/tiles.
"""
