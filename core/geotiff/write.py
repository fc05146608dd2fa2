"""Writing large GeoTIFFs block by block: in threads, in bounded memory, whole or not at all."""

from __future__ import annotations

import contextlib
import html
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from ..errors import RasterError
from ..files.whole import whole_file
from ..run.batches import (
    default_workers,
    ignore_progress,
    never_cancelled,
    run_in_order,
    thread_pool,
)
from .file import RasterFile, make_raster_file
from .profile import RasterProfile

Window = tuple[int, int, int, int]
EXTENSIONS = (".tif", ".tiff")
# What is held of the windows that are worked on before they are written together. The order of
# blocks in the file follows from how many these are, so that it must not depend on the threads.
_GROUP_BYTES = 96 * 1024**2
_GROUP = 8
# A terabyte of bytes: nobody waits for more.
_MOST_PIXELS = 10**12
# What GDAL keeps beside a raster, and would take for a new one's.
_SIDE_FILES = (".aux.xml", ".ovr", ".msk")


def write_raster(
    path: str,
    profile: RasterProfile,
    work: Callable[[Window], np.ndarray],
    pixel_bytes: int | None = None,
    read_block: tuple[int, int] = (1, 1),
    workers: int | None = None,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write one raster; see write_rasters. ``work`` returns one array."""
    write_rasters(
        [(path, profile)],
        lambda window: (work(window),),
        pixel_bytes,
        read_block,
        workers,
        progress=progress,
        is_cancelled=is_cancelled,
    )


def write_rasters(
    targets: Sequence[tuple[str, RasterProfile]],
    work: Callable[[Window], Sequence[np.ndarray]],
    pixel_bytes: int | None = None,
    read_block: tuple[int, int] = (1, 1),
    workers: int | None = None,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write rasters of one size in one pass: tiled, compressed GeoTIFFs, BigTIFF where needed.

    Files of these names are replaced at the end, when the new ones are complete; an error or
    cancel leaves them as they were and nothing else behind. The bytes depend on nothing but the
    pixels and profiles.

    Args:
        targets: path and profile of each raster.
        work: called in threads with a window (column offset, row offset, width, height in pixels,
            blocks of the files); returns for each raster an array (bands, height, width), or
            (height, width) where it has one band.
        pixel_bytes: bytes of memory that ``work`` takes for a pixel, from which the size of
            windows follows; at least what is written. One block is the least.
        read_block: rows and columns of the storage blocks that ``work`` reads, in pixels of what
            is written; windows hold whole ones as far as memory allows.
        workers: threads, 8 at most; default one a core.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        RasterError: a path that is not a GeoTIFF's, far too many pixels, or a file that cannot be
            written.
        CancelledError: ``is_cancelled`` said so.
    """
    workers = workers or default_workers()
    for path, _ in targets:
        check_target(path)
    profiles = [profile for _, profile in targets]
    _check_size(profiles[0].grid.width, profiles[0].grid.height)
    held = sum(p.pixel_bytes for p in profiles)
    needed = max(pixel_bytes or 0, held)
    windows = plan_windows(profiles[0], needed, _GROUP_BYTES // _GROUP, read_block)
    largest = max(width * height for _, _, width, height in windows)
    together = max(1, min(_GROUP, _GROUP_BYTES // (largest * held)))
    with contextlib.ExitStack() as stack, thread_pool(workers) as pool:
        parts = [stack.enter_context(_whole_raster(*target)) for target in targets]
        files = []
        for (path, profile), part in zip(targets, parts):
            with _readable_errors(path):
                files.append(make_raster_file(part, profile, workers))
            stack.callback(_abandon_quietly, files[-1])
        done = 0
        source = iter(windows)
        # GDAL's cache is one for all: blocks that are waiting to be written while other threads
        # read are pushed out in an order that nobody can foretell. So reading and writing take
        # turns, each on all cores, and a file is flushed when its turn ends.
        while group := list(islice(source, together)):
            results = list(run_in_order(pool, work, group, workers, is_cancelled))
            for k, ((path, profile), file) in enumerate(zip(targets, files)):
                with _readable_errors(path):
                    for window, result in zip(group, results):
                        values = np.asarray(result[k], dtype=profile.dtype)
                        file.write(window, values[None] if values.ndim == 2 else values)
                    file.flush()
            done += len(group)
            progress(done / len(windows))
        for (path, _), part, file in zip(targets, parts, files):
            with _readable_errors(path):
                file.close()
            _check_complete(part, path)


def check_target(path: str) -> None:
    """A path that a GeoTIFF can be written to.

    Raises:
        RasterError: another extension.
    """
    if Path(path).suffix.lower() not in EXTENSIONS:
        raise RasterError("{path} is to be a GeoTIFF; give it a name that ends in .tif.", path=path)


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise RasterError(
            "The result would have {width} x {height} pixels; choose larger pixels, or a smaller "
            "area.",
            width=width,
            height=height,
        )


def plan_windows(
    profile: RasterProfile, pixel_bytes: int, budget: int, read_block: tuple[int, int] = (1, 1)
) -> list[Window]:
    """Windows of whole blocks that cover a raster, row by row.

    Each takes at most ``budget`` bytes, four times as much where blocks that are read are that
    large, or one block where even that is more.
    """
    sides = profile.block_shape
    size = (profile.grid.height, profile.grid.width)
    # Blocks of the file along each side of what is read at once.
    down, across = (
        min(-(-read // side), -(-whole // side))
        for read, side, whole in zip(read_block, sides, size)
    )
    block_bytes = pixel_bytes * sides[0] * sides[1]
    across = min(across, max(1, 4 * budget // block_bytes))
    down = min(down, max(1, 4 * budget // (block_bytes * across)))
    more = max(1, budget // (block_bytes * down * across))
    times = min(more, -(-size[1] // (sides[1] * across)))
    width = across * times * sides[1]
    height = down * max(1, more // times) * sides[0]
    return [
        (col, row, min(width, size[1] - col), min(height, size[0] - row))
        for row in range(0, size[0], height)
        for col in range(0, size[1], width)
    ]


@contextlib.contextmanager
def _readable_errors(path: str) -> Iterator[None]:
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            yield
    except (RasterioError, CPLE_BaseError, OSError, RuntimeError) as error:
        # GDAL's own errors come through where rasterio did not foresee them: a file whose head did
        # not fit on the disk.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise RasterError(
            "{path} cannot be written: {error}. Check the free space on the disk, or choose "
            "another folder.",
            path=path,
            error=error,
        ) from error


def _check_complete(part: Path, path: str) -> None:
    """GDAL says nothing when the disk is full at the moment that a file is closed."""
    import rasterio

    with _readable_errors(path), rasterio.open(part, driver="GTiff") as dataset:
        size = part.stat().st_size
        for band in dataset.indexes:
            for (row, col), _ in dataset.block_windows(band):
                name = f"{col}_{row}"
                offset = dataset.get_tag_item(f"BLOCK_OFFSET_{name}", "TIFF", band)
                length = dataset.get_tag_item(f"BLOCK_SIZE_{name}", "TIFF", band)
                if not offset or not length or int(offset) + int(length) > size:
                    raise RasterError(
                        "{path} cannot be written whole; check the free space on the disk.",
                        path=path,
                    )


@contextlib.contextmanager
def _whole_raster(target: str, profile: RasterProfile) -> Iterator[Path]:
    """A temporary path for a raster, which at the end replaces what is at ``target``.

    What GDAL keeps beside an earlier raster goes with it, since it would be taken for the new
    one's: when one of these files cannot be moved, as on Windows when it is open, all stay.
    """
    moved: list[tuple[Path, Path]] = []
    with contextlib.ExitStack() as last:
        if profile.category_names:
            side = last.enter_context(whole_file(f"{target}.aux.xml"))
            side.write_bytes(_category_xml(profile.category_names).encode())
        try:
            with whole_file(target, beside=(".aux.xml",)) as part:
                yield part
                for suffix in _SIDE_FILES:
                    earlier = Path(target + suffix)
                    if earlier.exists():
                        moved.append((Path(f"{part}{suffix.removesuffix('.xml')}-old"), earlier))
                        earlier.replace(moved[-1][0])
        except BaseException:
            for aside, earlier in moved:
                with contextlib.suppress(OSError):
                    aside.replace(earlier)
            raise
    for aside, _ in moved:
        with contextlib.suppress(OSError):
            aside.unlink()


def _abandon_quietly(file: RasterFile) -> None:
    # Closed already when all went well; else Windows would not delete what is open.
    with contextlib.suppress(Exception):
        file.abandon()


def _category_xml(names: dict[int, str]) -> str:
    """GDAL's side file with class names: GeoTIFF itself has no place for them."""
    texts = [names.get(value, "") for value in range(max(names) + 1)]
    lines = "".join(f"      <Category>{html.escape(t, quote=False)}</Category>\n" for t in texts)
    return (
        '<PAMDataset>\n  <PAMRasterBand band="1">\n    <CategoryNames>\n'
        f"{lines}    </CategoryNames>\n  </PAMRasterBand>\n</PAMDataset>\n"
    )
