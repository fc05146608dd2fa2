"""Rasters named by the user, one or a list, ready for the engine.

<<<<<<< HEAD
May import: algorithms/base, algorithms/network, core/catalog, core/clouds, core/imagery,
core/raster, core/resampling, core/run, core/scenes.
=======
May import: algorithms/base, core/clouds, core/imagery, core/network, core/raster,
core/resampling, core/run.
>>>>>>> main
"""
