"""Pictures for a contact sheet: of rasters, and of the tiles of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.folders import class_folders
from ..classes.legend import Color, parse_color
from ..dataset.manifest import manifest_files, read_description, read_rows
from ..dataset.read import holds_series
from ..dataset.thumbnails import MOST_PIXELS, reading_shape, without_warnings
from ..errors import CancelledError, ExportError
from ..files.intact import check_whole
from ..formats import format_of_files, gdal_driver
from ..formats.tiff_pages import TIFF_PAGES
from ..hashing import hash_texts
from ..network.stays_local import check_stays_local
from ..raster.gdal_errors import listening_to_gdal
from ..raster.palette import PaletteSource
from ..raster.source import RasterSource
from ..run.batches import ignore_progress, never_cancelled
from ..scaling.picture import as_picture
from ..tiles.layout import FILE, MANIFEST
from .color_key import KeyEntry
from .contact_sheet import Picture, SheetRow

_SPLITS = ("train", "val", "test")


def raster_picture(
    source: RasterSource, cell: int, caption: str, names: Mapping[str, str] | None = None
) -> Picture:
    """A raster on at most ``cell`` pixels a side: a paletted one in its colours, others stretched.

    Bands are stretched from their 2nd to their 98th percentile, 8-bit ones are shown as they are.
    ``names`` are those of the codes of a paletted raster, for the picture's key.
    """
    info = source.info
    factor = max(1.0, max(info.width, info.height) / cell)
    size = (max(1, round(info.width / factor)), max(1, round(info.height / factor)))
    if info.colormap:
        codes, valid = source.read_overview(*size)
        values, valid = PaletteSource(source).paint(codes, valid)
        key = _key_of_codes(np.unique(codes[0][valid]).tolist(), info.colormap, names or {})
        return Picture(caption, values.transpose(1, 2, 0), valid, is_classes=True, key=key)
    values, valid = source.read_overview(*size)
    return Picture(caption, as_picture(values, valid, None), valid)


def _key_of_codes(
    codes: Sequence[int],
    colormap: Mapping[int, tuple[int, int, int, int]],
    names: Mapping[str, str],
) -> tuple[KeyEntry, ...]:
    """The classes of the codes that have a name and a colour."""
    return tuple(
        KeyEntry(names[str(code)], colormap[code][:3])
        for code in codes
        if str(code) in names and code in colormap
    )


def dataset_rows(
    folder: str,
    columns: int,
    seed: int,
    cell: int,
    has_captions: bool = True,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> list[SheetRow]:
    """A row for each class and split of a dataset, with ``columns`` of its tiles at random.

    Raises:
        ExportError: the folder holds no dataset, or a tile cannot be read.
    """
    root = Path(folder)
    if not (root / manifest_files(root)[0]).is_file():
        raise ExportError(
            "{folder} holds no {manifest}; choose the folder of a dataset that Export tiles or "
            "Build dataset wrote.",
            folder=folder,
            manifest=MANIFEST,
        )
    if holds_series(root):
        raise ExportError(
            "The samples of {folder} are time series, which no single picture shows; choose a "
            "dataset that Export tiles or Build dataset wrote.",
            folder=folder,
        )
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_rows(root, (FILE.name,)):
        key = (row.get("label") or "", row.get("split") or "")
        groups.setdefault(key, {})[row["file"]] = row.get("tile_id") or Path(row["file"]).stem
    if not groups:
        raise ExportError("The dataset in {folder} has no tiles.", folder=folder)
    facts = _read_facts(root)
    bands, colors = picture_bands(facts), _class_colors(facts)
    labels = {label for label, _ in groups if label}
    order = {name: k for k, name in enumerate(class_folders(labels, _names(facts)))}
    rows = []
    ordered = sorted(groups, key=lambda group: _row_order(order, *group))
    for done, (label, split) in enumerate(ordered, 1):
        if is_cancelled():
            raise CancelledError
        names = groups[label, split]
        files = sorted(names)
        ranks = np.argsort(hash_texts(seed, files), kind="stable")
        chosen = sorted(files[k] for k in ranks[:columns].tolist())
        pictures = []
        for name in chosen:
            caption = names[name] if has_captions else ""
            pictures.append(_tile_picture(root, name, bands, cell, caption))
        words = [word for word in (label, split) if word]
        title = f"{' / '.join(words) or 'tiles'}: {len(files)}"
        rows.append(SheetRow(title, pictures, colors.get(label)))
        progress(done / len(groups))
    return rows


def _row_order(order: Mapping[str, int], label: str, split: str) -> tuple[int, int, str]:
    """Classes as they are numbered, and splits as they are used."""
    return order.get(label, -1), _SPLITS.index(split) if split in _SPLITS else len(_SPLITS), split


def _read_facts(root: Path) -> dict[str, Any]:
    """What dataset.json says, nothing where it is missing."""
    try:
        return read_description(root)
    except FileNotFoundError:
        return {}


def _names(facts: Mapping[str, Any]) -> list[str]:
    """The classes as the dataset numbers them."""
    return [row["name"] for row in facts.get("classes") or ()]


def _class_colors(facts: dict[str, Any]) -> dict[str, Color]:
    """The colour of each class, as far as the dataset tells."""
    told = {row["name"]: parse_color(row.get("color")) for row in facts.get("classes") or ()}
    return {name: color for name, color in told.items() if color is not None}


def picture_bands(facts: Mapping[str, Any]) -> list[int]:
    """Indices of the bands called red, green and blue, else the first three."""
    names = [name.lower() for name in facts.get("bands") or ()]
    wanted = ("red", "green", "blue")
    if all(names.count(w) == 1 for w in wanted):
        return [names.index(w) for w in wanted]
    return [0, 1, 2]


def _tile_picture(root: Path, name: str, bands: Sequence[int], cell: int, caption: str) -> Picture:
    path = (root / name).resolve()
    # The list of a stranger's dataset may name any file.
    if root.resolve() not in path.parents:
        raise ExportError(
            "{manifest} names {name}, which is not in the dataset's folder.",
            manifest=MANIFEST,
            name=name,
        )
    check_stays_local(str(path), is_found=True)
    check_whole(str(path))
    try:
        values = read_tile(path)
    except (OSError, ValueError) as error:
        raise ExportError(
            "The tile {path} cannot be read: {error}.", path=path, error=error
        ) from error
    step = max(1, min(values.shape[1:]) // (2 * cell))
    # Not a view: files are not kept open.
    values = np.array(values[:, ::step, ::step])
    if values.shape[0] > max(bands):
        values = values[bands]
    valid = np.isfinite(values).any(axis=0)
    return Picture(caption, as_picture(values, valid, None), valid)


def read_tile(path: Path) -> np.ndarray:
    """Values (bands, height, width); fewer rows and columns of very large images.

    Raises:
        OSError, ValueError: the file is no image of a dataset that can be read.
    """
    extension = path.suffix.lower()[1:]
    if extension == "jpeg" or format_of_files(extension).is_picture:
        pixels = _read_picture(path)
        if pixels is not None:
            return pixels[None] if pixels.ndim == 2 else pixels.transpose(2, 0, 1)
    if path.suffix.lower() == ".npy":
        values = np.load(path, mmap_mode="r", allow_pickle=False)
        if values.ndim != 3:
            raise ValueError(f"it has {values.ndim} dimensions, not bands, rows and columns")
        return values
    from rasterio.errors import RasterioError

    try:
        with without_warnings():
            return _read_raster(str(path), extension)
    except RasterioError as error:
        raise ValueError(str(error)) from error


def _read_raster(name: str, extension: str) -> np.ndarray:
    import rasterio

    with rasterio.open(name, driver=gdal_driver(extension)) as dataset, listening_to_gdal():
        pages = dataset.subdatasets if extension == TIFF_PAGES.extension else []
        if not pages:
            itemsize = np.dtype(np.result_type(*dataset.dtypes)).itemsize
            shape = reading_shape(dataset.count, dataset.height, dataset.width, itemsize)
            return dataset.read(out_shape=shape)
    return np.concatenate([_read_raster(page, extension) for page in pages])


# Others become RGB of 8 bits; versions differ in what they call one band of 16.
_KEPT_MODES = ("L", "RGB", "I", "I;16", "LA", "RGBA")


def _read_picture(path: Path) -> np.ndarray | None:
    """Pixels as Pillow decodes them.

    None where that would take far too much memory, or halve the bits of colours.
    """
    from PIL import Image

    try:
        with Image.open(path) as image:
            is_halved = image.mode in ("RGB", "RGBA", "LA") and any(
                str(tile[3]).endswith(";16B") for tile in image.tile
            )
            if is_halved or image.width * image.height > MOST_PIXELS:
                return None
            return np.asarray(image if image.mode in _KEPT_MODES else image.convert("RGB"))
    except Image.DecompressionBombError:
        return None
