"""How an image comes into the dock, and what is known of it.

May import: algorithms/base, algorithms/catalog, algorithms/imagery, algorithms/outputs,
algorithms/rasters, core/files, core/imagery, core/indices, core/network, core/raster, core/scenes,
ui/settings, ui/tasks, ui/toolbox, ui/widgets.
"""
