"""Looking through doubtful labels of a dataset, the worst first.

May import: core/doubt, core/grid, core/page, core/tiles, ui/cells, ui/map, ui/tasks,
ui/widgets.
"""
