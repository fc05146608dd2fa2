"""Exports in every layout that are killed at each file: RESUME gives the same bytes."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from shapely import wkb
from shapely.geometry import box

from tilewright.core.cut.masks import PolygonMask
from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.export.export import export_dataset
from tilewright.core.export.options import ExportOptions
from tilewright.core.export.request import ExportRequest
from tilewright.core.layouts import LAYOUTS
from tilewright.core.objects.cut_objects import ObjectSource
from tilewright.core.objects.settings import ObjectSettings
from tilewright.core.polygons.parcels import CLASSES, choose_values
from tilewright.core.polygons.store import PolygonStore
from tilewright.core.resampling.windows import windows_of_geometries

WINDOWS = [(16 * c, 16 * r, 16, 16) for r in range(2) for c in range(2)]
SPLITS = ["train", "val", "train", "test"]
SHAPES = [box(2, 2, 9, 8), box(12, 12, 20, 20), box(22, 4, 29, 9)]
CLASSES_OF = ["house", "pool", "house"]
TRANSFORM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


def make_store():
    store = PolygonStore((1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 32)
    store.add([wkb.dumps(shape) for shape in SHAPES])
    store.finish()
    return store


@pytest.fixture
def make_request(open_source, make_table):
    values = np.random.default_rng(6).integers(1, 255, (3, 32, 32), dtype=np.uint8)
    source = open_source(values, transform=TRANSFORM)

    def make(layout):
        ids = [f"t{k}" for k in range(len(WINDOWS))]
        labels = ["a", "b", "b", "a"]
        table = make_table(WINDOWS, TRANSFORM, tile_id=ids, split=SPLITS, label=labels)
        places = windows_of_geometries(table.geometries, source.info.transform)
        plan = plan_dataset(table, places, source.info, "png", "label", "split", layout=layout)
        more = {}
        if layout.takes.has_masks and not layout.takes.one_kind:
            found = choose_values(CLASSES_OF, CLASSES)
            more["masks"] = PolygonMask(make_store(), found, found.legend.names)
        if layout.takes.shapes:
            settings = ObjectSettings(layout.takes.shapes[0])
            names = {1: "house", 2: "pool"}
            more["objects"] = ObjectSource(
                make_store(), ["1", "2", "3"], [1, 2, 1], names, settings
            )
        options = ExportOptions(format="PNG", scaling="NONE", workers=1, layout=layout.name)
        return ExportRequest(plan, source, options, **more)

    return make


def export(request, folder, **options):
    export_dataset(request, str(folder), log=lambda _: None, **options)


def contents(folder):
    found = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    facts = json.loads(found.pop(next(p for p in found if p.name == "dataset.json")))
    return {**found, "facts": {k: v for k, v in facts.items() if k != "created"}}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks, which Windows has not")
@pytest.mark.parametrize("name", list(LAYOUTS))
def test_a_kill_at_each_file_is_resumed(make_request, tmp_path, killed_at, name):
    layout = LAYOUTS[name]
    export(make_request(layout), tmp_path / "whole")
    expected = contents(tmp_path / "whole")
    for step in range(1, 100):
        out = tmp_path / str(step)

        def run(out=out):
            export(make_request(layout), out)

        if not killed_at(step, run, lambda event, _: event == "os.rename"):
            break
        export(make_request(layout), out, resume=True)
        assert contents(out) == expected, step
        assert [p for p in out.rglob("*") if p.name[0] == "."] == []
    # Each file was one of the steps.
    assert step >= len(expected)
    assert contents(out) == expected
