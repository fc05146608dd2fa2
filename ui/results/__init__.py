"""What came of a run: pictures, counts and checks of a dataset, and the runs before it.

May import: algorithms/base, algorithms/datasets, algorithms/outputs, core/dataset, core/files,
core/formats, core/grid, core/layouts, core/network, core/page, core/split, core/tiles, ui/cells,
ui/image, ui/map, ui/review, ui/run, ui/settings, ui/tasks, ui/widgets.
"""
