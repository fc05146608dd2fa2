"""Whether a dataset is what it says: its files, pixels, classes and labels agree.

May import: core/dataset, core/faults, core/formats, core/layouts, core/loads, core/network,
core/raster, core/report, core/run, core/scaling, core/tiles.
"""
