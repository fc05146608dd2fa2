"""Places of outputs that go wrong, and values, by name; see bad_rasters."""

from __future__ import annotations

import os
import stat
from pathlib import Path

VALUES, OUTPUTS = {}, {}


def output(make):
    """Put a maker of a place for an output into the table under its own name."""
    OUTPUTS[make.__name__] = make
    return make


def _write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


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
)


def _each_kind(path: Path, make) -> Path:
    """The place path, and its like for outputs whose names end otherwise."""
    for suffix in (".gpkg", ".tif", ".csv", ".json", ".html", ".png"):
        make(path.with_suffix(suffix))
    return path


@output
def null_device(folder, port):
    # Never /dev/null itself: root's runs would replace it, for the whole machine.
    def make(path):
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))

    try:
        return _each_kind(folder / "null.gpkg", make)
    except PermissionError:
        return "/dev/null"


@output
def fifo_output(folder, port):
    return _each_kind(folder / "pipe.gpkg", os.mkfifo)


@output
def link(folder, port):
    _write(folder / "theirs.txt", "a thesis\n")
    return _each_kind(folder / "link.gpkg", lambda path: path.symlink_to(folder / "theirs.txt"))


@output
def folder_in_its_place(folder, port):
    return _each_kind(folder / "out.gpkg", Path.mkdir)


@output
def file_in_its_place(folder, port):
    return _each_kind(folder / "thesis.gpkg", lambda path: _write(path, "a thesis\n"))


@output
def below_a_file(folder, port):
    return _write(folder / "thesis.txt", "a thesis\n") / "out.gpkg"


@output
def missing_folder(folder, port):
    return folder / "new" / "newer" / "out.gpkg"


@output
def proc(folder, port):
    return "/proc/out.gpkg"


@output
def home_sign(folder, port):
    return "~/tilewright out.gpkg"


@output
def file_address(folder, port):
    return "file:///tmp/tilewright out.gpkg"


@output
def web_address(folder, port):
    return f"http://127.0.0.1:{port}/out.gpkg"


@output
def nul_in_output(folder, port):
    return str(folder / "a\0b.gpkg")


@output
def long_name(folder, port):
    return folder / ("x" * 300 + ".gpkg")


@output
def bar_in_name(folder, port):
    return folder / "a|b.gpkg"


@output
def no_extension(folder, port):
    return folder / "out"


@output
def unknown_extension(folder, port):
    return folder / "out.xyz"


@output
def accents_and_spaces(folder, port):
    (folder / "é è ñ").mkdir()
    return folder / "é è ñ" / "out 1.gpkg"
