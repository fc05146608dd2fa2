"""Exporting tiles: cut, scale, encode, write, with masks, map and record.

The unit of work can be sent to another process.

May import: core/balance, core/card, core/classes, core/cut, core/dataset, core/files,
core/formats, core/geometry, core/labels, core/layouts, core/metadata, core/objects, core/page,
core/raster, core/report, core/resampling, core/run, core/scaling, core/scenes, core/services,
core/tiles, core/update.
"""
