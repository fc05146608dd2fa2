"""What came of a run: pictures, counts and checks of a dataset, and the runs before it.

May import: algorithms/base, core/dataset, core/formats, core/layouts, core/page, core/split,
core/tiles, ui/map, ui/run, ui/settings, ui/tasks, ui/widgets.
"""
