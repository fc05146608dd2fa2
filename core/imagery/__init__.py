"""Lists of images: which scene, date and band each file is, and what is made of them.

Stacks, composites, the choice of products.

May import: core/clouds, core/files, core/geometry, core/geotiff, core/raster, core/resampling,
core/run, core/sentinel2, core/tiles.
"""
