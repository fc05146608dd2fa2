"""The toolbox group Grid: tiles over a raster, over an area, or of polygons.

May import: algorithms/base, algorithms/inputs, algorithms/outputs, algorithms/rasters,
algorithms/scenes, algorithms/services, core/geodesy, core/geometry, core/grid, core/raster,
core/resampling, core/scenes, core/services, core/tiles.
"""
