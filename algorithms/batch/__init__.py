"""Many images in one call: parameters, lists and folders of images, and how each went.

May import: algorithms/base, algorithms/rasters, algorithms/scenes, core/batch, core/files,
core/raster, core/scenes, core/sentinel2.
"""
