"""Small widgets that any page may use.

May import: algorithms/base, algorithms/inputs, algorithms/split, core/classes, core/split,
core/tiles, ui/map.
"""
