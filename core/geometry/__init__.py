"""Plane geometry of many rectangles and polygons at once.

Coordinates are plain numbers; what they mean on the ground is for geodesy.

May import: core/hashing, core/run.
"""
