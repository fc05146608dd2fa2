"""Running algorithms from the window, and watching layers.

May import: algorithms/base, algorithms/export, algorithms/scenes, core/earthengine.
"""
