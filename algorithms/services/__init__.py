"""Layers of services (WMS, WMTS, XYZ, WCS, ArcGIS, PostGIS and others) as rasters.

May import: algorithms/base, algorithms/inputs, algorithms/network, algorithms/rasters,
core/dataset, core/files, core/geodesy, core/grid, core/hashing, core/network, core/raster,
core/run, core/services, core/tiles.
"""
