"""Datasets that were written: layers again.

May import: algorithms/base, algorithms/inputs, algorithms/outputs, core/classes, core/dataset,
core/faults, core/files, core/network, core/tiles, core/validate.
"""
