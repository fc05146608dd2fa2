"""How work is run: in batches, by threads or a cluster, with progress and cancel.

Nothing here knows what the work is.

May import: nothing of ours.
"""
