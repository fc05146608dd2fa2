"""What the dock remembers: of a run, of a project.

May import: core/export, core/formats, core/split, core/tiles.
"""
