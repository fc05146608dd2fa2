"""Images of Google Earth Engine as a source of pixels, by its own client, which is optional.

May import: nothing of ours.
"""
