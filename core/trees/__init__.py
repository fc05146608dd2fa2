"""Decision trees as plain arrays: checked, and followed fast with and without scikit-learn.

May import: nothing of ours.
"""
