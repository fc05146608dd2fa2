"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/files, core/listing, core/run, core/tiles.
"""
