"""Datasets as one ZIP or as WebDataset shards, read back and compared.

May import: core/card, core/classes, core/dataset, core/files, core/formats, core/run, core/tiles.
"""
