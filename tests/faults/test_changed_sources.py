"""A raster that is changed, replaced or removed while it is read: one sentence, nothing written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from child import Outcome, call_algorithm, run_in_child
from contents import RESUMED, contents, hidden
from world import good_calls

# What is read for its pixels, and what makes algorithms read them that would not.
READ = {
    "builddataset": ("scene.tif", {}),
    "classifyraster": ("scene.tif", {}),
    "composite": ("dated/scene_20210210.tif", {}),
    "contactsheet": ("dated/scene_20210210.tif", {}),
    "createtilegrid": ("scene.tif", {"MIN_VALID": 50}),
    "exporttiles": ("scene.tif", {}),
    "exporttimeseries": ("dated/scene_20210210.tif", {}),
    "joinlabels": ("classes.tif", {"LABELS": None, "LABEL_FIELD": None}),
    "labelproportions": ("classes.tif", {"LABELS": None, "LABEL_FIELD": None}),
    "loadsentinel2": ("product.SAFE", {}),
    "maskcloudraster": ("clouds.tif", {}),
    "samplepixels": ("scene.tif", {}),
    "stackbands": ("bands/B3.tif", {}),
    "trainclassifier": ("scene.tif", {"SAMPLES": None, "LABEL_FIELD": "class"}),
}


def replaced(path: Path) -> None:
    """Another raster of the same size, put in its place as careful programs do."""
    other = path.with_name("other")
    other.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))
    other.replace(path)


def shortened(path: Path) -> None:
    """As a program does that begins to write it anew."""
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def touched(path: Path) -> None:
    """Other pixels, written over the earlier ones."""
    with path.open("r+b") as file:
        file.seek(-8, os.SEEK_END)
        file.write(b"\1" * 8)


CHANGES = (shortened, touched, Path.unlink)


def call_of(name: str, world: Path, out: Path) -> dict:
    """A good call that reads the raster."""
    more = dict(READ[name][1])
    if name in ("joinlabels", "labelproportions"):
        more["LABEL_RASTER"] = str(world / "classes.tif")
    if name == "trainclassifier":
        more |= {"RASTER": str(world / "scene.tif"), "LABELS": str(world / "labels.geojson")}
    call = {**good_calls(world, out)[name], **more}
    return {key: value for key, value in call.items() if value is not None}


def run_changing(name: str, call: dict, path: Path, change) -> Outcome:
    """Run it; before the pixels of a file are first read, the file changes."""

    def work(outcome: Outcome) -> None:
        from tilewright.core.raster.source import FileRasterSource

        read, todo = FileRasterSource._read, [path]

        def changing(source, *arguments):
            if todo and Path(source.info.path).samefile(todo[0]):
                change(todo.pop())
            return read(source, *arguments)

        FileRasterSource._read = changing
        call_algorithm(name, call, outcome)
        assert not todo, "the raster was not read"

    return run_in_child(work)


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, replaced) for name in sorted(READ)]
    + [(name, c) for name in ("classifyraster", "stackbands") for c in CHANGES],
)
def test_source_changes_while_it_is_read(name, change, world, case_folder):
    own, out = case_folder / "world", case_folder / "out"
    shutil.copytree(world, own)
    path = own / READ[name][0]
    if path.is_dir():
        path = next(path.rglob("*B03_10m.jp2"))
    call = call_of(name, own, out)
    end = run_changing(name, call, path, change)
    assert end.end == "refused", end
    assert f"{path.name} was changed, replaced or removed while it was read." in end.error, end
    assert hidden(out) == [] or name in RESUMED
    left = {key for key in contents(out) if not key.startswith(("dataset/", "series/"))}
    assert left == set(), left
    assert not (out / "dataset" / "dataset.json").exists()
