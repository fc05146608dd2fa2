"""The toolbox group Clouds: leaving out tiles by marks or by a mask raster.

May import: algorithms/base, algorithms/inputs, algorithms/outputs, algorithms/rasters,
core/clouds, core/geodesy, core/raster.
"""
