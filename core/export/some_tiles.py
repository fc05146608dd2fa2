"""Some tiles of an export, written like all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..scaling.scaling import Scaling
from .encode import TileEncoder
from .map import MapSampler
from .request import ExportRequest


def take_tiles(request: ExportRequest, numbers: np.ndarray) -> ExportRequest:
    """The request for some tiles of its plan, by their numbers, int64 (N,)."""
    plan, targets, chosen = request.plan, request.targets, numbers.tolist()
    plan = replace(
        plan,
        tiles=plan.tiles.select(numbers),
        places=plan.places.select(numbers),
        labels=[plan.labels[k] for k in chosen],
        splits=[plan.splits[k] for k in chosen],
        targets=plan.targets.select(numbers),
    )
    return replace(
        request, plan=plan, targets=None if targets is None else [targets[k] for k in chosen]
    )


def make_encoder(
    request: ExportRequest, scaling: Scaling | None, folder: str, sampler: MapSampler | None = None
) -> TileEncoder:
    """What writes the tiles of a request.

    Args:
        request: what is written.
        scaling: of all tiles; None where values are kept.
        folder: where files go.
        sampler: of the map, if one is drawn.
    """
    options = request.options
    return TileEncoder(
        request.source,
        options.make_writer(),
        request.profile,
        scaling,
        options.fill,
        folder,
        sampler,
        request.tile_masks,
        request.blackener,
        request.plan.layout.takes.wants_statistics,
        request.tile_companions,
        request.part_profiles,
    )
