"""Of many tiles some, and no more requests than are allowed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from qgis.core import QgsProcessingParameterBoolean

from ...core.dataset.plan import DatasetPlan
from ...core.errors import ExportError
from ...core.hashing import hash_texts
from ...core.message import counted
from ...core.tiles.reasons import NOT_ASKED_FOR, Reason
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import integer_parameter
from ..base.values import Values
from ..base.words import tr
from .together import AskedServices

MAX_TILES = "MAX_TILES"
SHUFFLE = "SHUFFLE"
SEED = "SEED"


def add_limit_parameters(alg: TilewrightAlgorithm) -> None:
    """How many tiles, and which."""
    alg.begin_section("Limits")
    alg.add(
        integer_parameter(MAX_TILES, "Most tiles", None, 1),
        "Only so many tiles are exported, the first in the order of tile_id; the others are listed "
        "as rejected. For a trial, or a service that allows few requests.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(SHUFFLE, tr("Take them at random"), False, optional=True),
        "With MAX_TILES: tiles at random in place of the first ones. A larger number with the same "
        "seed takes the same tiles and more.",
        advanced=True,
    )
    alg.add(
        integer_parameter(SEED, "Seed of the random tiles", None),
        "With SHUFFLE: another number takes other tiles. Empty: 0.",
        advanced=True,
    )


class TileLimit:
    """How many of an export's tiles are wanted.

    Raises:
        ExportError: a parameter does nothing.
    """

    def __init__(self, values: Values) -> None:
        self._most = values.optional_integer(MAX_TILES)
        self._is_shuffled = values.flag(SHUFFLE)
        seed = values.optional_integer(SEED)
        self._seed = seed or 0
        if self._is_shuffled and self._most is None:
            raise ExportError(
                "{SHUFFLE} takes some tiles at random, and {MAX_TILES} does not say how many; give "
                "it, or leave out {SHUFFLE}."
            )
        if seed is not None and not self._is_shuffled:
            raise ExportError(
                "{SEED} is given and nothing is taken at random; set {SHUFFLE}, or leave out "
                "{SEED}."
            )

    def left_out(self, plan: DatasetPlan) -> Mapping[str, Reason]:
        """Tiles of a plan that are not wanted, by tile_id."""
        ids = plan.tiles["tile_id"].tolist()
        if self._most is None or len(ids) <= self._most:
            return {}
        order = np.arange(len(ids))
        if self._is_shuffled:
            order = np.argsort(hash_texts(self._seed, ids), kind="stable")
        return {ids[k]: Reason(NOT_ASKED_FOR) for k in order[self._most :].tolist()}


def check_requests(count: int, services: AskedServices, values: Values) -> int:
    """The requests that an export makes to services, told in the log.

    Raises:
        ExportError: they are more.
    """
    most = services.most
    if count > most:
        raise ExportError(
            counted(
                count,
                "The export would make {count} request to {name}, and {MAX_REQUESTS} is {most}.",
                "The export would make {count} requests to {name}, and {MAX_REQUESTS} is {most}. "
                "Ask for less with {MAX_TILES}, fewer tiles or larger pixels; or, where the terms "
                "of the service allow so many, set {MAX_REQUESTS} to {count}.",
                name=services.name,
                most=most,
            )
        )
    values.info(
        counted(
            count,
            "At most {count} request to {name}; if it fails, more, but never above {most}.",
            "At most {count} requests to {name}; if some fail, more, but never above {most}.",
            name=services.name,
            most=most,
        )
    )
    return count
