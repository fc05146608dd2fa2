"""Whether a dataset can be made again: its inputs found, and each file compared.

May import: core/dataset, core/files, core/formats, core/network, core/run, core/tiles.
"""
