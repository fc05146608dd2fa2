"""The dock's run: its panel, its log, what is made of it elsewhere.

May import: algorithms/base, algorithms/outputs, algorithms/rasters, core/classes, core/dataset,
core/files, core/run, core/tiles, ui/map, ui/pages, ui/rows, ui/tasks, ui/widgets.
"""
