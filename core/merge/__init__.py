"""Several datasets as one: checked, numbered alike, and linked into a new folder.

May import: core/card, core/classes, core/dataset, core/export, core/files, core/formats,
core/geometry, core/labels, core/layouts, core/metadata, core/page, core/rebuild, core/report,
core/resampling, core/run, core/scaling, core/scenes, core/tiles.
"""
