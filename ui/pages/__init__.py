"""The five pages of the dock.

May import: algorithms/base, algorithms/export, algorithms/imagery, algorithms/inputs,
core/classes, core/clouds, core/dataset, core/files, core/formats, core/split, core/tiles, ui/map,
ui/settings, ui/tasks, ui/widgets.
"""
