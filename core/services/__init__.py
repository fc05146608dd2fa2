"""Imagery that is asked for: services as sources of pixels, without knowing how they are asked.

May import: core/hashing, core/network, core/raster, core/run, core/tiles.
"""
