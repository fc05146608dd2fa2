"""A tile as the raster has it, and as the export writes it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import numpy as np

from ..cut.companions import IMAGE2
from ..dataset.thumbnails import without_warnings
from ..errors import CancelledError
from ..export.labels import tile_records
from ..export.request import ExportRequest
from ..export.scaling import PartWindows, choose_scaling, fit_windows
from ..export.some_tiles import make_encoder, take_tiles
from ..export.write_tiles import plan_batches, plan_work
from ..formats import find_format
from ..objects.tile_object import TileObject
from ..report.pictures import read_tile
from ..scaling.scaling import FITTED, Scaling
from ..tiles.layout import FILE
from ..tiles.table import TILE_ID
from .choose import TileGroup, choose_tiles

# Values that a scaling is fitted to while somebody waits; of more, as many of spread tiles.
_MOST_FITTED = 60_000_000


@dataclass(frozen=True)
class LookedTile:
    """A tile before and after.

    Attributes:
        number: in the plan.
        tile_id: its name.
        file: its image in the dataset.
        labels: its class, or classes; empty without.
        split: train, val, test or empty.
        stored: (bands, height, width) values of the raster on the tile's pixels.
        valid: bool (height, width), which of them have a value.
        written: (bands, height, width), read back from the file that the export writes.
        size: bytes of that file.
        scaling: of the tile; None where values are kept.
        mask: uint8 (height, width) read back from its mask; None without masks.
        objects: those on the tile, of which labels are written.
        second: (bands, height, width), read back from the file of its second image; None without.
    """

    number: int
    tile_id: str
    file: str
    labels: tuple[str, ...]
    split: str
    stored: np.ndarray
    valid: np.ndarray
    written: np.ndarray
    size: int
    scaling: Scaling | None
    mask: np.ndarray | None
    objects: Sequence[TileObject]
    second: np.ndarray | None = None

    @property
    def valid_percent(self) -> float:
        """Share of pixels that have a value."""
        return 100 * float(self.valid.mean()) if self.valid.size else 0.0


@dataclass(frozen=True)
class DatasetLook:
    """What an export would write, to be looked at tile by tile. Nothing of it stays on the disk.

    Attributes:
        request: what would be exported.
        scaling: of all tiles; None where values are kept.
        fitted: how many tiles the scaling was fitted to, where these are not all that the export
            takes; 0 where it is the export's own.
        groups: tiles worth looking at.
        ids: names of all tiles.
    """

    request: ExportRequest
    scaling: Scaling | None
    fitted: int
    groups: Sequence[TileGroup]
    ids: list[str] = field(init=False, repr=False)
    _numbers: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # At once: of a million tiles this takes longer than a window should wait for a click.
        ids = self.request.plan.tiles[TILE_ID.name].tolist()
        object.__setattr__(self, "ids", ids)
        object.__setattr__(self, "_numbers", {name: k for k, name in enumerate(ids)})

    def find(self, tile_id: str) -> int | None:
        """The number of a tile; None where it is not exported."""
        return self._numbers.get(tile_id)

    def read(self, number: int, is_cancelled: Callable[[], bool]) -> LookedTile:
        """Cut and write one tile, and read it back.

        Raises:
            CancelledError: ``is_cancelled`` said so.
            RasterError: the pixels cannot be read.
            OSError: there is no room for temporary files.
        """
        # A target is none of what is looked at.
        images = tuple(found for found in self.request.companions if found.kind == IMAGE2)
        one = replace(take_tiles(self.request, np.array([number])), companions=images)
        plan = one.plan
        masks = one.tile_masks
        mask_files = [] if masks is None else plan.name_masks(masks.format.extension)
        beside = [
            plan.name_companions(found.kind, find_format(found.format).extension)
            for found in images
        ]
        (batch,) = plan_batches(one)
        (cut,) = batch.cut(one.source)
        with tempfile.TemporaryDirectory(prefix="tilewright-") as folder:
            (file,) = plan.tiles[FILE.name].tolist()
            for name in (file, *mask_files, *chain(*beside)):
                Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
            encoder = make_encoder(one, self.scaling, folder)
            counted = np.ones(1, dtype=bool)
            with without_warnings():
                for work in plan_work(one, counted, lambda _: False, mask_files, beside):
                    encoder.run(work, is_cancelled)
            image = Path(folder, file)
            size, written = image.stat().st_size, np.array(read_tile(image))
            mask = np.array(read_tile(Path(folder, mask_files[0]))[0]) if mask_files else None
            found = [Path(folder, name) for name in chain(*beside)]
            second = next((np.array(read_tile(path)) for path in found if path.exists()), None)
        (record,) = tile_records(one, mask_files, {}, is_cancelled)
        label = plan.labels[0]
        return LookedTile(
            number,
            record.tile_id,
            file,
            tuple(record.labels) or ((label,) if label else ()),
            plan.splits[0] or "",
            np.array(cut.values),
            np.array(cut.valid),
            written,
            size,
            None if self.scaling is None else self.scaling.part(batch.part),
            mask,
            record.objects,
            second,
        )


def look_at_dataset(
    request: ExportRequest, progress: Callable[[float], None], is_cancelled: Callable[[], bool]
) -> DatasetLook:
    """Fit the scaling and choose tiles.

    Args:
        request: what would be exported.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: the export would fail.
    """
    scaling, fitted = fit_to_look(request, lambda share: progress(0.8 * share), is_cancelled)
    groups = choose_tiles(request, is_cancelled)
    if is_cancelled():
        raise CancelledError
    progress(1.0)
    return DatasetLook(request, scaling, fitted, groups)


def fit_to_look(
    request: ExportRequest, progress: Callable[[float], None], is_cancelled: Callable[[], bool]
) -> tuple[Scaling | None, int]:
    """The scaling of the export, or nearly: see ``fitted`` of DatasetLook.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        ExportError: see choose_scaling.
    """
    windows, parts = fit_windows(request)
    is_fitted = request.options.scaling in FITTED and request.kept_scaling is None
    values = int(windows[:, 2:].prod(axis=1).sum()) * len(request.source.info.bands)
    taken = len(windows)
    if is_fitted and values > _MOST_FITTED:
        taken = max(1, taken * _MOST_FITTED // values)
    if taken == len(windows):
        return choose_scaling(request, PartWindows(windows, parts), progress, is_cancelled), 0
    chosen = np.unique(np.linspace(0, len(windows) - 1, taken).astype(int))
    some = PartWindows(windows[chosen], None if parts is None else parts[chosen])
    return choose_scaling(request, some, progress, is_cancelled, is_sample=True), len(chosen)
