"""The toolbox group Imagery: choosing, loading, stacking and compositing images.

May import: algorithms/base, algorithms/batch, algorithms/clouds, algorithms/inputs,
algorithms/network, algorithms/outputs, algorithms/rasters, algorithms/scenes, core/batch,
core/catalog, core/clouds, core/files, core/geometry, core/geotiff, core/grid, core/imagery,
core/raster, core/resampling, core/run, core/scenes, core/sentinel2, core/series, core/tiles.
"""
