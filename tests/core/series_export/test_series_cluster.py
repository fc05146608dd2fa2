"""Time series on a Dask cluster: a real scheduler and real workers on this computer."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from rasterio.io import MemoryFile
from shapely.geometry import box

from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.cut.masks import RasterMask
from tilewright.core.dataset.folder import OutputFolder
from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.imagery.scenes import find_scenes
from tilewright.core.polygons.parcels import ParcelValues
from tilewright.core.polygons.store import PolygonStore
from tilewright.core.raster import transient as transient_source
from tilewright.core.raster.info import check_can_be_sent
from tilewright.core.raster.palette import PaletteSource
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.resampling.windows import windows_of_geometries
from tilewright.core.run.batches import never_cancelled
from tilewright.core.series import read as read_series
from tilewright.core.series.band_groups import SEPARATE, STACKED
from tilewright.core.series.images import choose_bands, images_of_file
from tilewright.core.series.plan import plan_series
from tilewright.core.series.products import images_of_product
from tilewright.core.series.read import plan_rounds
from tilewright.core.series_export.encode import SeriesEncoder
from tilewright.core.series_export.export import export_series
from tilewright.core.series_export.labels import PolygonLabels, pack_labels, unpack_labels
from tilewright.core.series_export.request import SeriesRequest
from tilewright.core.series_export.sample import SampleOptions
from tilewright.core.series_export.work import plan_series_work
from tilewright.core.series_export.writers import GTIFF, NPZ, make_series_writer

SIZE = 16


@pytest.fixture
def plan_request(make_table, monkeypatch):
    """Makes a request of all tiles of 16 pixels of some images, in many rounds."""
    monkeypatch.setattr(read_series, "_MEMORY_BYTES", 20_000)
    monkeypatch.setattr(read_series, "_FILE_BYTES", 40_000)
    made = []

    def plan(images, layout=STACKED, form=NPZ, **more):
        series = plan_series(images, choose_bands(images, ""), layout)
        made.append(series)
        info = series.info
        windows = [
            (col, row, SIZE, SIZE)
            for row in range(0, info.height, SIZE)
            for col in range(0, info.width, SIZE)
        ]
        table = make_table(windows, info.transform)
        places = windows_of_geometries(table.geometries, info.transform)
        extension = make_series_writer(form).extension
        return SeriesRequest(
            plan_dataset(table, places, info, extension),
            series,
            images,
            SampleOptions(layout),
            form,
            workers=2,
            **more,
        )

    yield plan
    for series in made:
        series.close()


@pytest.fixture
def images(make_raster):
    """Five dates of two bands and of cloud codes."""
    rng = np.random.default_rng(7)
    found = []
    for k in range(5):
        values = rng.integers(0, 5000, (3, 96, 128)).astype("uint16")
        values[2] %= 4
        path = make_raster(
            values,
            name=f"S{k}.tif",
            nodata=0,
            descriptions=("red", "nir", "qa"),
            tiled=True,
            blockxsize=16,
            blockysize=16,
        )
        found += images_of_file(path, date(2020, 1, 1) + timedelta(9 * k), code_band="qa")
    return found


@pytest.fixture
def store():
    """Polygons over some of the tiles, in pixels."""
    shapes = [box(5, 7, 40, 33), box(50.5, 20, 70, 75), box(66, 60, 90, 90)]
    with PolygonStore((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 192) as store:
        store.add([shape.wkb for shape in shapes])
        store.finish()
        yield store


@pytest.fixture
def labelled(plan_request, images, store):
    """Tiles with clouds and with labels of half a pixel, of which some have none."""
    values = ParcelValues(np.array([1, 2, 3]), None, 0, "uint8", np.ones(3, dtype=bool))
    return plan_request(
        images,
        rule=parse_mask_rule("3", ""),
        labels=PolygonLabels(store, values, np.arange(1, 4), 0.5, 2),
        skip_unlabelled=True,
    )


def export(request, folder, **more):
    return export_series(request, str(folder), log=lambda text: None, **more)


def test_cluster_that_loses_a_worker_writes_the_bytes_of_threads(
    cluster, labelled, dataset_files, tmp_path
):
    address, workers = cluster
    whole, out = tmp_path / "whole", tmp_path / "out"
    plain = export(labelled, whole)
    assert plain.tile_count and plain.skipped_count
    seen = []

    def kill_one(fraction):
        if not seen:
            os.kill(workers[0].pid, signal.SIGKILL)
            # What the worker may have been writing.
            (out / "images" / ".t000009.npz.0123abcd.part").write_bytes(b"torn")
        seen.append(fraction)

    result = export(replace(labelled, scheduler=address), out, progress=kill_one)
    assert workers[0].wait(10) == -signal.SIGKILL and workers[1].poll() is None
    assert len(seen) > 4
    assert replace(result, manifest=plain.manifest) == plain
    assert dataset_files(out) == dataset_files(whole)
    assert not [path for path in out.rglob("*") if path.name.endswith(".part")]


@pytest.fixture
def products(make_product, tmp_path):
    """Two products of bands of 10 and of 20 m, and their folder's images."""
    rng = np.random.default_rng(6)
    for day in ("20220413", "20220305"):
        bands = {
            ("B02", 10): rng.integers(1001, 9000, (64, 64), dtype="uint16"),
            ("B05", 20): rng.integers(1001, 9000, (32, 32), dtype="uint16"),
            ("SCL", 20): rng.choice(np.array([4, 9], "uint8"), (32, 32)),
        }
        make_product(bands, date=day, offsets=-1000, folder=tmp_path / "products")
    scenes = find_scenes(str(tmp_path / "products"))
    return [image for scene in scenes for image in images_of_product(scene)]


