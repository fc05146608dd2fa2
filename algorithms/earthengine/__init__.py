"""Tiles of images that Google Earth Engine computes.

May import: algorithms/base, algorithms/export, algorithms/inputs, algorithms/outputs,
algorithms/scenes, algorithms/services, core/classes, core/cut, core/dataset, core/earthengine,
core/export, core/geometry, core/labels, core/raster, core/resampling, core/run, core/scaling,
core/services, core/tiles.
"""
