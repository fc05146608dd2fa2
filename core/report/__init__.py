"""HTML reports and contact sheets.

May import: core/classes, core/dataset, core/files, core/formats, core/geometry, core/hashing,
core/network, core/raster, core/run, core/scaling, core/tiles.
"""
