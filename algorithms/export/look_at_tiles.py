"""Tiles of a dataset before it is made, for the dock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from ...core.preview.choose import TileGroup
from ...core.preview.pictures import TilePictures, draw_tile
from ...core.preview.tiles import DatasetLook, look_at_dataset
from ...core.run.opened import OpenedThings
from ..base.long_runs import gdal_without_network
from ..base.values import Values
from .build_dataset import BuildDatasetAlgorithm
from .export_run import ExportRun
from .raster_to_tile import MAKING_TILES


class TileLooks:
    """Reads tiles as the export would write them, in any thread, one at a time.

    Args:
        look: the dataset.
        run: the export, which has rasters and labels open.
        opened: what else it has opened.
        stays_here: whether GDAL must not reach other computers.

    Attributes:
        groups: tiles worth looking at.
        fitted: see DatasetLook.
        count: of all tiles.
        bands: names of the tiles' bands.
    """

    def __init__(
        self, look: DatasetLook, run: ExportRun, opened: OpenedThings, stays_here: bool
    ) -> None:
        self._look, self._run, self._opened, self._stays_here = look, run, opened, stays_here
        self._reading = threading.Lock()
        self._is_closed = False
        self.groups: Sequence[TileGroup] = look.groups
        self.fitted, self.count = look.fitted, len(look.ids)
        self.bands: Sequence[str] = look.request.source.info.descriptions

    def find(self, tile_id: str) -> int | None:
        """The number of a tile; None where it is not exported."""
        return self._look.find(tile_id)

    def name(self, number: int) -> str:
        """The name of a tile."""
        return self._look.ids[number]

    def read(
        self, number: int, is_cancelled: Callable[[], bool], band: str = ""
    ) -> TilePictures | None:
        """A tile and its pictures, of one band in grey or in colours; None when all is closed.

        Raises:
            CancelledError: ``is_cancelled`` said so.
            TilewrightError, OSError: it cannot be read.
        """
        try:
            with self._reading:
                if self._is_closed:
                    return None
                with gdal_without_network(self._stays_here):
                    tile = self._look.read(number, is_cancelled)
                    return draw_tile(self._look.request, tile, band)
        finally:
            if self._is_closed:
                self.close()

    def close(self) -> None:
        """Free all that is open; at the end of what is being read, for which nobody waits."""
        self._is_closed = True
        if self._reading.acquire(blocking=False):
            try:
                self._run.close()
                self._opened.close()
            finally:
                self._reading.release()


class TileLookAlgorithm(BuildDatasetAlgorithm):
    """Build Dataset up to where it would write. It makes no file and is not in the toolbox.

    Args:
        deliver: called in the thread of the work with what came of it; None where pixels would
            have to be asked of a server.
    """

    def __init__(self, deliver: Callable[[TileLooks | None], object]) -> None:
        super().__init__()
        self._deliver = deliver

    def createInstance(self):
        return type(self)(self._deliver)

    def compute(self, values: Values) -> dict:
        if self._run.rasters.services is not None:
            self._run.close()
            self._deliver(None)
            return {}
        try:
            looks = self._look(values)
        except BaseException:
            self._run.close()
            raise
        self._deliver(looks)
        return {}

    def _look(self, values: Values) -> TileLooks:
        feedback = values.feedback
        _, wanted = self.make_tiles(values)
        request = self._run.plan(wanted, feedback.isCanceled)
        self._run.check(request, values)
        look = look_at_dataset(
            request,
            lambda done: feedback.setProgress(MAKING_TILES + (100 - MAKING_TILES) * done),
            feedback.isCanceled,
        )
        # What is open is needed for longer than this run, at the end of which it would be closed.
        opened, self._opened = self._opened, OpenedThings()
        return TileLooks(look, self._run, opened, self._stays_here)
