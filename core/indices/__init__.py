"""Spectral indices by name, computed from a raster's bands by what these mean.

May import: core/files, core/imagery, core/raster, core/scenes.
"""
