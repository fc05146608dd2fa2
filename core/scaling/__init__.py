"""Scaling of values to 8 bits, fitted once for a dataset, and statistics of bands.

May import: core/raster, core/resampling, core/run.
"""
