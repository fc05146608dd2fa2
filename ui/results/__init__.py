"""What came of a run: pictures, counts and checks of a dataset, and the runs before it.

May import: nothing of ours.
"""
