"""Some tiles of the dataset before it is made: as stored and as exported, with all that is learned.

May import: algorithms/base.
"""
