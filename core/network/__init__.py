"""What leads from files to the network, which GDAL would follow unasked.

May import: core/files.
"""
