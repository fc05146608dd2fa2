"""What a dataset tells to catalogues.

May import: core/layouts, core/objects, core/tiles.
"""
