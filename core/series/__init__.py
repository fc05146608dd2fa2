"""Time series: which file holds which bands of which day, and reading them.

May import: core/catalog, core/clouds, core/files, core/imagery, core/indices, core/raster,
core/resampling, core/run, core/sentinel2.
"""
