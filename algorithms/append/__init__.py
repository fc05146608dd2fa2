"""Scenes that are added to a dataset that is there: parameters, checks, and the run.

May import: algorithms/base, algorithms/datasets, algorithms/inputs, algorithms/outputs,
algorithms/scenes, core/append, core/dataset, core/export, core/formats, core/geometry, core/merge,
core/scenes, core/tiles, core/update.
"""
