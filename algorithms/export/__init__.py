"""The toolbox group Export: tiles, whole datasets and packages.

May import: algorithms/append, algorithms/base, algorithms/clouds, algorithms/datasets,
algorithms/grid, algorithms/inputs, algorithms/labels, algorithms/objects, algorithms/outputs,
algorithms/rasters, algorithms/scenes, algorithms/services, algorithms/split, core/classes,
core/cut, core/dataset, core/export, core/files, core/formats, core/geodesy, core/geometry,
core/grid, core/labels, core/layouts, core/metadata, core/objects, core/preview, core/raster,
core/resampling, core/run, core/scaling, core/scenes, core/tiles, core/update.
"""
