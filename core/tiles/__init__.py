"""The table of tiles that is passed between steps, its fields and words.

Also what the files of a dataset are called, since tiles carry these names.

May import: core/files, core/geometry, core/run.
"""
