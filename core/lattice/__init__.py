"""Tiles of a lattice, such as a regular grid: what polygons cover of all of them at once.

May import: core/geometry, core/run.
"""
