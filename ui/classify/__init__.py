"""Classes of what the map shows, found anew while training polygons are drawn.

May import: algorithms/base.
"""
