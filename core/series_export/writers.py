"""Writers of samples of time series: NumPy archives, Zarr, GeoTIFFs."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from ..errors import ExportError
from ..files.archive import FAST_LEVEL, pack
from ..formats.gtiff import GeoTiffWriter
from ..formats.writer import ImageProfile, TileImage
from .sample import BANDS, CLOUD, DATES, DOY, IMAGES, USABLE, VALID, YEAR, SeriesSample

NPZ, ZARR, GTIFF = "NPZ", "ZARR", "GTIFF"
SERIES_FORMATS = (NPZ, ZARR, GTIFF)


@dataclass(frozen=True)
class SamplePlace:
    """Where a sample's pixels lie.

    Coordinate system, and six affine numbers for each group of bands; nodata value of each group,
    or None; those of labels; and scales and offsets of the bands of each group, empty where their
    numbers are what they say.
    """

    crs_wkt: str
    transforms: tuple[tuple[float, ...], ...]
    fills: tuple[float | None, ...]
    band_names: tuple[tuple[str, ...], ...]
    label_transform: tuple[float, ...]
    scales: tuple[tuple[float, ...], ...] = ()
    offsets: tuple[tuple[float, ...], ...] = ()


class SeriesWriter(Protocol):
    """Makes the files of a sample; safe to use from several threads, and can be sent to others."""

    extension: str

    def encode(self, sample: SeriesSample, place: SamplePlace) -> dict[str, bytes]:
        """Files by what is added to the sample's name; the empty one is the sample's own."""
        ...


class NpzWriter:
    """A NumPy archive: ``numpy.load`` gives the arrays by name. No pickle."""

    extension = "npz"

    def __init__(self, compress: bool) -> None:
        self._method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED

    def encode(self, sample: SeriesSample, place: SamplePlace) -> dict[str, bytes]:
        """See SeriesWriter.encode."""
        return {
            "": pack({f"{n}.npy": npy_bytes(a) for n, a in sample.arrays.items()}, self._method)
        }


class ZarrWriter:
    """A zipped Zarr group, a date a chunk, in version 2 of the format: zarr-python 2 and 3 read it.

    After the Zarr storage specification version 2: a folder an array, ``.zarray`` and ``.zattrs``
    as JSON, chunks named after their place. It takes no library.
    """

    extension = "zarr.zip"

    def __init__(self, compress: bool) -> None:
        self._compress = compress

    def encode(self, sample: SeriesSample, place: SamplePlace) -> dict[str, bytes]:
        """See SeriesWriter.encode."""
        facts: dict[str, object] = {
            "crs_wkt": place.crs_wkt,
            "transform": list(place.transforms[0]),
        }
        files = {".zgroup": _json({"zarr_format": 2})}
        if BANDS in sample.arrays:
            facts[BANDS] = sample.arrays[BANDS].tolist()
        if any(place.scales):
            facts["scales"] = {
                name: [scale, offset]
                for names, *told in zip(place.band_names, place.scales, place.offsets)
                for name, scale, offset in zip(names, *told)
            }
        files[".zattrs"] = _json(facts)
        for name, array in sample.arrays.items():
            files.update(self._array(name, _plain_array(array), sample.dimensions[name]))
        return {"": pack(files, zipfile.ZIP_STORED)}

    def _array(self, name: str, array: np.ndarray, dimensions: Sequence[str]) -> dict[str, bytes]:
        array = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        is_series = array.ndim > 1 and dimensions[0] == "time"
        chunks = [1 if is_series else max(1, array.shape[0]), *array.shape[1:]]
        described = {
            "zarr_format": 2,
            "shape": list(array.shape),
            "chunks": chunks,
            "dtype": array.dtype.str,
            "compressor": {"id": "zlib", "level": FAST_LEVEL} if self._compress else None,
            "fill_value": None,
            "order": "C",
            "filters": None,
        }
        files = {
            f"{name}/.zarray": _json(described),
            f"{name}/.zattrs": _json({"_ARRAY_DIMENSIONS": list(dimensions)}),
        }
        pieces = array if is_series else [array]
        for k, piece in enumerate(pieces if array.size else []):
            data = np.ascontiguousarray(piece).tobytes()
            key = ".".join([str(k if is_series else 0), *["0"] * (array.ndim - 1)])
            files[f"{name}/{key}"] = zlib.compress(data, FAST_LEVEL) if self._compress else data
        return files


class GeoTiffSeriesWriter:
    """A GeoTIFF a date and pixel size in a folder, and a JSON file that lists them."""

    extension = "json"

    def __init__(self, compress: bool) -> None:
        self._compress = compress

    def encode(self, sample: SeriesSample, place: SamplePlace) -> dict[str, bytes]:
        """See SeriesWriter.encode."""
        writer = GeoTiffWriter(self._compress)
        arrays = sample.arrays
        days = [str(day) for day in arrays[DATES].tolist()]
        # Several images of one day are told apart by a number.
        turns = [days[:k].count(day) for k, day in enumerate(days)]
        names = [f"{day}_{turn + 1}" if turn else day for day, turn in zip(days, turns)]
        files: dict[str, bytes] = {}
        rows: list[dict[str, object]] = []
        for k, name in enumerate(names):
            paths: list[str] = []
            row: dict[str, object] = {"date": days[k], "files": paths}
            for number, bands in enumerate(place.band_names):
                size = "" if len(place.band_names) == 1 else f"_{number + 1}"
                values = _bands_of(sample, number, k)
                path = f"/{name}{size}.tif"
                profile = _profile(values, bands, place.fills[number], place.crs_wkt)
                if place.scales:
                    scales, offsets = place.scales[number], place.offsets[number]
                    profile = replace(profile, scales=scales, offsets=offsets)
                tile = TileImage(values, sample.valid[number][k], place.transforms[number])
                files[path] = writer.encode(tile, profile)
                paths.append(path[1:])
            for key in (DOY, YEAR, VALID, CLOUD, USABLE):
                if key in arrays:
                    value = arrays[key][k].item()
                    row[key] = None if value != value else value
            rows.append(row)
        facts: dict[str, object] = {"dates": rows}
        for name, array in arrays.items():
            if array.ndim == 2 and name not in sample.images:
                profile = _profile(array[None], (name,), None, place.crs_wkt)
                tile = TileImage(array[None], np.ones(array.shape, bool), place.label_transform)
                files[f"/{name}.tif"] = writer.encode(tile, profile)
                facts[name] = f"{name}.tif"
        return {**files, "": _json(facts)}


def _plain_array(array: np.ndarray) -> np.ndarray:
    """Text and days as bytes, which all versions of Zarr read."""
    return np.char.encode(array.astype(str), "utf-8") if array.dtype.kind in "UM" else array


def _bands_of(sample: SeriesSample, number: int, step: int) -> np.ndarray:
    if IMAGES in sample.arrays:
        return sample.arrays[IMAGES][step]
    return np.stack(
        [sample.arrays[n][step] for n, group in sample.images.items() if group == number]
    )


def _profile(
    values: np.ndarray, bands: Sequence[str], nodata: float | None, crs_wkt: str
) -> ImageProfile:
    names = ("gray",) + ("undefined",) * (len(bands) - 1)
    return ImageProfile(values.dtype.name, tuple(bands), names, nodata, crs_wkt)


def make_series_writer(name: str, compress: bool = True) -> SeriesWriter:
    """The writer of a format.

    Raises:
        ExportError: an unknown format.
    """
    if name == NPZ:
        return NpzWriter(compress)
    if name == ZARR:
        return ZarrWriter(compress)
    if name == GTIFF:
        return GeoTiffSeriesWriter(compress)
    raise ExportError(
        "{FORMAT} is {name!r}; choose one of {series_formats}.",
        name=name,
        series_formats=", ".join(SERIES_FORMATS),
    )


def npy_bytes(array: np.ndarray) -> bytes:
    """An array as a .npy file."""
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
    return buffer.getvalue()


def _json(value: object) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False).encode("utf-8")
