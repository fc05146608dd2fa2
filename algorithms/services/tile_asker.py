"""Asking a web map for its tiles, each by its address.

QGIS fetches tiles in ways that differ between its versions, and tells of none what came of it.
"""

from __future__ import annotations

import queue
from collections.abc import Callable

import numpy as np
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt, QUrl, QUrlQuery
from qgis.PyQt.QtGui import QImage

from ...core.errors import CancelledError
from ...core.message import Message
from ...core.network.back_off import read_retry_after
from ...core.services.lattice import Bounds, Lattice
from ...core.services.patience import Asker, NotAnsweredError
from ..network.attempt import Outcome, Request
from ..network.courier import Courier
from .replies import Reply, image_size

# Before, QGIS fetches tiles where their answers are heard, and keeps them on its disk.
_SINCE = 32300
_MOST_BYTES = 64 * 1024**2
_HEADER = "http-header:"
# What only QGIS's own provider does for a layer.
_NOT_OURS = ("username", "interpretation")


class TileAsker(Asker):
    """Gets the tiles of an XYZ layer over QGIS's network settings.

    Args:
        source: of the layer, as its provider has it.
        lattice: of its pixels, with the zoom.
        stall: seconds in which nothing comes until it counts as lost.
        places: how many threads ask at once.

    Attributes:
        sent: ground that servers were asked for, each once however often.
    """

    def __init__(self, source: str, lattice: Lattice, stall: float, places: int) -> None:
        items = _items_of(source)
        self._template, self._lattice, self._stall = items["url"], lattice, stall
        self._authcfg = items.get("authcfg", "")
        self._headers = {
            name[len(_HEADER) :]: value
            for name, value in items.items()
            if name.startswith(_HEADER) and value
        }
        if items.get("referer"):
            self._headers.setdefault("referer", items["referer"])
        self.sent: set[Bounds] = set()
        self._couriers: queue.Queue[Courier] = queue.Queue()
        for _ in range(places):
            self._couriers.put(Courier())

    @staticmethod
    def takes(source: str, lattice: Lattice) -> bool:
        """Whether a layer is one whose tiles can be had by their address."""
        items = _items_of(source)
        is_ours = items.get("type") == "xyz" and not any(items.get(name) for name in _NOT_OURS)
        is_deaf = Qgis.versionInt() >= _SINCE
        return (
            is_deaf
            and is_ours
            and lattice.level is not None
            and items.get("url", "").startswith("http")
        )

    def ask(
        self, bounds: Bounds, width: int, height: int, is_cancelled: Callable[[], bool]
    ) -> tuple[np.ndarray, np.ndarray]:
        """See Asker.ask."""
        request = Request(self._address(bounds), None, self._headers, self._authcfg)
        courier = self._couriers.get()
        try:
            outcome = courier.send(request, is_cancelled, self._stall, _MOST_BYTES)
        finally:
            self._couriers.put(courier)
        self.sent.add(bounds)
        if outcome is None:
            raise CancelledError
        if outcome.is_lost and not outcome.error:
            raise NotAnsweredError(
                Message("the service is silent for {seconds:.0f} s", seconds=self._stall)
            )
        _as_reply(outcome).check((width, height), is_tiled=True)
        return _read_image(outcome.body, width, height)

    def _address(self, bounds: Bounds) -> str:
        """Of the tile with these bounds; rows are counted from the north."""
        span = bounds[2] - bounds[0]
        column = round((bounds[0] - self._lattice.left) / span)
        row = round((self._lattice.top - bounds[3]) / span)
        level = int(self._lattice.level or 0)
        quadkey = "".join(
            str((column >> k & 1) + 2 * (row >> k & 1)) for k in reversed(range(level))
        )
        parts = {
            "{x}": str(column),
            "{y}": str(row),
            "{-y}": str(2**level - 1 - row),
            "{z}": str(level),
            "{q}": quadkey,
        }
        address = self._template
        for name, value in parts.items():
            address = address.replace(name, value)
        return address

    def close(self) -> None:
        """See Asker.close."""
        while not self._couriers.empty():
            self._couriers.get().close()


def _items_of(source: str) -> dict[str, str]:
    items = QUrlQuery(source).queryItems(QUrl.ComponentFormattingOption.FullyDecoded)
    return dict(items)


def _as_reply(outcome: Outcome) -> Reply:
    kind = outcome.headers.get("content-type", "").lower()
    wait = read_retry_after(outcome.headers.get("retry-after", ""))
    # An answer without a status is one that broke off.
    is_whole = 200 <= outcome.status < 300 and not outcome.is_lost
    size = image_size(outcome.body) if is_whole else None
    is_image = is_whole and not kind.startswith("text/")
    return Reply(outcome.status, str(outcome.error or ""), wait, kind, size, is_image)


def _read_image(data: bytes, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    image = QImage.fromData(data)
    if image.isNull():
        raise NotAnsweredError(Message("the service sent an image that is damaged"))
    if (image.width(), image.height()) != (width, height):
        image = image.scaled(
            width,
            height,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    # Each pixel is one number in the machine's order, 0xAARRGGBB.
    pixels = np.frombuffer(bits, dtype=np.uint32).reshape(height, width)
    colors = np.stack([(pixels >> shift).astype(np.uint8) for shift in (16, 8, 0)])
    return colors, (pixels >> 24) > 0
