"""What is known of tiles that a dry run has judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from qgis.core import QgsPointXY, QgsVectorLayer, QgsVectorLayerUtils

from ...algorithms.base.compat import is_null
from ...algorithms.base.long_runs import delayed_collector
from ...core.tiles.reasons import Reason, read_reason
from ..cells.grid_cells import GridCells
from ..cells.scene_cells import SceneCells


class PreviewTile(NamedTuple):
    """A tile: its middle in map units, name, class, split, why it is left out, its class's lead.

    What a tile does not have is None. ``scene`` is the place of its image in the list of several.
    """

    centre: QgsPointXY
    tile_id: str
    label: str | None
    split: str | None
    reason: Reason | None
    lead: float | None
    scene: int = 0


class KnownTiles:
    """Tiles of the layers of a dry run. What nobody asks for is not read: there may be thousands.

    Args:
        cells: has their places.
        layers: of the kept and of the rejected tiles.
    """

    def __init__(
        self, cells: GridCells | SceneCells, layers: Sequence[QgsVectorLayer] = ()
    ) -> None:
        self._cells, self._layers = cells, layers

    def __len__(self) -> int:
        return len(self.numbers)

    def read(self) -> Iterator[None]:
        """Read what is drawn, a column a step: all of them together would hold up the window."""
        for name in ("_rows", "_columns", "ids", "numbers", "outlines", "labels", "reasons"):
            # Thousands of values are no reason to look for cycles among all that is in QGIS.
            with delayed_collector():
                getattr(self, name)
            yield

    @cached_property
    def _rows(self) -> np.ndarray:
        return np.array(self._read("row"), dtype=np.int64)

    @cached_property
    def _columns(self) -> np.ndarray:
        return np.array(self._read("col"), dtype=np.int64)

    @cached_property
    def numbers(self) -> np.ndarray:
        """int64 (N,), of the tiles in the grid."""
        return self._cells.numbers(lambda: self.ids, self._rows, self._columns)

    @cached_property
    def scenes(self) -> np.ndarray:
        """int64 (N,): places of their images in the list."""
        return self._cells.scenes(self.numbers)

    @cached_property
    def outlines(self) -> np.ndarray:
        """Corners (N, 4, 2) in map units."""
        return self._cells.outlines(self.numbers)

    def _read(self, name: str) -> list:
        """A column; None for what a layer does not have.

        Columns come out of QGIS in one piece each, which is faster than features.
        """
        found = []
        for layer in self._layers:
            if layer.fields().lookupField(name) >= 0:
                values, _ = QgsVectorLayerUtils.getValues(layer, name)
                found += values
            else:
                found += [None] * layer.featureCount()
        return found

    def _words(self, name: str) -> list[str | None]:
        return [v if isinstance(v, str) and v else None for v in self._read(name)]

    def _numbers(self, name: str) -> list[float | None]:
        return [None if is_null(v) else v for v in self._read(name)]

    @cached_property
    def ids(self) -> list[str]:
        """Their names."""
        return self._read("tile_id")

    @cached_property
    def labels(self) -> list[str | None]:
        """Their classes."""
        return self._words("label")

    @cached_property
    def splits(self) -> list[str | None]:
        """Their splits."""
        return self._words("split")

    @cached_property
    def reasons(self) -> list[Reason | None]:
        """Why they are left out; None for those that are not."""
        texts = self._words("reason")
        known = {text: read_reason(text) for text in set(texts) if text is not None}
        return [known.get(text) for text in texts]

    @cached_property
    def leads(self) -> list[float | None]:
        """By how many percent of the tile their class is larger than the second."""
        pairs = zip(self._numbers("label_pct"), self._numbers("second_pct"))
        return [None if one is None or two is None else one - two for one, two in pairs]

    @cached_property
    def clouds(self) -> list[float | None]:
        """How many percent of their pixels are cloudy; NaN where the mask tells nothing."""
        return self._numbers("cloud_pct")

    @cached_property
    def places(self) -> dict[int, int]:
        """Which of the known tiles has a number of the grid."""
        return {number: place for place, number in enumerate(self.numbers.tolist())}

    @cached_property
    def tiles(self) -> list[PreviewTile]:
        """One by one."""
        centres = (QgsPointXY(*xy) for xy in self._cells.centres(self.numbers).tolist())
        columns = (self.ids, self.labels, self.splits, self.reasons, self.leads)
        return [PreviewTile(*values) for values in zip(centres, *columns, self.scenes.tolist())]
