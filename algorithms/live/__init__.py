"""Classes of what the map shows, while its training polygons are drawn.

May import: algorithms/base, algorithms/classify, algorithms/inputs, algorithms/rasters,
core/classes, core/classify, core/indices, core/resampling.
"""
