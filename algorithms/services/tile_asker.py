"""Asking a web map for its tiles, each by its address.

QGIS fetches tiles in ways that differ between its versions, and tells of none what came of it.
"""

from __future__ import annotations

import base64
import queue
import re
from collections.abc import Callable

import numpy as np
from qgis.PyQt.QtCore import Qt, QUrl, QUrlQuery
from qgis.PyQt.QtGui import QImage

from ...core.errors import CancelledError, NetworkError
from ...core.message import Message
from ...core.network.back_off import read_retry_after
from ...core.network.spoken import spoken_words
from ...core.network.web import check_url
from ...core.services.lattice import Bounds, Lattice
from ...core.services.patience import Asker, NotAnsweredError
from ..network.attempt import Outcome, Request
from ..network.courier import Courier
from ..network.redirects import MOST_REDIRECTS, REDIRECTS, redirected
from ..network.reply import forget_answer, keep_answer
from .replies import Reply, colors_of, image_size

_MOST_BYTES = 64 * 1024**2
_HEADER = "http-header:"
_PLACES = re.compile(r"\{(x|y|-y|z|q)\}")


class TileAsker(Asker):
    """Gets the tiles of an XYZ layer over QGIS's network settings.

    Args:
        source: of the layer, as its provider has it.
        lattice: of its pixels, with the zoom.
        stall: seconds in which nothing comes until it counts as lost.
        places: how many threads ask at once.

    Attributes:
        sent: ground that servers were asked for, each once however often; not what QGIS had kept.
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
        if items.get("username") and items.get("password") and not self._authcfg:
            pair = f"{items['username']}:{items['password']}".encode()
            self._headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
        self.sent: set[Bounds] = set()
        self._couriers: queue.Queue[Courier] = queue.Queue()
        for _ in range(places):
            self._couriers.put(Courier())

    @staticmethod
    def takes(source: str, lattice: Lattice) -> bool:
        """Whether a layer is one whose tiles can be had by their address."""
        items = _items_of(source)
        address = _PLACES.sub("", items.get("url", ""))
        is_known = address.startswith("http") and "{" not in address
        # Pictures that mean heights are only QGIS's to read.
        is_picture = items.get("type") == "xyz" and not items.get("interpretation")
        return is_picture and is_known and lattice.level is not None

    def ask(
        self, bounds: Bounds, width: int, height: int, is_cancelled: Callable[[], bool]
    ) -> tuple[np.ndarray, np.ndarray]:
        """See Asker.ask."""
        courier = self._couriers.get()
        try:
            address, outcome = self._send(courier, bounds, is_cancelled)
        finally:
            self._couriers.put(courier)
        try:
            if outcome.is_lost and not outcome.error:
                raise NotAnsweredError(
                    Message("the service is silent for {seconds:.0f} s", seconds=self._stall)
                )
            _as_reply(outcome).check((width, height), is_tiled=True)
            pixels = _read_image(outcome.body, width, height)
        except NotAnsweredError:
            forget_answer(address)
            raise
        keep_answer(address)
        return pixels

    def _send(
        self, courier: Courier, bounds: Bounds, is_cancelled: Callable[[], bool]
    ) -> tuple[str, Outcome]:
        """The address that answers in the end, and what it does."""
        address = self._address(bounds)
        request = Request(address, None, self._headers, self._authcfg, may_be_kept=True)
        for _ in range(MOST_REDIRECTS + 1):
            outcome = courier.send(request, is_cancelled, self._stall, _MOST_BYTES)
            if outcome is None:
                raise CancelledError
            if not outcome.is_kept:
                self.sent.add(bounds)
            if outcome.status not in REDIRECTS or not outcome.headers.get("location"):
                break
            try:
                request = redirected(request, outcome)
                check_url(request.url)
            except NetworkError as error:
                raise NotAnsweredError(error.message, is_final=True) from None
        return request.url, outcome

    def _address(self, bounds: Bounds) -> str:
        """Of the tile with these bounds; rows are counted from the north."""
        span = bounds[2] - bounds[0]
        column = round((bounds[0] - self._lattice.left) / span)
        row = round((self._lattice.top - bounds[3]) / span)
        level = int(self._lattice.level or 0)
        quadkey = "".join(
            str((column >> k & 1) + 2 * (row >> k & 1)) for k in reversed(range(level))
        )
        parts = {"x": column, "y": row, "-y": 2**level - 1 - row, "z": level, "q": quadkey}
        return _PLACES.sub(lambda found: str(parts[found[1]]), self._template)

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
    said = "" if is_image else spoken_words(outcome.body, kind)
    error = str(outcome.error or "")
    return Reply(outcome.status, error, wait, kind, size, is_image, said=said)


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
    return colors_of(bits, width, height)
