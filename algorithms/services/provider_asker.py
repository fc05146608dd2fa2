"""Asking a service through QGIS's own provider of its layer."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsRasterBlock,
    QgsRasterBlockFeedback,
    QgsRasterDataProvider,
    QgsRectangle,
)

from ...core.errors import CancelledError
from ...core.message import Message
from ...core.services.lattice import Bounds
from ...core.services.patience import Asker, NotAnsweredError
from .replies import colors_of, heard_replies

_POLL_SECONDS = 0.1
# Of a pixel. Tiles of a service that only touch an extent are asked for, too.
_INSET = 1e-3
# Since then QGIS fetches tiles where nobody hears their answers.
_DEAF_SINCE = 32300


@dataclass(frozen=True)
class Delivery:
    """How a service sends pixels.

    Attributes:
        is_colored: as pictures, of red, green, blue and opacity.
        bands: how many bands of values it has, where it sends no pictures.
        dtype: numpy name of their type.
        is_tiled: in images of its own, of which some lie on the ground that is asked for.
        stall: seconds in which nothing comes until it counts as lost.
    """

    is_colored: bool
    bands: int
    dtype: str
    is_tiled: bool
    stall: float = 60.0


class ProviderAsker(Asker):
    """Reads blocks from copies of a layer's provider; make it in the main thread.

    Args:
        provider: of the layer.
        delivery: how it sends pixels.
        places: how many threads ask at once.

    Attributes:
        sent: ground that servers were asked for, each once however often; not what QGIS had kept.
    """

    def __init__(self, provider: QgsRasterDataProvider, delivery: Delivery, places: int) -> None:
        self._delivery, self._watchman = delivery, _Watchman()
        self._provider = provider
        # QGIS gives tiles from its memory without a word.
        self._is_silent = provider.name() == "wms" and Qgis.versionInt() < _DEAF_SINCE
        self.sent: set[Bounds] = set()
        self._clones: queue.Queue[QgsRasterDataProvider] = queue.Queue()
        for _ in range(places):
            self._clones.put(provider.clone())

    def ask(
        self, bounds: Bounds, width: int, height: int, is_cancelled: Callable[[], bool]
    ) -> tuple[np.ndarray, np.ndarray]:
        """See Asker.ask."""
        across, down = (bounds[2] - bounds[0]) / width, (bounds[3] - bounds[1]) / height
        is_tiled = self._delivery.is_tiled
        inset = _INSET if is_tiled else 0.0
        extent = QgsRectangle(
            bounds[0] + inset * across,
            bounds[1] + inset * down,
            bounds[2] - inset * across,
            bounds[3] - inset * down,
        )
        clone, stall = self._clones.get(), self._delivery.stall
        is_right = False
        try:
            with (
                heard_replies((width, height), is_tiled) as replies,
                self._watchman.watching(is_cancelled, stall) as watch,
            ):
                blocks = [
                    clone.block(band, extent, width, height, watch.feedback)
                    for band in range(1, self._delivery.bands + 1)
                ]
            # Others ask in ways that are not heard.
            if not all(reply.is_kept for reply in replies) or not (replies or self._is_silent):
                self.sent.add(bounds)
            if is_cancelled():
                raise CancelledError
            if watch.is_stalled:
                raise NotAnsweredError(
                    Message("the service is silent for {seconds:.0f} s", seconds=stall),
                    is_of_size=True,
                )
            for reply in replies:
                reply.check((width, height), is_tiled)
            is_right = True
        finally:
            self._clones.put(clone if is_right else self._provider.clone())
        if self._delivery.is_colored:
            return _read_colors(blocks[0], width, height, bool(replies))
        return _read_values(blocks, width, height, self._delivery.dtype)

    def close(self) -> None:
        """See Asker.close."""
        while not self._clones.empty():
            self._clones.get()


def _read_colors(
    block: QgsRasterBlock, width: int, height: int, is_heard: bool
) -> tuple[np.ndarray, np.ndarray]:
    if block is None or not block.isValid():
        raise NotAnsweredError(Message("the service sent no pixels"), is_of_size=True)
    if block.dataType() == Qgis.DataType.ARGB32_Premultiplied:
        block.convert(Qgis.DataType.ARGB32)
    colors, valid = colors_of(block.data(), width, height)
    if not is_heard and not valid.any():
        raise NotAnsweredError(Message("the service sent no pixels"), is_of_size=True)
    return colors, valid


def _read_values(
    blocks: list[QgsRasterBlock], width: int, height: int, dtype: str
) -> tuple[np.ndarray, np.ndarray]:
    values = np.empty((len(blocks), height, width), dtype=dtype)
    valid = np.zeros((height, width), dtype=bool)
    for k, block in enumerate(blocks):
        if block is None or not block.isValid():
            raise NotAnsweredError(Message("the service sent no pixels"), is_of_size=True)
        values[k] = np.frombuffer(block.data(), dtype=dtype).reshape(height, width)
        if block.hasNoDataValue():
            gap = block.noDataValue()
            valid |= ~np.isnan(values[k]) if gap != gap else values[k] != np.dtype(dtype).type(gap)
        else:
            valid[...] = True
    return values, valid


class _Watch:
    """A feedback of QGIS that is cancelled with the run, or when a request stalls."""

    def __init__(self, stall: float) -> None:
        self.feedback = QgsRasterBlockFeedback()
        self.is_stalled = False
        self._end = time.monotonic() + stall

    def look(self, is_cancelled: bool) -> None:
        """Cancel the request where it is time."""
        self.is_stalled = self.is_stalled or time.monotonic() > self._end
        if self.is_stalled or is_cancelled:
            self.feedback.cancel()


class _Watchman:
    """A thread that looks after all requests of a run while there are some."""

    def __init__(self) -> None:
        self._watches: set[_Watch] = set()
        self._lock = threading.Lock()
        self._is_looking = False

    @contextmanager
    def watching(self, is_cancelled: Callable[[], bool], stall: float) -> Iterator[_Watch]:
        """Within the block, a request is looked after."""
        watch = _Watch(stall)
        with self._lock:
            self._watches.add(watch)
            if not self._is_looking:
                self._is_looking = True
                looking = threading.Thread(
                    target=self._look, args=(is_cancelled,), name="tilewright-watch", daemon=True
                )
                looking.start()
        try:
            yield watch
        finally:
            with self._lock:
                self._watches.discard(watch)

    def _look(self, is_cancelled: Callable[[], bool]) -> None:
        while True:
            time.sleep(_POLL_SECONDS)
            with self._lock:
                if not self._watches:
                    self._is_looking = False
                    return
                for watch in self._watches:
                    watch.look(is_cancelled())
