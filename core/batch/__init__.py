"""Many images one after the other: which are meant, what is whole already, and what failed.

May import: core/files, core/raster, core/run.
"""
