"""The part of the toolbox group Imagery that asks catalogues.

May import: algorithms/base, algorithms/inputs, algorithms/network, algorithms/outputs,
core/catalog, core/files, core/geometry, core/tiles.
"""
