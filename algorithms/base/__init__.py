"""What all algorithms share: life cycle, errors, parameters, words.

May import: algorithms/dialogs, core/dataset, core/files, core/network, core/raster, core/run,
core/services, core/tiles.
"""
