"""Whether a dataset can be made again: its inputs found, and each file compared.

May import: core/card, core/dataset, core/files, core/formats, core/network, core/run,
core/scenes, core/tiles.
"""
