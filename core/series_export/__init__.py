"""Exporting time series: samples of many dates, with labels, by window or parcel.

May import: core/card, core/clouds, core/dataset, core/files, core/formats, core/polygons,
core/raster, core/resampling, core/run, core/scaling, core/scenes, core/series, core/services,
core/tiles.
"""