@pytest.mark.parametrize("most_open", [0, 100])
def test_what_a_cancelled_export_wrote_is_not_written_again(
    cluster, plan_request, products, dataset_files, monkeypatch, tmp_path, most_open
):
    monkeypatch.setattr(transient_source, "MOST_OPEN", most_open)
    address, _ = cluster
    whole, out = tmp_path / "whole", tmp_path / "out"
    request = plan_request(products, SEPARATE, GTIFF, rule=parse_mask_rule("CLOUDS", ""))
    export(request, whole)
    remote = replace(request, scheduler=address)
    done = []
    with pytest.raises(CancelledError):
        export(remote, out, progress=done.append, is_cancelled=lambda: bool(done))
    assert len(done) == 1 and done[0] < 1
    first = {
        path: path.stat().st_mtime_ns
        for sample in out.rglob("t*.json")
        for path in (sample, *sample.with_suffix("").glob("*.tif"))
    }
    assert first
    result = export(remote, out, resume=True)
    assert result.tile_count == 16
    assert {path: path.stat().st_mtime_ns for path in first} == first
    assert dataset_files(out) == dataset_files(whole)


def test_a_round_that_is_sent_leaves_no_raster_open(labelled, tmp_path):
    writer = make_series_writer(NPZ)
    encoder = SeriesEncoder(
        labelled.series, labelled.options, writer, str(tmp_path), labelled.rule, False, 2
    )
    rounds, _ = plan_rounds(labelled.series, labelled.plan.places.windows, 2)
    output = OutputFolder(str(tmp_path / "none"))
    works = plan_series_work(labelled, output, rounds, True, never_cancelled)
    found = encoder.run_alone(next(works))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for work in works:
        found += encoder.run_alone(work)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert sorted(result.index for result in found) == list(range(48))


def test_packed_labels_come_back(labelled):
    found = labelled.labels.read((0, 0, SIZE, SIZE))
    packed = pack_labels(found)
    assert all(isinstance(data, bytes) for data in packed.values())
    back = unpack_labels(packed)
    assert list(back) == list(found)
    for name, array in found.items():
        assert back[name].dtype == array.dtype and np.array_equal(back[name], array)
    assert unpack_labels(found)["labels"] is found["labels"]


def test_rasters_in_memory_are_refused(plan_request, images, tmp_path):
    out = tmp_path / "out"
    data = Path(images[0].path).read_bytes()
    with MemoryFile(data, filename="mine.tif") as memory:
        inside = images_of_file(memory.name, date(2019, 1, 1), code_band="qa")
        request = plan_request([*inside, *images], rule=parse_mask_rule("3", ""))
        assert export(request, tmp_path / "threads").date_count == 6
        match = "^mine.tif is kept in the memory of this program, where the workers of a SCHEDULER"
        with pytest.raises(ExportError, match=match):
            export(replace(request, scheduler="tcp://127.0.0.1:1"), out)
        assert not out.exists()
        source = FileRasterSource(memory.name, "1")
        mask = RasterMask(source, source.info, {1: 1}, {1: "a"})
        for check, what in ((check_can_be_sent, source), (RasterMask.check_can_be_sent, mask)):
            with pytest.raises(ExportError, match=match):
                check(what)
        source.info = replace(source.info, colormap={1: (1, 2, 3, 255)})
        with pytest.raises(ExportError, match=match):
            check_can_be_sent(PaletteSource(source))
        source.close()


def test_scheduler_that_does_not_answer_leaves_nothing(labelled, tmp_path):
    out = tmp_path / "out"
    with pytest.raises(ExportError, match="SCHEDULER tcp://127.0.0.1:1 does not answer"):
        export(replace(labelled, scheduler="tcp://127.0.0.1:1"), out)
    assert not out.exists()
