"""Classes: their names, numbers, folders, colours, legends and shares.

May import: core/errors, core/files, core/tiles.
"""
