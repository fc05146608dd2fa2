"""A few tiles of a dataset, made in memory: how large it will be, and what scaling does."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..cut.blacken import blacken
from ..cut.cut import (
    CutTile,
    WindowBatch,
    plan_window_batches,
)
from ..cut.prepare import prepare_pixels
from ..cut.resampled import ResampledBatch, plan_resampled_batches
from ..export.request import ExportRequest
from ..export.scaling import choose_scaling, sample_windows
from ..formats.pillow import pillow_image
from ..formats.writer import TileImage
from ..resampling.plan_reads import DEFAULT_BUDGET

_SAMPLE = 48
_GAP = 8


@dataclass(frozen=True)
class DatasetSample:
    """What a sample of the tiles tells.

    Attributes:
        image_bytes: estimated bytes of all images.
        before: uint8 (height, width, 3): the most varied tile as it is stored, from 0 to the
            greatest value of its type.
        after: the same tile as it will be exported, losses of the format included.
        number: of that tile in the plan.
    """

    image_bytes: int
    before: np.ndarray
    after: np.ndarray
    number: int

    def picture(self) -> bytes:
        """Both side by side as PNG."""
        gap = np.full((len(self.before), _GAP, 3), 128, dtype=np.uint8)
        both = np.concatenate((self.before, gap, self.after), axis=1)
        buffer = io.BytesIO()
        pillow_image(both.transpose(2, 0, 1)).save(buffer, "PNG")
        return buffer.getvalue()


def sample_dataset(request: ExportRequest) -> DatasetSample:
    """Encode a sample of tiles, evenly spread, in memory."""
    plan, options, source = request.plan, request.options, request.source
    count = len(plan.tiles)
    chosen = np.unique(np.linspace(0, count - 1, min(count, _SAMPLE)).astype(int))
    writer = options.make_writer()
    profile = request.profile
    writer.check(profile)
    places = plan.places.select(chosen)
    scaling = choose_scaling(request, sample_windows(request, chosen), is_sample=True)
    batches: Sequence[WindowBatch | ResampledBatch]
    if request.targets is not None:
        batches = plan_resampled_batches(
            [request.targets[i] for i in chosen],
            options.resampling,
            places.parts,
            is_apart=request.blackener is not None,
        )
    else:
        batches = plan_window_batches(source, places.windows, DEFAULT_BUDGET, places.parts)
    size, widest, number = 0, -1.0, 0
    before = after = np.zeros((0, 0, 3), dtype=np.uint8)
    for batch in batches:
        own = None if scaling is None else scaling.part(batch.part)
        for tile, shown in _cut(batch, request):
            values = prepare_pixels(tile.values, tile.valid, own, profile, options.fill)
            if shown is not None:
                values = blacken(values, shown, options.fill)
            data = writer.encode(TileImage(values, tile.valid, tile.transform), profile)
            size += len(data)
            # Water looks the same in any scaling: the tile with the widest spread tells most.
            spread = float(np.nanstd(values)) if tile.valid.all() else -0.5
            if spread > widest:
                widest, number = spread, int(chosen[tile.index])
                before = _stored(tile.values)
                after = _decoded(data) if options.spec.is_lossy else _stored(values)
    return DatasetSample(round(size * count / len(chosen)), before, after, number)


def _cut(
    batch: WindowBatch | ResampledBatch, request: ExportRequest
) -> Iterator[tuple[CutTile, np.ndarray | None]]:
    """Tiles, and which of their pixels are shown."""
    number, blackener = batch.part, request.blackener
    for block in batch.blocks(request.source):
        tiles = block.tiles(block.values, block.outside)
        if blackener is None:
            yield from ((tile, None) for tile in tiles)
            continue
        codes = None if request.masks is None else request.masks.part(number).read(block)
        shown = block.tiles(blackener.part(number).shown(block, codes)[None], 0)
        yield from ((tile, pixels.values[0]) for tile, pixels in zip(tiles, shown))


def _stored(values: np.ndarray) -> np.ndarray:
    """Values from 0 to the greatest of their type (1 for floats) as a picture."""
    bands = values[[0, 1, 2]] if len(values) >= 3 else values[[0, 0, 0]]
    if bands.dtype.kind == "f":
        shares = np.clip(np.nan_to_num(bands.astype(float)), 0, 1)
    else:
        shares = np.clip(bands / float(np.iinfo(bands.dtype).max), 0, 1)
    return np.rint(shares * 255).astype(np.uint8).transpose(1, 2, 0)


def _decoded(data: bytes) -> np.ndarray:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image)
    return pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)
