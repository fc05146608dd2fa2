"""Several rasters, the scenes, that become one dataset: their names, tables, bands and values.

May import: core/files, core/sentinel2.
"""
