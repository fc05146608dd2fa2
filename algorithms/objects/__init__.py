"""What datasets hold besides images and classes: objects, and which tiles are kept for balance.

May import: algorithms/base, algorithms/dialogs, algorithms/inputs, algorithms/rasters,
algorithms/scenes, core/balance, core/classes, core/cut, core/dataset, core/export, core/files,
core/formats, core/geodesy, core/indices, core/labels, core/layouts, core/objects, core/polygons,
core/raster, core/resampling, core/scaling, core/tiles.
"""
