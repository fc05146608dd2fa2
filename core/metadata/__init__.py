"""What a dataset tells to catalogues.

May import: core/files, core/tiles.
"""
