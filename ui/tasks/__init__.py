"""Running algorithms from the window, and watching layers.

May import: nothing of ours.
"""
