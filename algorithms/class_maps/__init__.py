"""Of the toolbox group Classify: class maps cleaned of specks, and compared with each other.

May import: algorithms/assess, algorithms/base, algorithms/inputs, algorithms/labels,
algorithms/outputs, core/assess, core/class_maps, core/classes, core/geodesy, core/raster,
core/resampling, core/run.
"""
