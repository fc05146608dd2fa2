"""tiles.gpkg is whole, or there is none."""

from __future__ import annotations

import errno
import threading
from collections import namedtuple

import pytest


@pytest.fixture
def tables(qgis):
    """A table of two tiles, and one without any."""
    from shapely.geometry import box

    from tilewright.core.tiles.table import TEXT, Field, TileTable, make_column

    fields = [Field("tile_id", TEXT)]
    names = make_column(TEXT, ["a", "b"])
    tiles = TileTable(fields, {"tile_id": names}, [box(k, 0, k + 1, 1).wkb for k in (0, 1)])
    return tiles, TileTable(fields, {"tile_id": make_column(TEXT, [])}, [])


@pytest.fixture
def write(tables):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.algorithms.outputs.dataset_layers import write_dataset_layers

    def run(folder, *cancel):
        write_dataset_layers(
            folder / "tiles.gpkg", *tables, QgsCoordinateReferenceSystem("EPSG:3857"), *cancel
        )

    return run


@pytest.fixture
def set_free(monkeypatch):
    """Says how many bytes the disk has left."""
    from tilewright.algorithms.outputs import dataset_layers as write_dataset_layers

    usage = namedtuple("usage", "free")

    def say(free: int) -> None:
        monkeypatch.setattr(write_dataset_layers.shutil, "disk_usage", lambda path: usage(free))

    return say


@pytest.fixture
def lose(monkeypatch):
    """Loses what was written of a layer when its file is closed, as a full disk does."""
    from tilewright.algorithms.outputs import dataset_layers as write_dataset_layers

    write_layer = write_dataset_layers._write_layer

    def lose_layer(name: str) -> None:
        def write_and_lose(path, layer, *rest):
            write_layer(path, layer, *rest)
            if layer == name:
                path.write_bytes(path.read_bytes()[:4096])

        monkeypatch.setattr(write_dataset_layers, "_write_layer", write_and_lose)

    return lose_layer


def test_both_layers_are_written(write, tmp_path):
    from qgis.core import QgsVectorLayer

    write(tmp_path)
    layers = [QgsVectorLayer(f"{tmp_path}/tiles.gpkg|layername={n}") for n in ("tiles", "rejected")]
    assert [layer.isValid() for layer in layers] == [True, True]
    assert [layer.featureCount() for layer in layers] == [2, 0]
    assert [f["tile_id"] for f in layers[0].getFeatures()] == ["a", "b"]


@pytest.mark.parametrize("layer", ["tiles", "rejected"])
def test_a_disk_that_is_full_when_the_file_is_closed_is_noticed(
    write, lose, set_free, tmp_path, layer
):
    set_free(1000)
    lose(layer)
    with pytest.raises(OSError) as caught:
        write(tmp_path)
    assert caught.value.errno == errno.ENOSPC
    assert caught.value.filename == str(tmp_path / "tiles.gpkg")
    assert list(tmp_path.iterdir()) == []


def test_what_was_lost_otherwise_is_told_as_it_is(write, lose, set_free, tmp_path):
    from tilewright.core.errors import ExportError

    set_free(10**9)
    lose("tiles")
    with pytest.raises(ExportError, match=r"/tiles.gpkg cannot be written: of 2 tiles .* holds 0"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_cancel_does_not_wait_for_the_index(write, tmp_path, monkeypatch):
    from tilewright.algorithms.outputs import dataset_layers as write_dataset_layers
    from tilewright.core.errors import CancelledError

    begun, may_go_on, ended = threading.Event(), threading.Event(), threading.Event()
    make_index = write_dataset_layers._make_index

    def make_late(*arguments):
        begun.set()
        assert may_go_on.wait(60)
        make_index(*arguments)
        ended.set()

    monkeypatch.setattr(write_dataset_layers, "_make_index", make_late)
    with pytest.raises(CancelledError):
        write(tmp_path, begun.is_set)
    assert list(tmp_path.iterdir()) == []
    # What goes on behind must not come in the way of the next run.
    monkeypatch.setattr(write_dataset_layers, "_make_index", make_index)
    write(tmp_path)
    whole = (tmp_path / "tiles.gpkg").read_bytes()
    may_go_on.set()
    assert ended.wait(60)
    assert [p.name for p in tmp_path.iterdir()] == ["tiles.gpkg"]
    assert (tmp_path / "tiles.gpkg").read_bytes() == whole


def test_layers_without_an_index_are_not_left(write, tmp_path, monkeypatch, set_free):
    from tilewright.algorithms.outputs import dataset_layers as write_dataset_layers
    from tilewright.core.errors import ExportError

    set_free(10**9)
    monkeypatch.setattr(write_dataset_layers, "_make_index", lambda *arguments: None)
    with pytest.raises(ExportError, match="cannot be written: layer tiles has no spatial index"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_killed_runs_left_is_taken_away(write, tmp_path):
    for name in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f".tiles.gpkg.0123abcd.part.gpkg{name}").write_bytes(b"torn")
    write(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["tiles.gpkg"]
