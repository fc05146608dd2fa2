"""The toolbox group Split: train, val and test, and whether they leak.

May import: algorithms/base, algorithms/datasets, algorithms/inputs, algorithms/outputs,
core/append, core/audit, core/classes, core/dataset, core/files, core/geodesy, core/labels,
core/split, core/tiles.
"""
