"""The README.md of a dataset: tables, how to load it, the head for Hugging Face.

May import: core/classes, core/dataset, core/tiles.
"""
