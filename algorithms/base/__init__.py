"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/errors, core/files, core/run, core/tiles.
"""
