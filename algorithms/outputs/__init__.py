"""Layers and rasters that algorithms make: written, named, styled.

May import: algorithms/base, algorithms/inputs, core/classes, core/files, core/geopackage,
core/imagery, core/raster, core/run, core/tiles.
"""
