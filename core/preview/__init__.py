"""Some tiles of a dataset before it is made: as stored, and as the export would write them.

May import: core/annotations, core/classes, core/cut, core/dataset, core/export, core/formats,
core/hashing, core/labels, core/objects, core/report, core/resampling, core/scaling, core/tiles.
"""
