"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/errors, core/files, core/listing, core/run, core/tiles.
"""
