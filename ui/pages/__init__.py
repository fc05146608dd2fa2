"""The five pages of the dock.

May import: algorithms/base, algorithms/dialogs, algorithms/export, algorithms/grid,
algorithms/services, core/balance, core/clouds, core/dataset, core/files, core/formats,
core/labels, core/layouts, core/objects, core/scaling, core/scenes, core/split, core/tiles,
ui/image, ui/labels, ui/map, ui/review, ui/settings, ui/tasks, ui/widgets.
"""
