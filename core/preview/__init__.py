"""Some tiles of a dataset before it is made: as stored, and as the export would write them.

May import: core/annotations.
"""
