"""What the dock remembers: of a run, of a project.

May import: core/split, core/tiles.
"""
