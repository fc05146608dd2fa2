"""Labels that their own images speak against, found by confident learning.

May import: core/audit, core/classes, core/dataset, core/files, core/geodesy, core/geometry,
core/network, core/report, core/run, core/scaling, core/split, core/tiles.
"""
