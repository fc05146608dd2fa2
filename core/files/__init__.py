"""Files of users: whole or not there, named safely, checked, dated and fingerprinted.

Nothing here knows what a tile or a raster is.

May import: core/run.
"""
