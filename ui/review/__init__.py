"""Looking through doubtful labels of a dataset, the worst first.

May import: core/grid, core/tiles, ui/map, ui/tasks, ui/widgets.
"""
