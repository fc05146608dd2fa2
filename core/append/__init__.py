"""Scenes that are added to a dataset that is there.

May import: core/classes, core/dataset, core/export, core/files, core/geodesy, core/geometry,
core/layouts, core/merge, core/metadata, core/run, core/scaling, core/scenes, core/split,
core/tiles, core/update.
"""
