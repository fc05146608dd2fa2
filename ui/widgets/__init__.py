"""Small widgets that any page may use.

May import: algorithms/base, algorithms/split, core/classes, core/split, core/tiles, ui/map.
"""
