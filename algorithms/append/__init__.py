"""Scenes that are added to a dataset that is there: parameters, checks, and the run.

May import: algorithms/base, algorithms/datasets, algorithms/inputs, algorithms/outputs,
algorithms/scenes, core/append, core/classes, core/dataset, core/export, core/formats, core/merge,
core/tiles, core/update.
"""
