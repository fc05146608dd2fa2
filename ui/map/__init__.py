"""What is drawn on the map, and marking it.

May import: algorithms/base, algorithms/grid, algorithms/inputs, algorithms/outputs, core/classes,
core/files, core/grid, core/scenes, core/tiles, ui/settings, ui/tasks.
"""
