"""Which tiles are left out so that classes and empty tiles are in balance.

May import: core/hashing, core/tiles.
"""
