"""Several rasters, the scenes, that become one dataset: their names, tables, bands and values.

May import: core/files, core/geodesy, core/imagery, core/network, core/raster, core/resampling,
core/run, core/sentinel2, core/tiles.
"""
