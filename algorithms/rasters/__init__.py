"""Rasters named by the user, one or a list, ready for the engine.

May import: algorithms/base, algorithms/network, core/catalog, core/clouds, core/dataset,
core/imagery, core/indices, core/network, core/raster, core/resampling, core/run, core/scenes,
core/tiles.
"""
