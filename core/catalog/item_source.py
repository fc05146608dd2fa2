"""The files of an item as one raster of values."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from ..errors import RasterError, TileRefusedError, UnreadableError
from ..message import list_names
from ..network.web import split_url
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource, RasterSource
from ..raster.true_values import TrueValues, is_scaled
from ..resampling.stacked import open_stacked
from ..run.batches import never_cancelled
from ..run.opened import remember_opened
from .apart import HeldFile, Result, at_once, run_apart
from .hrefs import gdal_name, is_remote
from .item import Asset, Item
from .signed_reads_by_osgeo import reading_from

# What is an image and nothing else: a virtual raster would lead on to anywhere.
_DRIVERS = {".jp2": "JP2OpenJPEG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
Signer = Callable[[str], str]


class AssetSource(RasterSource):
    """A file of an item, with the scale, offset and nodata value that the item tells.

    Files on the network are read in threads of their own, so that a cancel need not wait for a
    server that is silent.

    Args:
        asset: the file.
        bands: text such as ``3,2,1``; empty for all but alpha bands.
        sign: makes an address that may be read, for a while; None where any may.
        is_cancelled: asked while a server is.

    Raises:
        RasterError: it cannot be opened, or is no image.
        CancelledError: ``is_cancelled`` said so; reading raises it, too.
    """

    def __init__(
        self,
        asset: Asset,
        bands: str = "",
        sign: Signer | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self._asset, self._bands, self._sign = asset, bands, sign
        self._is_cancelled = is_cancelled
        self._start()
        self.info: RasterInfo = self._do(lambda source: source.info)
        remember_opened(self)

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._opened: dict[str, HeldFile] = {}

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it: not what only this one can sign."""
        return self._sign is None

    def __getstate__(self) -> dict[str, Any]:
        own = ("_lock", "_opened", "_is_cancelled")
        return {k: v for k, v in self.__dict__.items() if k not in own}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._is_cancelled = never_cancelled
        self._start()

    def _do(self, work: Callable[[FileRasterSource], Result]) -> Result:
        """What is done with the file, under an address that may be read now."""

        def run() -> Result:
            href = self._asset.href
            address = href if self._sign is None else self._sign(href)
            with reading_from(self._sign, address), self._hold(address) as source:
                return work(source)

        return run_apart(run, self._is_cancelled) if is_remote(self._asset.href) else run()

    def _hold(self, address: str) -> HeldFile:
        """The open file; under earlier addresses it may still be in use."""
        name = gdal_name(address)
        with self._lock:
            if name not in self._opened:
                self._opened[name] = HeldFile(self._open(name))
            return self._opened[name]

    def _open(self, name: str) -> FileRasterSource:
        asset = self._asset
        source = FileRasterSource(name, self._bands, driver=_driver_of(asset.href))
        info, count = source.info, len(source.info.bands)
        told: dict[str, Any] = {}
        if asset.scale is not None or asset.offset is not None:
            told["scales"] = (1.0 if asset.scale is None else asset.scale,) * count
            told["offsets"] = (asset.offset or 0.0,) * count
        if asset.nodata is not None:
            told["nodatas"] = (asset.nodata,) * count
        source.info = replace(info, **told)
        return source

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read.

        Raises:
            TileRefusedError: a server does not give this part of the file.
        """
        try:
            return self._do(lambda source: source.read(window))
        except UnreadableError as error:
            if not is_remote(self._asset.href):
                raise
            raise TileRefusedError(
                "{file} of {host} cannot be read there: {reason}",
                file=PurePosixPath(split_url(self._asset.href).path).name,
                host=split_url(self._asset.href).hostname,
                reason=str(error.__cause__ or error),
            ) from error

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._do(lambda source: source.read_overview(width, height))

    def read_reduced(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_reduced."""
        return self._do(lambda source: source.read_reduced(window, width, height))

    def close(self) -> None:
        """Close what is open, once nobody reads it; reading opens it again."""
        with self._lock:
            opened, self._opened = self._opened, {}
        for held in opened.values():
            held.close()


def _driver_of(href: str) -> str:
    return _DRIVERS.get(PurePosixPath(split_url(href).path).suffix.lower(), "GTiff")


