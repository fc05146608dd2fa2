"""Errors whose message is meant for the user: it names the value and the remedy."""

from __future__ import annotations


class TilewrightError(Exception):
    """Base of all errors that users are shown."""


class GridError(TilewrightError):
    """A tile grid cannot be made as asked."""


class RasterError(TilewrightError):
    """A raster cannot be read or used as asked."""


class LayerError(TilewrightError):
    """A vector layer cannot be used as asked."""


class CloudRuleError(TilewrightError):
    """A rule that tells cloudy mask values apart cannot be understood."""


class SplitError(TilewrightError):
    """Tiles cannot be dealt to splits as asked."""


class ExportError(TilewrightError):
    """A dataset cannot be written as asked."""


class ModelError(TilewrightError):
    """A classification model cannot be used, made or read."""


class MissingLibraryError(TilewrightError):
    """An optional library is not installed."""


class CancelledError(TilewrightError):
    """The user asked to stop."""

    def __init__(self) -> None:
        super().__init__("Cancelled.")
