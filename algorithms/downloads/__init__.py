"""Downloading products of catalogues.

May import: algorithms/base, algorithms/inputs, algorithms/network, algorithms/outputs,
core/downloads, core/network, core/sentinel2, core/tiles.
"""
