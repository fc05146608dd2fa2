"""Datasets that were written: loaded as layers, validated, and made again.

May import: algorithms/base, algorithms/inputs, algorithms/outputs, core/classes, core/dataset,
core/faults, core/files, core/loads, core/merge, core/network, core/package, core/rebuild,
core/run, core/tiles, core/update, core/validate.
"""