class ItemSource(RasterSource):
    """Bands of an item on its finest pixels, as values; see open_item.

    Args:
        source: the bands that are read.
        item: what they are of.
        names: of all bands of the item.
        numbers: of those that are read, from 1.
    """

    def __init__(
        self, source: RasterSource, item: Item, names: Sequence[str], numbers: Sequence[int]
    ) -> None:
        self._inner = source
        self.is_palette = source.is_palette
        self.is_scaled = source.is_scaled
        self.info = replace(
            source.info,
            path=item.url,
            name=item.name,
            band_count=len(names),
            bands=tuple(numbers),
            descriptions=tuple(names[k - 1] for k in numbers),
        )

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._inner.can_be_sent

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "watch"}

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._inner.read(window)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._inner.read_overview(width, height)

    def close(self) -> None:
        """See RasterSource.close."""
        self._inner.close()


def band_names(item: Item) -> tuple[str, ...]:
    """The bands of an item in order: those of its assets, which are called like them if one."""
    return tuple(name for key, asset in item.assets.items() for name in asset.bands or (key,))


def open_item(
    item: Item,
    bands: str = "",
    sign: Signer | None = None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> RasterSource:
    """Bands of an item as one raster, on the finest pixels among them.

    Numbers with a scale or offset are read as what they stand for, as floats. Only files with
    bands that are asked for are opened.

    Args:
        item: from a catalogue.
        bands: numbers or names, separated by commas; empty for all.
        sign: see AssetSource.
        is_cancelled: see AssetSource.

    Raises:
        RasterError: a band that it lacks, or a file that cannot be opened.
    """
    names = band_names(item)
    numbers = choose_bands(item, bands)
    if len(item.assets) == 1:
        (asset,) = item.assets.values()
        listed = ",".join(map(str, numbers)) if bands.strip() or len(names) > 1 else ""
        source: RasterSource = AssetSource(asset, listed, sign, is_cancelled)
        if len(names) != source.info.band_count:
            # The file knows better.
            names, numbers = _names_of(source.info), source.info.bands
    else:
        source = _open_several(item, numbers, sign, is_cancelled)
    if is_scaled(source.info):
        source = TrueValues(source)
    return ItemSource(source, item, names, numbers)


def _names_of(info: RasterInfo) -> tuple[str, ...]:
    told = dict(zip(info.bands, info.descriptions))
    return tuple(told.get(k, f"band_{k}") for k in range(1, info.band_count + 1))


def _open_several(
    item: Item, numbers: Sequence[int], sign: Signer | None, is_cancelled: Callable[[], bool]
) -> RasterSource:
    """Files of a band or some each."""
    places = [
        (asset, number)
        for asset in item.assets.values()
        for number in range(1, 1 + max(1, len(asset.bands)))
    ]
    chosen = [places[k - 1] for k in numbers]
    makers: list[Callable[[], AssetSource]] = []
    names: list[str] = []
    order: dict[tuple[int, int], int] = {}
    for asset in item.assets.values():
        own = sorted({number for other, number in chosen if other is asset})
        if own:
            listed = ",".join(map(str, own))
            makers.append(partial(AssetSource, asset, listed, sign, is_cancelled))
            for number in own:
                order[id(asset), number] = len(names)
                names.append(str(number))
    places_read = [order[id(asset), number] for asset, number in chosen]
    if not any(is_remote(asset.href) for asset, _ in chosen):
        return open_stacked(makers, names, places_read)
    opened = at_once(makers)
    for source in opened:
        remember_opened(source)
    return open_stacked([partial(_same, source) for source in opened], names, places_read)


def _same(source: RasterSource) -> RasterSource:
    return source


def choose_bands(item: Item, bands: str) -> tuple[int, ...]:
    """Numbers of an item's bands, from 1; see open_item.

    Raises:
        RasterError: a band that it lacks.
    """
    names = band_names(item)
    known = {name.lower(): k for k, name in enumerate(names, 1)}
    chosen = []
    for part in filter(None, (part.strip() for part in bands.replace(";", ",").split(","))):
        number = int(part) if part.isdecimal() else known.get(part.lower(), 0)
        # A single file may have bands that the catalogue does not tell.
        if not 1 <= number <= (len(names) if len(item.assets) > 1 or len(names) > 1 else 65536):
            raise RasterError(
                "{BANDS} asks for {part}, which {name} lacks; it has {bands}.",
                part=part,
                name=item.name,
                bands=list_names(names, 20),
            )
        chosen.append(number)
    return tuple(chosen) or tuple(range(1, len(names) + 1))
