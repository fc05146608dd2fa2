"""Downloading whole products: which, from where, how far they are, and whether they came whole.

Knows no network: what asks servers is handed in.

May import: core/files, core/network, core/run, core/sentinel2.
"""
