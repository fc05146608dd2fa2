"""What is drawn on the map, and marking it.

May import: algorithms/base, algorithms/grid, algorithms/inputs, algorithms/outputs, core/classes,
core/files, core/grid, core/tiles, ui/cells, ui/settings, ui/tasks.
"""
