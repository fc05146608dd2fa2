"""Closing what was opened."""

import gc
import threading

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.run.opened import OpenedThings, collecting_opened


def test_what_a_thread_opens_within_the_block_is_closed(make_raster):
    path = make_raster(np.ones((4, 4), "uint8"))
    before, outer, inner = FileRasterSource(path), OpenedThings(), OpenedThings()
    elsewhere = []
    with collecting_opened(outer):
        first = FileRasterSource(path)
        with collecting_opened(inner):
            second = FileRasterSource(path)
        third = FileRasterSource(path)
        thread = threading.Thread(target=lambda: elsewhere.append(FileRasterSource(path)))
        thread.start()
        thread.join()
    datasets = [source.dataset() for source in (before, first, second, third, *elsewhere)]
    inner.close()
    assert [d.closed for d in datasets] == [False, False, True, False, False]
    outer.close()
    outer.close()
    assert [d.closed for d in datasets] == [False, True, True, True, False]
    before.close()
    elsewhere[0].close()


def test_a_raster_that_is_refused_is_closed_at_once(make_raster, monkeypatch):
    import rasterio

    path = make_raster(np.ones((4, 4), "uint8"))
    opened = []
    open_dataset = rasterio.open

    def open_and_note(path, **options):
        opened.append(open_dataset(path, **options))
        return opened[-1]

    monkeypatch.setattr(rasterio, "open", open_and_note)
    gc.disable()
    try:
        with pytest.raises(RasterError, match="9"):
            FileRasterSource(path, "9")
    finally:
        gc.enable()
    assert [d.closed for d in opened] == [True]
