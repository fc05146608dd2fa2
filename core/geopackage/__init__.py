"""Layers of a GeoPackage filled in bulk: rows, outlines and the spatial index.

GDAL makes the empty layers, with all that a GeoPackage says of them.

May import: core/geometry, core/run, core/tiles.
"""
