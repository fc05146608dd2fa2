"""Several rasters as what one dataset is cut from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from ..errors import RasterError
from ..message import Message, counted
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from .names import tell_names

# Systems let a program open some hundreds of files, and each thread opens its own.
MOST_OPEN = 32


@dataclass(frozen=True)
class Scene:
    """One raster of several.

    Attributes:
        number: from 1, in the order given; it stays when scenes are added.
        name: one of its own.
        source: its pixels, in its own rows and columns.
        date: when it was taken, ISO; empty when nobody knows.
        crs_name: name of its coordinate system, for people.
        own: what was set for it alone, for dataset.json.
    """

    number: int
    name: str
    source: RasterSource = field(repr=False)
    date: str = ""
    crs_name: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)


class SceneSource(RasterSource):
    """Rasters of one list of bands and one type, each read by its number from 0; see part.

    Only some stay open at a time. They are closed with it.

    Args:
        scenes: what it is made of.

    Attributes:
        scenes: the same.

    Raises:
        RasterError: their bands or types differ.
    """

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.scenes = tuple(scenes)
        first = self.scenes[0]
        for scene in self.scenes[1:]:
            _check_alike(first, scene)
        self.info = _common_info([scene.source.info for scene in self.scenes])
        self.is_palette = first.source.is_palette
        self.is_scaled = first.source.is_scaled
        self.is_asked = any(scene.source.is_asked for scene in self.scenes)
        self._start()

    def _start(self) -> None:
        self._opened = _OpenSources([scene.source for scene in self.scenes])
        self._parts = [_Part(scene.source, k, self._opened) for k, scene in enumerate(self.scenes)]

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in ("_opened", "_parts")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read all."""
        return all(scene.source.can_be_sent for scene in self.scenes)

    def fingerprint(self) -> str | None:
        """Where the pixels of services lie, which no file tells."""
        asked = [scene.source.fingerprint() for scene in self.scenes if scene.source.is_asked]
        return "; ".join(map(str, asked)) if asked else None

    def part(self, number: int) -> RasterSource:
        """The scene at a place in the list, from 0."""
        return self._parts[number]

    def close(self) -> None:
        """Close all."""
        for scene in self.scenes:
            scene.source.close()


class _Part(RasterSource):
    """One of the rasters, which is opened when it is read."""

    def __init__(self, source: RasterSource, number: int, opened: _OpenSources) -> None:
        self._source, self._number, self._opened = source, number, opened
        self.info = source.info
        self.nodata = source.nodata
        self.is_palette = source.is_palette
        self.is_scaled = source.is_scaled
        self.is_asked = source.is_asked

    @property
    def can_be_sent(self) -> bool:
        return self._source.can_be_sent

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        return self._source.count_requests(windows)

    def fingerprint(self) -> str | None:
        return self._source.fingerprint()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        with self._opened.using(self._number):
            return self._source.read(window)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        with self._opened.using(self._number):
            return self._source.read_overview(width, height)

    def close(self) -> None:
        self._source.close()


class _OpenSources:
    """Closes what was read longest ago, once more than MOST_OPEN are open and nobody reads it."""

    def __init__(self, sources: Sequence[RasterSource]) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._readers: OrderedDict[int, int] = OrderedDict()

    @contextmanager
    def using(self, number: int) -> Iterator[None]:
        with self._lock:
            self._readers[number] = self._readers.get(number, 0) + 1
            self._readers.move_to_end(number)
        try:
            yield
        finally:
            with self._lock:
                self._readers[number] -= 1
                idle = [k for k, readers in self._readers.items() if not readers]
                for k in idle[: max(0, len(self._readers) - MOST_OPEN)]:
                    del self._readers[k]
                    self._sources[k].close()


def _common_info(infos: Sequence[RasterInfo]) -> RasterInfo:
    """That of the first, of which only bands and type count for all."""
    told = tell_names(info.name for info in infos)
    notes = tuple(dict.fromkeys(note for info in infos for note in info.notes))
    return replace(infos[0], name=told, notes=notes)


def _check_alike(first: Scene, other: Scene) -> None:
    ours, theirs = (_kind_of(scene.source) for scene in (first, other))
    if ours != theirs:
        raise RasterError(
            "{first} has {ours}, and {other} has {theirs}: they cannot be scenes of one dataset.",
            first=first.name,
            ours=ours,
            other=other.name,
            theirs=theirs,
        )


def _kind_of(source: RasterSource) -> Message:
    info = source.info
    return counted(
        len(info.bands),
        "{count} band of the type {dtype}",
        "{count} bands of the type {dtype}",
        dtype="palette" if source.is_palette else info.dtype,
    )
