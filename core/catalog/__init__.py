"""STAC catalogues: what is in them, what of it is read, and how its numbers become values.

May import: core/files, core/network, core/raster, core/resampling, core/run.
"""
