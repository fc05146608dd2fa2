"""Splits into train, val and test that do not leak.

May import: core/classes, core/geodesy, core/geometry, core/hashing, core/run, core/tiles.
"""
