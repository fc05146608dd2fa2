"""Sentinel-2 products as they are delivered, read as reflectances.

Offsets of processing baselines are the reason why GDAL's driver is not enough.

May import: core/files, core/geometry, core/geotiff, core/raster, core/resampling, core/run.
"""
