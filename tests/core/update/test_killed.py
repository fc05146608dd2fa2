"""Updates that are killed at each step: the earlier dataset, or the new one, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely import wkb

from tilewright.core.dataset.finished import read_finished
from tilewright.core.dataset.folder import OutputFolder
from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.export.export import export_dataset
from tilewright.core.export.options import ExportOptions
from tilewright.core.export.request import ExportRequest
from tilewright.core.resampling.windows import windows_of_geometries
from tilewright.core.update.update import Update

WINDOWS = [(8 * c, 8 * r, 8, 8) for r in range(2) for c in range(3)]
OLD = ["a", "b", "a", "b", "a", "b"]
NEW = ["a", "b", "c", "b", "b", "b"]
TRANSFORM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
STEPS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"}


@pytest.fixture
def make_request(open_source, make_table):
    values = np.random.default_rng(2).integers(0, 255, (3, 16, 24), dtype=np.uint8)
    source = open_source(values, transform=TRANSFORM)

    def make(labels):
        ids = [f"t{k}" for k in range(len(WINDOWS))]
        table = make_table(WINDOWS, TRANSFORM, tile_id=ids, label=labels)
        assert wkb.loads(table.wkb[0]).area == 6400
        places = windows_of_geometries(table.geometries, source.info.transform)
        plan = plan_dataset(table, places, source.info, "png", "label")
        return ExportRequest(plan, source, ExportOptions(format="PNG", scaling="MINMAX", workers=1))

    return make


def export(request, folder, **options):
    export_dataset(request, str(folder), log=lambda _: None, **options)


def update(request, folder):
    OutputFolder(str(folder), overwrite=True).finish_killed_swap()
    export(request, folder, update=Update(read_finished(folder)))


def contents(folder):
    """All but what is hidden, which the next run takes away."""
    files = (p for p in folder.rglob("*") if p.is_file() and p.name[0] != ".")
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}
    facts = json.loads(found.pop("dataset.json"))
    return {**found, "facts": {k: v for k, v in facts.items() if k != "created"}}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks, which Windows has not")
def test_a_kill_at_any_step_leaves_one_of_the_two(make_request, tmp_path, killed_at):
    old, new = make_request(OLD), make_request(NEW)
    export(old, tmp_path / "old")
    export(new, tmp_path / "new")
    expected = [contents(tmp_path / name) for name in ("old", "new")]
    ends = {"old": 0, "between": 0, "new": 0}
    for step in range(1, 400):
        out = tmp_path / str(step) / "out"
        out.parent.mkdir()
        shutil.copytree(tmp_path / "old", out)

        def run(out=out):
            update(make_request(NEW), out)

        if not killed_at(step, run, lambda event, args: event in STEPS):
            break
        is_between = (out / ".tilewright-swap.json").exists()
        if is_between:
            ends["between"] += 1
        else:
            found = contents(out)
            assert found in expected, step
            ends["old" if found == expected[0] else "new"] += 1
        update(make_request(NEW), out)
        assert contents(out) == expected[1], step
        assert [p.name for p in out.parent.iterdir()] == ["out"]
        assert [p for p in out.rglob("*") if p.name[0] == "."] == []
    assert ends["old"] > 10 and ends["between"] > 10 and step > 30
    assert contents(out) == expected[1]


def test_pixels_are_written_once(make_request, tmp_path, monkeypatch):
    from tilewright.core.export import encode

    out, written = tmp_path / "out", []
    export(make_request(OLD), out)
    numbers = {p.name.rpartition("_")[2]: p.stat().st_ino for p in out.rglob("*.png")}
    write = encode.write_through
    monkeypatch.setattr(
        encode, "write_through", lambda path, save: written.append(path) or write(path, save)
    )
    update(make_request(NEW), out)
    assert written == []
    found = {p.name.rpartition("_")[2]: p.stat().st_ino for p in out.rglob("*.png")}
    assert {k: v for k, v in found.items() if k != "map.png"} == {
        k: v for k, v in numbers.items() if k != "map.png"
    }
    other = replace(make_request(NEW), crs_name="EPSG:32631")
    update(other, out)
    assert written == []
    Path(next(out.rglob("*_t3.png"))).write_bytes(b"")
    update(make_request(OLD), out)
    assert [Path(path).name for path in written] == ["b_t3.png"]
