"""What a raster is: its bands, which pixels are valid, what the true values are.

RasterSource is the seam between the engine and where pixels come from. Whether the rasters of a
list agree is decided here, too.

May import: core/files, core/geometry, core/network, core/run.
"""
