"""What a dataset tells to catalogues.

May import: core/files, core/geometry, core/layouts, core/objects, core/resampling, core/tiles.
"""
