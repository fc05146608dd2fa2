"""What the dock remembers: of a run, of a project.

May import: nothing of ours.
"""
