"""GDAL's cache during a run."""


def test_cache_is_small_during_a_run_and_as_before_after_it(run, make_raster, monkeypatch):
    import numpy as np
    from osgeo import gdal

    from tilewright.algorithms.grid.create_tile_grid import CreateTileGridAlgorithm

    seen = []
    compute = CreateTileGridAlgorithm.compute

    def watch(self, *arguments):
        seen.append(gdal.GetCacheMax())
        return compute(self, *arguments)

    monkeypatch.setattr(CreateTileGridAlgorithm, "compute", watch)
    gdal.SetCacheMax(200 * 1024**2)
    run("createtilegrid", INPUT=make_raster(np.ones((64, 64), "uint8")), TILE_SIZE=32)
    assert seen == [96 * 1024**2]
    assert gdal.GetCacheMax() == 200 * 1024**2
