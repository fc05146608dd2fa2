"""Writing GeoTIFFs window by window, whole or not at all.

Besides formats and resampling the only room that knows osgeo, where it is installed.

May import: core/files, core/resampling, core/run.
"""
