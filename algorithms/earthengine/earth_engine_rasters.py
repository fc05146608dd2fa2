"""The zones of tiles, as an export takes rasters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem

from ...core.dataset.plan import DatasetPlan
from ...core.earthengine.grids import TileGrids
from ...core.earthengine.plan import plan_requests
from ...core.export.request import ExportRequest
from ...core.raster.source import RasterSource
from ...core.resampling.grid import TargetGrid
from ...core.resampling.windows import PixelWindows
from ...core.run.batches import never_cancelled
from ...core.services.answers import AnswerStore
from ...core.tiles.table import TileTable
from ..base.values import Values
from ..export.export_run import ExportRun
from ..export.label_inputs import ExportInputs
from ..scenes.left_out import LeftOutScenes


@dataclass(frozen=True)
class Zone:
    """A part of an image with a coordinate system of its own."""

    name: str
    crs: QgsCoordinateReferenceSystem


class EarthEngineRasters:
    """What an export takes for its rasters: an image on the grids of some zones.

    Args:
        source: the image.
        grids: of all tiles.
        name: for people.
        values: of the algorithm.

    Attributes:
        scenes: of several rasters, of which there are none here.
        left_out: of the same.
        rasters: the zones.
    """

    scenes: tuple = ()

    def __init__(self, source: RasterSource, grids: TileGrids, name: str, values: Values) -> None:
        self.left_out = LeftOutScenes(values)
        self._source, self._grids, self.name = source, grids, name
        self.rasters = [Zone(name, QgsCoordinateReferenceSystem(code)) for code in grids.codes]

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """Of the first zone."""
        return self.rasters[0].crs

    def open(
        self,
        values: Values,
        nodata: float | None,
        keep_alpha: bool,
        prepare: Callable[[RasterSource], RasterSource],
    ) -> RasterSource:
        """See TakenRasters.open."""
        return self._source

    def find_places(
        self,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        source: RasterSource,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> PixelWindows:
        """Where the tiles that the grids were made for lie in these."""
        return self._grids.places


class EarthEngineRun(ExportRun):
    """An export of tiles on pixel grids that are known already.

    Args:
        values: of the algorithm.
        inputs: what was taken in the main thread.
        grids: of all tiles.
        sizes: bytes of a value of each band, of images and of masks.
        store: where answers are kept, so that none is asked for twice; or None.

    Attributes:
        request_count: how many requests for pixels the plan takes.
    """

    def __init__(
        self,
        values: Values,
        inputs: ExportInputs,
        grids: TileGrids,
        sizes: Sequence[Sequence[int]],
        store: AnswerStore | None = None,
    ) -> None:
        super().__init__(values, inputs=inputs)
        self._sizes, self._store, self.request_count = sizes, store, 0
        if store is not None and self.resume:
            store.find_in(Path(self.output))
        parts = grids.places.parts.tolist()
        self._targets_by_place = {
            (part, *place): target
            for part, place, target in zip(parts, grids.places.exact.tolist(), grids.targets)
        }

    def _request(self, *args) -> ExportRequest:
        return replace(super()._request(*args), answers=self._store)

    def close(self) -> None:
        """See ExportRun.close."""
        super().close()
        if self._store is not None:
            self._store.close()

    def _targets(
        self,
        plan: DatasetPlan,
        crs: QgsCoordinateReferenceSystem,
        is_cancelled: Callable[[], bool],
    ) -> list[TargetGrid]:
        places = zip(plan.places.parts.tolist(), plan.places.exact.tolist())
        targets = [self._targets_by_place[(part, *place)] for part, place in places]
        self.request_count = sum(
            len(plan_requests(target.width, target.height, item_bytes))
            for item_bytes in self._sizes
            for target in targets
        )
        return targets
