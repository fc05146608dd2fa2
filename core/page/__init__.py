"""The page of a dataset, index.html: what it holds, to be looked at in a browser.

May import: core/card, core/classes, core/formats, core/hashing, core/layouts, core/report,
core/scaling, core/tiles.
"""
