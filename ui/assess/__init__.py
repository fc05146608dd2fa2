"""Interpreting points on the map: which class is really there.

May import: algorithms/assess, algorithms/base, core/classes, ui/cells, ui/tasks, ui/widgets.
"""
