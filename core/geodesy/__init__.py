"""Distances and sizes on the ground, whatever the coordinate system.

Finds a metric zone, scales degrees to metres, and minds the antimeridian.

May import: core/geometry, core/run.
"""
