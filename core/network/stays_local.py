"""Files stay files: none leads GDAL to the network, where only addresses that users give are read.

A file is what its beginning says, and not what it is called: a virtual raster named .tif, or in
place of a band of a product, would have its sources fetched from anywhere.
"""

from __future__ import annotations

import io
import os
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ..errors import RasterError
from .addresses import is_network
from .archives import DAMAGE, GZIP, TAR, ZIP, archive_kind, open_members, split_archive
from .links import Links, find_links

# What GDAL opens beside a raster, whatever the format.
BESIDE = (".aux.xml", ".ovr", ".OVR", ".msk", ".MSK")
_MOST_FILES = 100_000
# Each pair of colons in a name may stand around a path.
_MOST_COLONS = 20


class _Place(NamedTuple):
    """A file, or what is in an archive or compressed file; GDAL reads that with a prefix."""

    file: str
    member: str = ""
    prefix: str = ""

    @property
    def path(self) -> str:
        whole = f"{self.prefix}{self.file}"
        return f"{whole}/{self.member}" if self.member else whole

    @property
    def name(self) -> str:
        return Path(self.path).name

    def find(self, name: str) -> str:
        """What a file here means by a relative path."""
        if self.member:
            inside = posixpath.normpath(PurePosixPath(self.member).parent / name)
            return f"{self.prefix}{self.file}/{inside}"
        return f"{self.prefix}{Path(self.file).parent / name}"


def check_stays_local(path: str, is_raster: bool = True, is_found: bool = False) -> None:
    """Refuse a file with which GDAL would ask for something on the network.

    What it leads to on this computer is looked at in turn, as is what lies beside a raster. Each
    file is read once, most no further than their first bytes.

    Args:
        path: what GDAL opens. An address passes: users may give some.
        is_raster: whether it may be opened as a raster; else as a vector layer alone.
        is_found: whether it was read somewhere, and not given by the user: no address passes then.

    Raises:
        RasterError: it leads to the network.
    """
    if is_address(path):
        if is_found:
            raise RasterError(
                "{address} is on the network, where only addresses that you give yourself are "
                "read; save what it shows as a file, and name this instead.",
                address=path,
            )
        return
    waiting, seen = [path], {path}
    while waiting and len(seen) < _MOST_FILES:
        for place, links in _find_files(waiting.pop(), is_raster):
            names = _follow(place, links)
            beside = (place.path + end for end in BESIDE) if is_raster else ()
            fresh = {*names, *beside} - seen
            seen |= fresh
            waiting.extend(fresh)


def is_address(path: str) -> bool:
    """Whether what GDAL is told to open is on the network, and no file of such a name."""
    return is_network(path) and not _is_file(path)


def _follow(place: _Place, links: Links) -> Iterator[str]:
    """What a file leads to on this computer."""
    if links.service is not None:
        _refuse_service(place.name, links.service)
    for name in links.names:
        if name.startswith(("<", "{")):
            # A description in place of the name of its file.
            inner = find_links(io.BytesIO(name.encode("utf-8", "replace")), "")
            yield from _follow(place, inner)
        elif is_network(name) and links.is_crs:
            raise RasterError(
                "{name} takes its coordinate system from {address} on the network, where only "
                "addresses that you give yourself are read; remove the address from the file, and "
                "set the coordinate system in QGIS.",
                name=place.name,
                address=name,
            )
        elif is_network(name):
            _refuse(place.name, name)
        elif "\n" not in name:
            yield name
            yield place.find(name)


def _refuse(name: str, address: str) -> None:
    raise RasterError(
        "{name} leads to {address} on the network, where only addresses that you give yourself are "
        "read; give this address in its place, or save as a file what it shows.",
        name=name,
        address=address,
    )


def _refuse_service(name: str, address: str) -> None:
    if address:
        raise RasterError(
            "{name} describes a service on the network ({address}), where only addresses that you "
            "give yourself are read; add the service to QGIS and choose its layer, or save as a "
            "file what it shows.",
            name=name,
            address=address,
        )
    raise RasterError(
        "{name} describes a service on the network, where only addresses that you give yourself "
        "are read; add the service to QGIS and choose its layer, or save as a file what it shows.",
        name=name,
    )


def _find_files(name: str, is_raster: bool) -> Iterator[tuple[_Place, Links]]:
    """The files in what GDAL is told to open, with what they lead to."""
    if "\0" in name:
        return
    prefix, archive, member = split_archive(name)
    if archive and (member or prefix == GZIP):
        yield from _read_archive(archive, prefix, member, is_raster, *_state(archive))
    elif archive or _is_file(name):
        file = archive or name
        links, kind = _read_links(file, is_raster, *_state(file))
        if kind:
            yield from _read_archive(file, kind, "", is_raster, *_state(file))
        else:
            yield _Place(file), links
    elif ":" in name:
        for part in _find_in_name(name):
            yield from _find_files(part, is_raster)


def _find_in_name(name: str) -> Iterator[str]:
    """The file of ``DRIVER:path:part``, ``DRIVER:"path":part`` or ``vrt://path?bands=1``."""
    for part in re.split('["?]|vrt://', name):
        pieces = part.split(":", _MOST_COLONS)
        for first in range(len(pieces)):
            for last in range(len(pieces), first, -1):
                path = ":".join(pieces[first:last])
                if path != name and (path.startswith((ZIP, TAR, GZIP)) or _is_file(path)):
                    yield path


def _is_file(name: str) -> bool:
    try:
        return os.path.isfile(name)
    except ValueError:
        return False


def _state(file: str) -> tuple[int, int]:
    """What changes when a file does."""
    try:
        found = Path(file).stat()
    except (OSError, ValueError):
        return -1, -1
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=65536)
def _read_links(file: str, is_raster: bool, *state: int) -> tuple[Links, str]:
    """What a file leads to, or the prefix with which GDAL reads what is in it."""
    try:
        kind = archive_kind(file)
        if kind:
            return Links(), kind
        with Path(file).open("rb") as stream:
            return find_links(stream, file, is_raster), ""
    except OSError:
        # GDAL says what is wrong with it.
        return Links(), ""


@lru_cache(maxsize=256)
def _read_archive(
    file: str, prefix: str, member: str, is_raster: bool, *state: int
) -> tuple[tuple[_Place, Links], ...]:
    """What a member of an archive leads to, or all of its members."""
    found = []
    try:
        for name, stream in open_members(file, prefix, member):
            # A compressed archive is read like one that is not.
            way = TAR if name and prefix == GZIP else prefix
            links = find_links(stream, name or file.rpartition(".")[0], is_raster)
            found.append((_Place(file, name, way), links))
    except DAMAGE:
        # GDAL says what is wrong with it.
        pass
    return tuple(found)
