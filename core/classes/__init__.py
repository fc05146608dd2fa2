"""Classes: their names, numbers, folders, colours, legends and shares.

May import: core/files, core/tiles.
"""
