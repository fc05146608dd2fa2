"""Running algorithms from the window, and watching layers.

May import: algorithms/base, algorithms/export, algorithms/grid, algorithms/scenes,
algorithms/services, core/earthengine, core/services, ui/settings.
"""
