"""Classes of what the map shows, found anew while training polygons are drawn.

May import: algorithms/base, algorithms/live, core/classes, core/classify, ui/map, ui/settings,
ui/tasks, ui/widgets.
"""
