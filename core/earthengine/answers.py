"""What Earth Engine's refusals mean: for the run, for a tile, or for the size of a request."""

from __future__ import annotations

import re

from ..errors import TileRefusedError, TilewrightError

# Libraries name the object that failed, and after it the reason.
_OF_CONNECTION = re.compile(r"""<[^<>]* object at 0x\w+>[:,] ["']?(.*?)["']?\)+$""")
# In refusals of a request that is too large; the very same one never helps.
_TOO_MUCH = re.compile(
    r"memory (limit|capacity)|timed out|request size|too many (pixels|bands|concurrent agg)"
    r"|dimensions must be|response size|computation is too complex",
    re.IGNORECASE,
)
# Of images that are made of no image at all.
_NO_BANDS = re.compile(
    r"available bands: \[\]|no bands|did not match any bands\.?$|input image with no bands"
    r"|is required and may not be null",
    re.IGNORECASE,
)
_NOT_ENABLED = re.compile(r"has not been used in project|is disabled|not registered", re.IGNORECASE)
_AGAIN = (408, 429, 500, 502, 503, 504)


class EarthEngineError(TilewrightError):
    """Earth Engine refuses what the whole run needs."""


class TooMuchError(Exception):
    """A request is too large to be answered; the same pixels in smaller ones may be."""


class BadAnswerError(TileRefusedError):
    """An answer is not what was asked for, as one that was cut off on the way."""


class NoImageError(Exception):
    """An image has no bands, as one that is made of no image at all."""


def status_of(error: BaseException) -> int | None:
    """The HTTP status of an answer, which the client's error hides."""
    for found in (error, error.__cause__, error.__context__):
        status = getattr(getattr(found, "resp", None), "status", None)
        if status is not None:
            return int(status)
    return None


def _text_of(error: Exception) -> str:
    """What an error says, of a connection that failed only why."""
    said = " ".join(str(error).split()).rstrip(".")
    why = _OF_CONNECTION.search(said)
    return why[1] if why else said


def explain(error: Exception, project: str) -> Exception:
    """What an error of the client means.

    Args:
        error: of a call, after the client's own retries.
        project: for messages.

    Returns:
        EarthEngineError where all other requests would fail alike; TooMuchError; NoImageError; or
        TileRefusedError, where another request may do; of these BadAnswerError, where the same
        one may.
    """
    status, said = status_of(error), _text_of(error)
    kind = type(error).__name__
    # By name: what is not installed cannot be imported, and what is has many libraries.
    is_auth = any(base.__name__ == "GoogleAuthError" for base in type(error).__mro__)
    is_unsigned = is_auth and kind != "TransportError"
    if is_unsigned or status == 401 or "Please authorize access" in said:
        return EarthEngineError(
            "Earth Engine does not accept the sign-in ({said}). Sign in again with Raster > "
            "Tilewright > Sign In to Earth Engine, or name a service account's key in "
            "{CREDENTIALS}.",
            said=said,
        )
    if status == 403 and _NOT_ENABLED.search(said):
        return EarthEngineError(
            "The Earth Engine API is not enabled in the Cloud project {project}; enable it and "
            "register the project at https://code.earthengine.google.com/register, or name "
            "another {PROJECT}. Earth Engine says: {said}.",
            project=project,
            said=said,
        )
    if status == 403:
        return EarthEngineError(
            "Earth Engine does not allow this to the Cloud project {project}: {said}. Check the "
            "name of the asset, and {PROJECT}.",
            project=project,
            said=said,
        )
    if status == 404:
        return EarthEngineError(
            "Earth Engine does not know what is asked for: {said}. Check the name of the asset.",
            said=said,
        )
    if isinstance(error, (ValueError, EOFError)):
        return BadAnswerError("Earth Engine: {said}", said=said or kind)
    if status is None or status in _AGAIN:
        # A connection that timed out says nothing of the size.
        if kind == "EEException" and _TOO_MUCH.search(said):
            return TooMuchError(said)
        return TileRefusedError("Earth Engine: {said}", said=said or kind)
    if status == 400 and _TOO_MUCH.search(said):
        return TooMuchError(said)
    if status == 400 and _NO_BANDS.search(said):
        return NoImageError(said)
    return EarthEngineError("Earth Engine cannot compute this: {said}.", said=said)
