"""Whether images and masks decode, and have the pixels that dataset.json tells of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ..dataset.manifest import row_files, row_mask
from ..dataset.thumbnails import without_warnings
from ..errors import TilewrightError
from ..faults.fault import EXPORT_AGAIN, RESTORE, Fault
from ..formats import find_format, gdal_driver
from ..formats.cut_off import is_cut_off, npy_has_objects
from ..message import Message, counted
from ..network.stays_local import check_stays_local
from ..raster.gdal_errors import listening_to_gdal
from ..run.batches import default_workers, run_in_order, thread_pool
from ..run.memory import check_fits
from ..scaling.scaling import NONE
from ..tiles.layout import FILE
from .opened import OpenedDataset

Row = dict[str, str]
_AT_ONCE = 8


@dataclass(frozen=True)
class _Image:
    """What a file holds.

    Attributes:
        size: width and height in pixels.
        bands: how many.
        dtype: numpy name.
        nodata: value that is tagged as such.
        numbers: that occur, where they were asked for.
    """

    size: tuple[int, int]
    bands: int
    dtype: str
    nodata: float | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Expected:
    """What all images of a dataset have in common; None where dataset.json does not say."""

    extension: str | None
    bands: int | None
    dtype: str | None
    numbers: frozenset[int] | None
    tags_nodata: bool
    keeps_windows: bool


@dataclass(frozen=True)
class _Look:
    """What became of a tile."""

    file: str
    size: tuple[int, int] | None
    faults: list[Fault]


def find_pixel_faults(
    dataset: OpenedDataset,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> Iterator[Fault]:
    """Decode all images and masks in threads; sizes of images go to ``dataset.sizes``.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    work = partial(_look_at_files, dataset.folder)
    if not dataset.is_series:
        work = partial(_look_at_tile, dataset.folder, _expected(dataset))
    workers = default_workers()
    with without_warnings(), thread_pool(workers) as pool:
        starts = range(0, len(dataset.rows), _AT_ONCE)
        batches = [dataset.rows[k : k + _AT_ONCE] for k in starts]
        several = partial(_look_at_several, work)
        results = run_in_order(pool, several, batches, workers, is_cancelled)
        for k, look in enumerate(look for looks in results for look in looks):
            if look.size is not None:
                dataset.sizes[look.file] = look.size
            yield from look.faults
            if k % 64 == 0:
                progress(k / len(dataset.rows))


def _look_at_several(look: Callable[[Row], _Look], rows: Sequence[Row]) -> list[_Look]:
    """The same for each row; GDAL's settings take longer to make than a small tile to read."""
    import rasterio

    with rasterio.Env(GDAL_PAM_ENABLED="NO"):
        return [look(row) for row in rows]


def _expected(dataset: OpenedDataset) -> _Expected:
    facts = dataset.facts
    parameters = facts.get("parameters") or {}
    name, extension = facts.get("format") or parameters.get("FORMAT"), None
    count = len(facts["bands"]) if facts.get("bands") else None
    try:
        name = dataset.layout.choose_format(str(name), count) if name and count else name
        extension = find_format(str(name)).extension if name else None
    except TilewrightError:
        extension = None
    scaled = parameters.get("SCALING", NONE) != NONE
    masks = facts.get("masks")
    numbers = None
    if masks:
        known = {row["class_id"] for row in masks.get("classes") or ()}
        numbers = frozenset({masks["background"], masks["ignore"], *known})
    return _Expected(
        extension,
        count,
        "uint8" if scaled else facts.get("dtype"),
        numbers,
        dataset.layout.has_class_folders,
        parameters.get("RESAMPLING", "NONE") == "NONE",
    )


def _look_at_files(folder: Path, row: Row) -> _Look:
    """Files of a time series: whole, and without Python objects."""
    faults: list[Fault] = []
    for name in row_files(row):
        path = folder / name
        if not os.path.isfile(path):
            continue
        try:
            if is_cut_off(path):
                faults.append(_unreadable(name, Message("it ends in the middle")))
            elif name.endswith(".npy") and npy_has_objects(path):
                faults.append(_unreadable(name, Message("it holds Python objects")))
        except OSError as error:
            faults.append(_unreadable(name, error))
    return _Look(row[FILE.name], None, faults)


def _look_at_tile(folder: Path, expected: _Expected, row: Row) -> _Look:
    name = row[FILE.name]
    faults: list[Fault] = []
    image = _try_to_read(folder, name, False, faults)
    if image is not None:
        faults += _image_faults(name, image, expected, row)
    mask_name = row_mask(row)
    mask = _try_to_read(folder, mask_name, True, faults) if mask_name else None
    if mask is not None:
        faults += _mask_faults(mask_name, mask, image, expected)
    for other in row_files(row)[1:]:
        more = _try_to_read(folder, other, False, faults) if other != mask_name else None
        if more is not None and image is not None and more.size != image.size:
            faults.append(_wrong_size(other, more.size, image.size))
    return _Look(name, image.size if image else None, faults)


