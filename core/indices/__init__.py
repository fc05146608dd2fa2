"""Spectral indices by name, computed from a raster's bands by what these mean.

May import: nothing yet.
"""
