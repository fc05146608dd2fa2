"""Libraries that read datasets, tried in a Python of the user's, which need have no other of ours.

May import: nothing of ours.
"""
