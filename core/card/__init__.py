"""The README.md of a dataset: tables, how to load it, the head for Hugging Face.

May import: core/dataset, core/files, core/formats, core/layouts.
"""
