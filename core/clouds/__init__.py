"""Cloud masks: presets, rules on values and bits, marked places.

May import: core/geodesy, core/geometry, core/raster, core/resampling, core/run, core/sentinel2,
core/tiles.
"""
