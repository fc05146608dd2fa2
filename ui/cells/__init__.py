"""Where the tiles of the grid lie on the map, and the marks that are set on them.

May import: algorithms/base, algorithms/grid, core/grid, core/scenes, ui/settings.
"""
