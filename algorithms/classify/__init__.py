"""The toolbox group Classify: samples, classifiers, class rasters and contact sheets.

May import: algorithms/base, algorithms/batch, algorithms/class_maps, algorithms/inputs,
algorithms/outputs, algorithms/rasters, algorithms/scenes, core/assess, core/batch,
core/class_maps, core/classes, core/classify, core/files, core/geodesy, core/geotiff, core/imagery,
core/indices, core/labels, core/polygons, core/raster, core/report, core/resampling, core/run,
core/samples, core/signatures, core/tiles.
"""
