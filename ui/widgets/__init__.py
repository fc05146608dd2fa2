"""Small widgets that any page may use.

May import: algorithms/base, algorithms/inputs, core/classes, core/tiles, ui/map.
"""
