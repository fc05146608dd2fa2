"""The five pages of the dock.

May import: algorithms/base, algorithms/export, algorithms/grid, algorithms/services, core/clouds,
core/formats, core/scenes, core/split, core/tiles, ui/image, ui/labels, ui/map, ui/review, ui/rows,
ui/settings, ui/tasks, ui/widgets.
"""
