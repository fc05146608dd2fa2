"""Create Tile Grid."""

import numpy as np


def test_grid_equals_native_grid_clipped_to_the_raster(run, make_raster, rows):
    raster = make_raster(np.ones((230, 300), dtype="uint8"))
    ours = run("createtilegrid", INPUT=raster, TILE_SIZE=64, EDGE="KEEP")
    native = run(
        "native:creategrid",
        TYPE=2,
        EXTENT=raster,
        HSPACING=640,
        VSPACING=640,
        CRS="EPSG:32631",
    )
    extent = ours["OUTPUT"].extent()
    theirs = sorted(
        f.geometry().boundingBox().intersect(extent).toString(6)
        for f in native["OUTPUT"].getFeatures()
    )
    boxes = sorted(f.geometry().boundingBox().toString(6) for f in ours["OUTPUT"].getFeatures())
    assert ours["TILE_COUNT"] == 20
    assert boxes == theirs
