"""Objects of tiles: polygons and boxes in pixels, cut to each tile once for all layouts.

May import: core/geometry, core/polygons, core/resampling.
"""
