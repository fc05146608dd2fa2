"""What lies over the raster of an export, or over each of its scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import NothingNearError
from ...core.raster.info import RasterInfo

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Ground:
    """Where a raster lies.

    Attributes:
        info: of the raster.
        crs: its coordinate system, which the user may have set.
    """

    info: RasterInfo
    crs: QgsCoordinateReferenceSystem


def read_each(
    grounds: Sequence[Ground], read: Callable[[Ground], _Found], nothing: Callable[[Ground], _Found]
) -> list[_Found]:
    """What is found over each raster; some of several may have nothing.

    Args:
        grounds: one or more.
        read: what is over one.
        nothing: the same of one that has nothing near it.

    Raises:
        NothingNearError: none of them has.
    """
    found, trouble = [], None
    for ground in grounds:
        try:
            found.append(read(ground))
        except NothingNearError as error:
            trouble = trouble or error
            found.append(None)
    if trouble is not None and all(each is None for each in found):
        raise trouble
    return [nothing(ground) if each is None else each for ground, each in zip(grounds, found)]
