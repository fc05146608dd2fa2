"""A dataset in the place of an earlier one, of which it keeps the images that are the same.

May import: core/dataset, core/files, core/formats, core/geometry, core/resampling, core/run,
core/scaling, core/tiles.
"""