def _try_to_read(folder: Path, name: str, with_numbers: bool, faults: list[Fault]) -> _Image | None:
    path = folder / name
    if not os.path.isfile(path):
        return None
    try:
        check_stays_local(str(path), is_found=True)
        if is_cut_off(path):
            faults.append(_unreadable(name, Message("it ends in the middle")))
            return None
        if name.lower().endswith(".npy"):
            return _read_array(path, with_numbers)
        return _read_raster(str(path), with_numbers)
    except Exception as error:  # rasterio lets GDAL's errors through, which share no public class
        faults.append(_unreadable(name, getattr(error, "message", error)))
        return None


def _read_array(path: Path, with_numbers: bool) -> _Image:
    values = np.load(path, mmap_mode="r", allow_pickle=False)
    if values.ndim not in (2, 3):
        raise ValueError(f"{values.ndim} dimensions")
    bands, height, width = values.shape if values.ndim == 3 else (1, *values.shape)
    return _Image((width, height), bands, values.dtype.name, None, _numbers(values, with_numbers))


def _read_raster(path: str, with_numbers: bool) -> _Image:
    import rasterio

    driver = gdal_driver(path.lower().rpartition(".")[2])
    with rasterio.open(path, driver=driver) as file, listening_to_gdal():
        check_fits(
            file.width * file.height * np.dtype(file.dtypes[0]).itemsize,
            Path(path).name,
            Message("choose a dataset of smaller images"),
        )
        numbers: tuple[int, ...] = ()
        for band in range(1, file.count + 1):
            numbers = _numbers(file.read(band), with_numbers and band == 1) or numbers
        dtype = file.dtypes[0] if len(set(file.dtypes)) == 1 else ", ".join(file.dtypes)
        # GDAL opens the first page of many, each of which is a band.
        count = len(file.subdatasets) or file.count
        return _Image((file.width, file.height), count, dtype, file.nodata, numbers)


def _numbers(values: np.ndarray, are_wanted: bool) -> tuple[int, ...]:
    if not are_wanted or values.dtype.kind not in "ui":
        return ()
    return tuple(np.unique(values).tolist())


def _unreadable(name: str, error: object) -> Fault:
    what = Message("{name} cannot be read: {error}.", name=name, error=str(error).rstrip("."))
    return Fault("unreadable file", name, what, RESTORE)


def _image_faults(name: str, image: _Image, expected: _Expected, row: Row) -> Iterator[Fault]:
    if expected.extension and not name.endswith(f".{expected.extension}"):
        what = Message(
            "{name} is not called .{extension}, as images of this dataset are.",
            name=name,
            extension=expected.extension,
        )
        yield Fault("wrong format", name, what, EXPORT_AGAIN)
    if expected.bands and image.bands != expected.bands:
        what = counted(
            image.bands,
            "{name} has {count} band, and dataset.json names {told}.",
            "{name} has {count} bands, and dataset.json names {told}.",
            name=name,
            told=expected.bands,
        )
        yield Fault("wrong bands", name, what, RESTORE)
    if expected.dtype and image.dtype != expected.dtype:
        what = Message(
            "{name} holds {found}, and dataset.json says {told}.",
            name=name,
            found=image.dtype,
            told=expected.dtype,
        )
        yield Fault("wrong type", name, what, RESTORE)
    told = _window_size(row) if expected.keeps_windows else None
    if told is not None and told != image.size:
        yield _wrong_size(name, image.size, told)


def _window_size(row: Row) -> tuple[int, int] | None:
    try:
        return int(row["width"]), int(row["height"])
    except (KeyError, TypeError, ValueError):
        return None


def _wrong_size(name: str, found: tuple[int, int], told: tuple[int, int]) -> Fault:
    what = Message(
        "{name} has {found} pixels, and should have {told}.",
        name=name,
        found=f"{found[0]} x {found[1]}",
        told=f"{told[0]} x {told[1]}",
    )
    return Fault("wrong size", name, what, RESTORE)


def _mask_faults(
    name: str, mask: _Image, image: _Image | None, expected: _Expected
) -> Iterator[Fault]:
    if image is not None and mask.size != image.size:
        yield _wrong_size(name, mask.size, image.size)
    if mask.bands != 1 or mask.dtype != "uint8":
        what = counted(
            mask.bands,
            "{name} has {count} band of {dtype}, and masks have one of uint8.",
            "{name} has {count} bands of {dtype}, and masks have one of uint8.",
            name=name,
            dtype=mask.dtype,
        )
        yield Fault("wrong mask", name, what, RESTORE)
        return
    strange = sorted(set(mask.numbers) - (expected.numbers or set(mask.numbers)))
    if strange:
        what = Message(
            "{name} holds {numbers}, which dataset.json does not know.",
            name=name,
            numbers=", ".join(map(str, strange[:5])),
        )
        remedy = Message("Add the class to dataset.json, or export the dataset again.")
        yield Fault("unknown number in a mask", name, what, remedy)
    if mask.nodata is not None and not expected.tags_nodata:
        what = Message(
            "{name} tags {nodata:g} as nodata, which TerraTorch turns into another number.",
            name=name,
            nodata=mask.nodata,
        )
        yield Fault("mask with nodata", name, what, Message("Remove the tag."))
