"""Images of Google Earth Engine as a source of pixels, by its own client, which is optional.

May import: core/geodesy, core/geometry, core/network, core/raster, core/resampling,
core/run, core/services.
"""
