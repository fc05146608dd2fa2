"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/files, core/raster, core/run, core/tiles.
"""
