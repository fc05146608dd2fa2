"""What servers answer to the requests that QGIS makes in a thread.

Providers tell nothing of it: what a server refuses comes as pixels that are transparent.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from ...core.message import Message, as_message
from ...core.network.back_off import PASSING, read_retry_after
from ...core.network.spoken import spoken_words
from ...core.services.patience import NotAnsweredError

_NOT_THERE = 404
# Bytes of an answer that is no image.
_MOST_WORDS = 20_000
_JPEG_END = b"\xff\xd9"
# Some programs put a few bytes behind the end.
_TAIL = 64
_OK = QNetworkReply.NetworkError.NoError


@dataclass(frozen=True)
class Reply:
    """What came of one request.

    Attributes:
        status: of HTTP; 0 without an answer.
        error: QGIS's words for what went wrong; empty when nothing did.
        wait: the seconds that the server asks for, or None.
        kind: the type of the content, such as image/png.
        size: width and height of an image; None where it is no whole image.
        is_image: whether it says that it is one.
        said: what it says in words, where it is no image.
        is_kept: whether QGIS had it on its disk, and asked nobody.
    """

    status: int
    error: str
    wait: float | None
    kind: str
    size: tuple[int, int] | None
    is_image: bool
    is_kept: bool = False
    said: str = ""

    def check(self, wanted: tuple[int, int], is_tiled: bool = False) -> None:
        """Refuse what is not the answer.

        Args:
            wanted: width and height that an image has.
            is_tiled: whether it may have a multiple of them, as tiles for fine screens do.

        Raises:
            NotAnsweredError: says what came instead.
        """
        if self.error or not 200 <= self.status < 300:
            raise NotAnsweredError(self._why(), self.wait, self._is_final)
        if self.is_image and self.size is None:
            raise NotAnsweredError(Message("the service sent an image that is damaged"))
        if self.is_image and not self.fits(wanted, is_tiled):
            raise NotAnsweredError(
                Message(
                    "the service sent {width} x {height} pixels in place of {wanted_width} x "
                    "{wanted_height}",
                    width=self.size[0],
                    height=self.size[1],
                    wanted_width=wanted[0],
                    wanted_height=wanted[1],
                ),
                is_of_size=True,
            )
        if not self.is_image and self.kind.startswith(("text/", "application/vnd.ogc")):
            told = Message("the service sent a message in place of pixels")
            raise NotAnsweredError(self._with_words(told), is_of_size=True)

    def fits(self, wanted: tuple[int, int], is_tiled: bool) -> bool:
        """Whether it is a whole image of the size that is wanted; see check."""
        if self.size is None or not is_tiled:
            return self.size == wanted
        times = self.size[0] // wanted[0]
        return times > 0 and self.size == (times * wanted[0], times * wanted[1])

    @property
    def _is_final(self) -> bool:
        return 400 <= self.status < 500 and self.status not in PASSING

    def _why(self) -> Message:
        if self.status and not 200 <= self.status < 300:
            told = Message("the service answers {status}", status=self.status)
            # What stands before a service speaks of nothing but the number.
            return self._with_words(told) if self._is_final and self.status != _NOT_THERE else told
        return as_message(self.error)

    def _with_words(self, told: Message) -> Message:
        return Message("{told}: {said}", told=told, said=self.said) if self.said else told


@contextmanager
def heard_replies(wanted: tuple[int, int], is_tiled: bool) -> Iterator[list[Reply]]:
    """Within the block, what comes of requests that this thread makes is put into a list.

    QGIS forgets what is not the answer; see Reply.check for the arguments.
    """
    manager = QgsNetworkAccessManager.instance()
    # QGIS has a signal of the same name, of what it knows itself.
    finished = QNetworkAccessManager.finished.__get__(manager, type(manager))
    replies: list[Reply] = []

    def hear(reply: QNetworkReply) -> None:
        replies.append(_read(reply))
        if replies[-1].error or not replies[-1].fits(wanted, is_tiled):
            cache = manager.cache()
            if cache is not None:
                cache.remove(reply.url())

    finished.connect(hear)
    try:
        yield replies
    finally:
        finished.disconnect(hear)


def _read(reply: QNetworkReply) -> Reply:
    error = reply.error()
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0
    kind = bytes(reply.rawHeader(b"Content-Type")).decode("latin-1").lower()
    wait = read_retry_after(bytes(reply.rawHeader(b"Retry-After")).decode("latin-1"))
    is_image = kind.startswith("image/") and "tif" not in kind
    size = None
    if error == _OK and is_image:
        size = image_size(bytes(reply.peek(reply.bytesAvailable())))
    text = "" if error == _OK else reply.errorString()
    said = "" if is_image else spoken_words(bytes(reply.peek(_MOST_WORDS)), kind)
    is_kept = bool(reply.attribute(QNetworkRequest.Attribute.SourceIsFromCacheAttribute))
    return Reply(int(status), text, wait, kind, size, is_image, is_kept, said)


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of an image that is whole; None of others."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            size = image.size
            if image.format == "JPEG":
                return size if _JPEG_END in data[-_TAIL:] else None
            # Of a PNG the sums of its parts tell; others are decoded, as the provider will again.
            image.verify() if image.format == "PNG" else image.load()
            return size
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None


def colors_of(data: object, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Red, green and blue, uint8 (3, height, width), and where there is any opacity.

    Args:
        data: bytes of an image of Qt's ARGB32.
        width, height: of the image, in pixels.
    """
    # Each pixel is one number in the machine's order, 0xAARRGGBB.
    pixels = np.frombuffer(data, dtype=np.uint32).reshape(height, width)
    colors = np.stack([(pixels >> shift).astype(np.uint8) for shift in (16, 8, 0)])
    return colors, (pixels >> 24) > 0
