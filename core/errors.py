"""Errors whose message is meant for the user: it names the value and the remedy."""

from __future__ import annotations

from collections.abc import Callable

from .message import Message

# Users read a sentence or two; what a file calls its things may fill pages.
_MOST = 450


class TilewrightError(Exception):
    """Base of all errors that users are shown.

    Args:
        template: the message, or its template; see ``Message``.
        values: what goes into the template's braces.

    Attributes:
        message: what is wrong and what to do, with the parameters that it is about.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        if values or not isinstance(template, Message):
            template = Message(template, **values)
        self.message: Message = template.within(_MOST)
        super().__init__(self.message)

    def __reduce__(self) -> tuple[Callable[..., Exception], tuple[str]]:
        return type(self), (self.message,)


class FileError(TilewrightError):
    """A file of text or numbers is not what it should be."""


class ParameterError(TilewrightError):
    """A parameter has a value that cannot be used."""


class GridError(TilewrightError):
    """A tile grid cannot be made as asked."""


class TooSmallError(GridError):
    """A raster has no room for a whole tile; another raster may have."""


class RasterError(TilewrightError):
    """A raster cannot be read or used as asked."""


class UnreadableError(RasterError):
    """The file of a raster cannot be opened or read; that of another raster may be."""


class TileRefusedError(RasterError):
    """A source did not give the pixels of one window; others, or the same later, may come.

    An export leaves such tiles out with the reason, writes the rest, and can be resumed. The
    message is a phrase such as ``the service answered 503``, which stands in parentheses.
    """


class TileEmptyError(TileRefusedError):
    """A source has nothing at one window, and would not have it later either."""


class LayerError(TilewrightError):
    """A vector layer cannot be used as asked."""


class NothingNearError(LayerError):
    """A layer has nothing near a raster; over another raster it may have."""


class CloudRuleError(TilewrightError):
    """A rule that tells cloudy mask values apart cannot be understood."""


class SplitError(TilewrightError):
    """Tiles cannot be assigned to splits as asked."""


class ExportError(TilewrightError):
    """A dataset cannot be written as asked."""


class ModelError(TilewrightError):
    """A classification model cannot be used, made or read."""


class MissingLibraryError(TilewrightError):
    """An optional library is not installed."""


class NetworkError(TilewrightError):
    """A server gives no answer that can be used.

    Attributes:
        status: of HTTP, 0 where there was no answer.
    """

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(template, **values)
        status = values.get("status", 0)
        self.status = status if isinstance(status, int) else 0


class CancelledError(TilewrightError):
    """The user asked to stop."""

    def __init__(self, template: str = "Cancelled.") -> None:
        super().__init__(template)
