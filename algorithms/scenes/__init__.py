"""Several rasters as the input of an algorithm: lists, folders, layer groups, products and tables.

May import: algorithms/base, algorithms/inputs, algorithms/network, algorithms/rasters,
algorithms/services, core/append, core/files, core/grid, core/imagery, core/indices, core/network,
core/raster, core/resampling, core/run, core/scaling, core/scenes, core/sentinel2, core/tiles.
"""
