"""Tiles that the source refuses: left out with the reason, and asked for again by a resumed run."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.errors import ExportError, TileEmptyError, TileRefusedError
from tilewright.core.export.export import export_dataset
from tilewright.core.export.options import ExportOptions
from tilewright.core.export.request import ExportRequest
from tilewright.core.raster.source import RasterSource
from tilewright.core.resampling.grid import TargetGrid
from tilewright.core.resampling.windows import windows_of_geometries

PLACE = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
WINDOWS = [(x, y, 16, 16) for y in range(0, 48, 16) for x in range(0, 64, 16)]
LABELS = ["crop", "urban", "water"] * 4
SPLITS = ["train", "train", "val", "train", "test", "val"] * 2


class Refusing(RasterSource):
    """Reads another source, but no window that holds one of some pixels."""

    def __init__(self, source, refused, error=TileRefusedError):
        self._source, self.refused, self._error = source, list(refused), error
        self.info, self.nodata = source.info, source.nodata
        self.read_windows = []

    def read(self, window):
        left, top, width, height = map(int, window)
        self.read_windows.append((left, top, width, height))
        for x, y in self.refused:
            if left <= x < left + width and top <= y < top + height:
                raise self._error("the service answered {code}", code=503)
        return self._source.read(window)

    def read_overview(self, width, height):
        return self._source.read_overview(width, height)

    def close(self):
        self._source.close()


@pytest.fixture
def make_request(open_source, make_table):
    def make(refused=(), error=TileRefusedError, dtype="uint16", resampled=False, **options):
        rng = np.random.default_rng(3)
        values = rng.normal(120, 50, (3, 48, 64)).clip(1, 250).astype(dtype)
        source = Refusing(open_source(values, transform=PLACE), refused, error)
        table = make_table(WINDOWS, PLACE, label=LABELS, split=SPLITS)
        options = ExportOptions(
            **{"format": "PNG", "workers": 2, **options},
            **({"resampling": "BILINEAR", "pixels": 8} if resampled else {}),
        )
        places = windows_of_geometries(table.geometries, PLACE)
        extension = options.spec.extension
        plan = plan_dataset(
            table, places, source.info, extension, "label", "split", is_resampled=resampled
        )
        targets = None
        if resampled:
            targets = [
                TargetGrid("", (20, 0, 500000 + 10 * x, 0, -20, 4600000 - 10 * y), 8, 8)
                for x, y, _, _ in plan.places.windows.tolist()
            ]
        return ExportRequest(plan, source, options, targets, crs_name="EPSG:32631")

    return make


def export(request, folder, **options):
    return export_dataset(request, str(folder), log=lambda _: None, **options)


def bytes_of(folder):
    found = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
    facts = json.loads(found["dataset.json"])
    facts.pop("created")
    return {**found, "dataset.json": facts}


def ids_of(folder):
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return [row["tile_id"] for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    "options",
    [
        {"scaling": "NONE", "format": "GTIFF"},
        {"scaling": "PERCENTILE"},
        {"scaling": "MINMAX", "dtype": "float32"},
        {"scaling": "PERCENTILE", "resampled": True},
    ],
    ids=lambda options: "-".join(map(str, options.values())),
)
def test_what_is_refused_is_left_out_and_a_resumed_run_equals_a_healthy_one(
    make_request, tmp_path, options
):
    healthy, out = tmp_path / "healthy", tmp_path / "out"
    assert export(make_request(**options), healthy).failed == {}
    left = []
    # The middle of tiles 2 and 7, so that the margins of resampled neighbours are given.
    request = make_request([(24, 8), (40, 24)], **options)
    result = export(
        request,
        out,
        write_layers=lambda path, kept, dropped: left.extend(
            zip(dropped["tile_id"].tolist(), dropped["reason"].tolist())
        ),
    )
    reason = "could not be read (the service answered 503)"
    assert left == [("t000002", reason), ("t000007", reason)]
    assert result.failed == {"count": 2, "reason": "the service answered 503"}
    assert result.tile_count == 10 and set(result.refused) == {"t000002", "t000007"}
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    assert facts["failed"] == result.failed and facts["tile_count"] == 10
    assert ids_of(out) == [f"t{k:06d}" for k in range(1, 13) if k not in (2, 7)]
    images = {p.stem[-7:] for p in out.rglob("*_t0*.*")}
    assert images == set(ids_of(out))
    assert export(make_request(**options), out, resume=True).failed == {}
    assert bytes_of(out) == bytes_of(healthy)


def test_a_tile_that_comes_while_the_others_are_written_is_fitted_to_after_all(
    make_request, tmp_path
):
    healthy, out = tmp_path / "healthy", tmp_path / "out"
    export(make_request(scaling="MINMAX"), healthy)
    request = make_request([(24, 8)], scaling="MINMAX")
    result = export(
        request, out, progress=lambda done: done > 0.29 and request.source.refused.clear()
    )
    assert result.failed == {} and bytes_of(out) == bytes_of(healthy)


def test_of_a_source_that_has_nothing_nothing_failed(make_request, tmp_path):
    result = export(make_request([(24, 8)], TileEmptyError), tmp_path / "out")
    assert result.failed == {} and result.tile_count == 11
    assert result.refused == {"t000002": "no image here (the service answered 503)"}


def test_a_source_that_refuses_all_leaves_nothing_behind(make_request, tmp_path):
    places = [(x + 8, y + 8) for x, y, _, _ in WINDOWS]
    with pytest.raises(ExportError, match="None of 12 tiles is written: could not be read"):
        export(make_request(places, scaling="NONE", format="GTIFF"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_tiles_are_read_together_and_one_by_one_only_where_one_is_refused(make_request, tmp_path):
    request = make_request([(24, 8)], scaling="NONE", format="GTIFF")
    export(request, tmp_path / "out")
    assert request.source.read_windows[0] == (0, 0, 64, 48)
    assert sorted(request.source.read_windows[1:]) == sorted(WINDOWS)
