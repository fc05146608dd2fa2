"""Classes of what the map shows, while its training polygons are drawn.

May import: algorithms/base.
"""
