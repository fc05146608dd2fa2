"""Auditing a split: shared pixels, distances, look-alikes, missing classes.

May import: core/classes, core/dataset, core/geodesy, core/geometry, core/report, core/run,
core/tiles.
"""
