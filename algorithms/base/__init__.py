"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/files, core/run, core/tiles.
"""
