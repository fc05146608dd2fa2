"""Pixel grids, and reading rasters on one that is not their own.

Windows of whole pixels, plans of reads, and the shares of pixels that tiles cover.

May import: core/geometry, core/raster, core/run.
"""
