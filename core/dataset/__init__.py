"""The plan of a dataset: which tile becomes which file, and the folder it is written to.

May import: core/classes, core/files, core/formats, core/geometry, core/layouts, core/network,
core/objects, core/raster, core/resampling, core/run, core/tiles.
"""
