"""Several rasters that become one dataset.

May import: core/raster.
"""
