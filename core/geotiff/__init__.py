"""Writing GeoTIFFs window by window, whole or not at all.

The only room besides formats that knows osgeo, where it is installed.

May import: core/files, core/resampling, core/run.
"""
