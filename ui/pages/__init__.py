"""The five pages of the dock.

May import: algorithms/base, algorithms/export, algorithms/grid, algorithms/services,
core/balance, core/clouds, core/dataset, core/files, core/formats, core/layouts, core/objects,
core/scaling, core/scenes, core/split, core/tiles, ui/image, ui/map, ui/review, ui/settings,
ui/tasks, ui/widgets.
"""
