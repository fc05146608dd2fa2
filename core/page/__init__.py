"""The page of a dataset, index.html: what it holds, to be looked at in a browser.

May import: core/card, core/classes, core/dataset, core/files, core/formats, core/geopackage,
core/hashing, core/layouts, core/network, core/report, core/run, core/scaling, core/tiles.
"""
