"""Hearing what GDAL says while it reads pixels, and refusing pixels that it could not decode.

rasterio raises what GDAL returns as a failure. Two kinds never come back so: what a decoder reports
and then goes on, and what fails in threads of GDAL's own, which leave zeros behind.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import UnreadableError
from ..network.remote_files import show_name, show_names_in

# Decoding stays in the thread that reads, where errors are raised and heard; the engine reads from
# several threads itself.
OPTIONS = {"GDAL_NUM_THREADS": "1"}
# Where rasterio tells what GDAL says: up to 1.3, and since.
_LOGGERS = ("rasterio._env", "rasterio._err")
_FAILURE = "GDAL signalled an error"
# Decoders that guess on: of their warnings these mean that pixels are lost. Others, such as bytes
# that are left over, come with whole images too.
_LOSS = re.compile(
    r"corrupt jpeg data(?!.*extraneous bytes)|premature end|packbitsdecode|expected so[pt] marker",
    re.IGNORECASE,
)
_PATH_OF_BAND = re.compile(r"^.*, (band \d+: )", re.DOTALL)
_MEMORY = re.compile(
    r"(out of|not enough|insufficient|too little) memory|memory allocation"
    r"|(cannot|unable to|failed to) allocate|alloc\w* failed",
    re.IGNORECASE,
)
_local = threading.local()


class _Ear(logging.Filter):
    """Collects for the thread that listens, and lets through what was let through before."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__()
        self._parent, self._own_level = logger.parent or logging.getLogger(), logger.level

    def filter(self, record: logging.LogRecord) -> bool:
        heard = getattr(_local, "heard", None)
        if heard is not None and _is_failure(record):
            what = record.args[-1] if isinstance(record.args, tuple) and record.args else record.msg
            heard.append(tidy(str(what)))
        return record.levelno >= (self._own_level or self._parent.getEffectiveLevel())


def _is_failure(record: logging.LogRecord) -> bool:
    if record.levelno == logging.INFO:
        return str(record.msg).startswith(_FAILURE)
    if record.levelno == logging.WARNING:
        return is_loss(record.getMessage())
    return record.levelno >= logging.ERROR


def tidy(message: str) -> str:
    """A message of GDAL's as part of a sentence that names the file itself."""
    text = message.partition(" (this warning can be turned")[0].strip().rstrip(".")
    return _PATH_OF_BAND.sub(r"\1", text)


def is_loss(warning: str) -> bool:
    """Whether a warning of GDAL's means that pixels are not what was stored."""
    return _LOSS.search(warning) is not None


def _open_ears() -> None:
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, _Ear) for known in logger.filters):
            logger.addFilter(_Ear(logger))
        if logger.level not in (logging.DEBUG, logging.INFO):
            # rasterio tells failures at this level, since it may raise them.
            logger.setLevel(logging.INFO)


@contextmanager
def _environment() -> Iterator[None]:
    """What rasterio.Env does, at a hundredth of its cost: reads of small windows feel that."""
    from rasterio.env import GDALEnv, get_gdal_config, set_gdal_config

    environment = getattr(_local, "environment", None)
    if environment is None:
        environment = _local.environment = GDALEnv()
    before = {name: get_gdal_config(name, normalize=False) for name in OPTIONS}
    environment.start()
    try:
        environment.update_config_options(**OPTIONS)
        yield
    finally:
        environment.clear_config_options()
        for name, value in before.items():
            if value is not None:
                set_gdal_config(name, value, normalize=False)
        environment.stop()


@contextmanager
def listening_to_gdal() -> Iterator[None]:
    """Within it, reading pixels that GDAL could not decode is an error.

    Raises:
        rasterio.errors.RasterioIOError: what GDAL said, in place of errors of rasterio that say
            less. Also when GDAL gave pixels all the same.
    """
    from rasterio._err import CPLE_BaseError
    from rasterio.errors import RasterioError, RasterioIOError

    _open_ears()
    outer = getattr(_local, "heard", None)
    heard = _local.heard = []
    try:
        with _environment():
            yield
    except (RasterioError, CPLE_BaseError, OSError) as error:
        # "Read failed. See previous exception for details" helps nobody.
        raise RasterioIOError(gist(heard) or str(error)) from error
    finally:
        _local.heard = outer
    if heard:
        raise RasterioIOError(gist(heard))


def gist(heard: list[str]) -> str:
    """The one of GDAL's sentences that tells most: of memory, else the last, which has a place."""
    return next(filter(_MEMORY.search, heard), heard[-1] if heard else "")


def advise(error: Exception) -> str:
    """What may be done about an error of reading, as a sentence."""
    if _MEMORY.search(str(error)):
        return "There is too little memory; close other programs, or choose fewer WORKERS."
    return "The file may be damaged or incomplete."


def cannot_open(path: str, error: Exception) -> UnreadableError:
    """What is said of a raster that GDAL cannot open; of one on the web by its address."""
    return UnreadableError(
        "The raster {path} cannot be opened: {error}",
        path=show_name(path),
        error=show_names_in(str(error)),
    )
