"""Class maps as they are: cleaned of small patches, and compared with each other.

May import: core/assess, core/classes, core/files, core/formats, core/geodesy, core/geotiff,
core/raster, core/report, core/resampling, core/run.
"""
