"""What the dock remembers: of a run, of a project.

May import: algorithms/export, algorithms/split, core/balance, core/formats, core/grid,
core/layouts, core/objects, core/scaling, core/scenes, core/sentinel2, core/services, core/split.
"""
