"""The part of the toolbox group Imagery that asks catalogues.

May import: nothing of ours.
"""
