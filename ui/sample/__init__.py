"""Some tiles of the dataset before it is made: as stored and as exported, with all that is learned.

May import: algorithms/base, algorithms/export, algorithms/outputs, core/grid, core/preview,
ui/map, ui/settings, ui/tasks, ui/widgets.
"""
