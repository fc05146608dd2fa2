"""Places of outputs that go wrong, and values, by name; see makers.rasters."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from world import write_layer

from makers import Makers, at, write

VALUES = {}
OUTPUTS = Makers(
    missing_folder=at("new/newer/out.gpkg"),
    nul_in_output=at("a\0b.gpkg"),
    long_name=at("x" * 300 + ".gpkg"),
    bar_in_name=at("a|b.gpkg"),
    no_extension=at("out"),
    unknown_extension=at("out.xyz"),
)


VALUES.update(
    nan=float("nan"),
    infinite=float("inf"),
    minus_infinite=float("-inf"),
    minus_one=-1,
    zero=0,
    tiny=1e-300,
    huge=1e308,
    int_min=-2147483648,
    int_max=2147483647,
    beyond_int=2**63,
    word="abc",
    empty="",
    nothing=None,
    empty_list=[],
    nul="a\0b",
    long_text="x" * 100000,
    many_numbers=",".join(map(str, range(20000))),
    formula="=cmd|' /C calc'!A0",
    braces="{0} {BAND_COUNT} %s %n {x!r}",
    markup="<script>alert(1)</script>",
    dots="../../outside",
    quotes="'; DROP TABLE tiles; --",
    lone_surrogate="\ud800",
    equals="=",
    ranges="1-999999999999",
    regex="(a+)+$" * 20,
    twice="water,forest,water",
)


def _each_kind(path: Path, make) -> Path:
    """The place path, and its like for outputs whose names end otherwise."""
    for suffix in (".gpkg", ".tif", ".csv", ".json", ".html", ".png"):
        make(path.with_suffix(suffix))
    return path


@OUTPUTS.add
def null_device(folder, port):
    # Never /dev/null itself: root's runs would replace it, for the whole machine.
    def make(path):
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))

    try:
        return _each_kind(folder / "null.gpkg", make)
    except PermissionError:
        return "/dev/null"


@OUTPUTS.add
def fifo_output(folder, port):
    return _each_kind(folder / "pipe.gpkg", os.mkfifo)


@OUTPUTS.add
def link(folder, port):
    write(folder / "theirs.txt", "a thesis\n")
    return _each_kind(folder / "link.gpkg", lambda path: path.symlink_to(folder / "theirs.txt"))


@OUTPUTS.add
def folder_in_its_place(folder, port):
    return _each_kind(folder / "out.gpkg", Path.mkdir)


@OUTPUTS.add
def file_in_its_place(folder, port):
    return _each_kind(folder / "thesis.gpkg", lambda path: write(path, "a thesis\n"))


@OUTPUTS.add
def database_with_other_tables(folder, port):
    from osgeo import gdal

    path = folder / "thesis.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    for name in ("parcels", "roads"):
        dataset.CreateLayer(name)
    return path


@OUTPUTS.add
def page_beside_another_json(folder, port):
    write(folder / "thesis.json", '{"chapters": 7}')
    return folder / "thesis.html"


@OUTPUTS.add
def interpreted_points(folder, port):
    spot = {"type": "Point", "coordinates": [500_000, 4_600_000]}
    return write_layer(folder / "work.geojson", [(spot, {"reference": "forest"})])


@OUTPUTS.add
def below_a_file(folder, port):
    return write(folder / "thesis.txt", "a thesis\n") / "out.gpkg"


@OUTPUTS.add
def proc(folder, port):
    return "/proc/out.gpkg"


@OUTPUTS.add
def home_sign(folder, port):
    return "~/tilewright out.gpkg"


@OUTPUTS.add
def file_address(folder, port):
    return "file:///tmp/tilewright out.gpkg"


@OUTPUTS.add
def web_address(folder, port):
    return f"http://127.0.0.1:{port}/out.gpkg"


@OUTPUTS.add
def accents_and_spaces(folder, port):
    (folder / "é è ñ").mkdir()
    return folder / "é è ñ" / "out 1.gpkg"


@OUTPUTS.add
def file_of_a_dataset(folder, port):
    """All that lies in a dataset which is too damaged to tell what it owns."""
    (folder / "dataset").mkdir()
    write(folder / "dataset" / "dataset.json", b"{")
    return _each_kind(folder / "dataset" / "tiles.gpkg", lambda path: write(path, b""))
