"""Polygons burnt into pixels by exact coverage: classes, parcels, conflicts.

May import: core/classes, core/geometry, core/geotiff, core/resampling, core/run, core/tiles.
"""
