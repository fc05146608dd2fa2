"""What all algorithms share: life cycle, errors, parameters, words.

May import: core/files, core/network, core/raster, core/run, core/tiles.
"""
