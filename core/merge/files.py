"""Images, masks and what lies beside them: linked into the new folder, or copied."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..dataset.manifest import row_companions, row_mask
from ..dataset.owned import begins_as_named, find_inside
from ..dataset.thumbnails import reading_image
from ..errors import CancelledError, ExportError
from ..files.whole import write_whole
from ..formats import find_format, format_of_files, gdal_driver, make_writer, mask_format
from ..formats.cut_off import is_cut_off
from ..formats.writer import ImageProfile, TileImage
from ..geometry.outlines import six_numbers
from ..rebuild.pixels import read_pixels
from .numbers import ClassNumbers
from .parents import Parent
from .tiles import MergedTiles

HARDLINK, COPY = "HARDLINK", "COPY"
LINKS = (HARDLINK, COPY)


@dataclass
class PutFiles:
    """How many files were put into the new folder, and how.

    Attributes:
        linked: files that take no room.
        copied: files that do.
        rewritten: masks with other numbers.
    """

    linked: int = 0
    copied: int = 0
    rewritten: int = 0


# Of each dataset the files of its tiles, relative to it, by ``image``, ``mask``, ``image2`` and
# ``target``.
Sources = Sequence[Mapping[str, Sequence[str]]]


def find_sources(parents: Sequence[Parent], is_cancelled: Callable[[], bool]) -> Sources:
    """The files of all tiles, which are there and whole.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: a file is missing, cut off, or outside the dataset.
    """
    found = []
    for parent in parents:
        names = parent.rows.columns
        columns = [parent.cells(name) for name in names]
        files: dict[str, list[str]] = {}
        inside: set[str] = set()
        for cells in zip(*columns):
            if is_cancelled():
                raise CancelledError
            row = {name: cell or "" for name, cell in zip(names, cells)}
            own = {"image": row.get("file", "")}
            if parent.facts.get("masks"):
                own["mask"] = row_mask(row)
            for kind, key in (("image2", "pairs"), ("target", "targets")):
                if parent.facts.get(key):
                    own[kind] = row_companions(row).get(kind, "")
            for kind, name in own.items():
                _check_file(parent.folder, name, inside)
                files.setdefault(kind, []).append(name)
        found.append(files)
    return found


def _check_file(folder: Path, name: str, inside: set[str]) -> None:
    """Refuse what cannot be taken over; ``inside`` are folders that are known to be in it."""
    path = find_inside(folder, name, inside)
    if not begins_as_named(path):
        raise ExportError(
            "{path} does not hold what its name says; export the dataset again.", path=path
        )
    if is_cut_off(path):
        raise ExportError(
            "{path} ends in the middle; finish its dataset with {RESUME}, or export it again.",
            path=path,
        )


def put_files(
    parents: Sequence[Parent],
    merged: MergedTiles,
    sources: Sources,
    masks: ClassNumbers | None,
    folder: Path,
    link: str,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> PutFiles:
    """Put all images, and what lies beside them, into the new folder.

    Args:
        parents: the datasets.
        merged: their tiles, with the new names.
        sources: of ``find_sources``.
        masks: numbers of their classes, or None without masks.
        folder: the new one, which nobody else knows yet.
        link: HARDLINK, or COPY; where a disk knows no links, files are copied.
        progress: told the share that is done.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: a mask cannot be read.
        OSError: a file cannot be written.
    """
    files = merged.table["file"].tolist()
    beside = {"mask": merged.masks, **merged.companions}
    folders = {*merged.plan.folders}
    for all_of_kind in (files, *beside.values()):
        folders.update(name.rpartition("/")[0] for name in all_of_kind)
    for name in sorted(folders):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rewriters = [_MaskWriter(p, masks, k) for k, p in enumerate(parents)] if masks else []
    put = PutFiles()
    for k, (owner, row) in enumerate(zip(merged.owners.tolist(), merged.rows.tolist())):
        if is_cancelled():
            raise CancelledError
        for kind, names in sources[owner].items():
            source = parents[owner].folder / names[row]
            name = files[k] if kind == "image" else beside[kind][k]
            if kind == "mask" and rewriters[owner].is_needed:
                rewriters[owner].write(source, folder / name)
                put.rewritten += 1
            elif _put(source, folder / name, link):
                put.linked += 1
            else:
                put.copied += 1
        progress((k + 1) / len(files))
    return put


def _put(source: Path, target: Path, link: str) -> bool:
    """Link or copy a file; whether it was linked."""
    if link == HARDLINK:
        # Not all disks know links, and some allow a file only so many.
        with contextlib.suppress(OSError, NotImplementedError):
            os.link(source.resolve() if source.is_symlink() else source, target)
            return True
    try:
        shutil.copy2(source, target)
    except OSError as error:
        error.filename = str(target)
        raise
    return False


class _MaskWriter:
    """Writes masks of a dataset with other numbers."""

    def __init__(self, parent: Parent, numbers: ClassNumbers, index: int) -> None:
        self.is_needed = numbers.is_changed(index)
        self._codes = np.arange(256, dtype=np.uint8)
        for own, number in numbers.of_parents[index].items():
            self._codes[own] = number
        spec = mask_format(find_format(str(parent.facts["parameters"].get("FORMAT"))))
        self._writer = make_writer(spec.name)

    def write(self, source: Path, target: Path) -> None:
        values = read_pixels(str(source))
        if values.dtype != np.uint8 or len(values) != 1:
            raise ExportError(
                "The mask {path} has {count} bands of {dtype}, and its classes need other numbers, "
                "for which one band of 8 bits is needed; export its dataset again.",
                path=source,
                count=len(values),
                dtype=values.dtype.name,
            )
        transform, wkt = _place_of(source)
        image = TileImage(self._codes[values], np.ones(values.shape[1:], dtype=bool), transform)
        profile = ImageProfile("uint8", ("class",), ("gray",), None, wkt)
        write_whole(target, self._writer.encode(image, profile))


def _place_of(path: Path) -> tuple[tuple[float, ...], str]:
    """Where an image lies: six numbers, and its coordinate system, empty for images without."""
    extension = path.suffix.lower()[1:]
    if not format_of_files(extension).marks_invalid:
        return (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), ""
    import rasterio

    with reading_image(str(path)), rasterio.open(path, driver=gdal_driver(extension)) as image:
        return six_numbers(image.transform), image.crs.to_wkt() if image.crs else ""
