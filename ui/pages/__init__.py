"""The five pages of the dock.

May import: algorithms/base, algorithms/catalog, algorithms/dialogs, algorithms/export,
algorithms/grid, algorithms/imagery, algorithms/services, core/balance, core/clouds,
core/dataset, core/files, core/formats, core/labels, core/layouts, core/objects, core/scaling,
core/scenes, core/split, core/tiles, ui/labels, ui/map, ui/review, ui/settings, ui/tasks,
ui/widgets.
"""
