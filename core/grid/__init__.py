"""Making grids of tiles, and finding tiles in them.

May import: core/files, core/geodesy, core/geometry, core/raster, core/resampling, core/run,
core/tiles.
"""
