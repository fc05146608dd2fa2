"""Rasters as the styles of their layers show them.

May import: algorithms/base, algorithms/scenes, core/raster, core/resampling, core/run.
"""
