"""What lies over the raster of an export, or over each of its scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import NothingNearError, TilewrightError, TooSmallError
from ...core.raster.info import RasterInfo

_Item = TypeVar("_Item")
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


def each_near(
    items: Sequence[_Item],
    read: Callable[[_Item], _Found],
    leave_out: Callable[[int, TilewrightError], None] = lambda number, error: None,
    spare: tuple[type[TilewrightError], ...] = (NothingNearError, TooSmallError),
) -> list[tuple[int, _Found]]:
    """What is read of each of some rasters, with its place among them, where anything is near.

    Args:
        items: one or more.
        read: reads what belongs to one.
        leave_out: hears of those of several that have nothing, and why.
        spare: what may be raised for some of several.

    Raises:
        TilewrightError: the first of ``spare``; none of them has anything.
    """
    found, trouble = [], None
    for number, item in enumerate(items):
        try:
            found.append((number, read(item)))
        except spare as error:
            trouble = trouble or error
            if len(items) > 1:
                leave_out(number, error)
    if trouble is not None and not found:
        raise trouble
    return found


def refuse_all_away(found: Sequence[NothingNearError | None]) -> None:
    """Refuse a run over rasters of which each is far from the area of interest.

    Args:
        found: what says so of each raster, None of one that is near.

    Raises:
        NothingNearError: the first.
    """
    if found and None not in found:
        raise found[0]


def read_each(
    grounds: Sequence[Ground], read: Callable[[Ground], _Found], nothing: Callable[[Ground], _Found]
) -> list[_Found]:
    """What is found over each raster; ``nothing`` makes it for those of several that have none.

    Raises:
        NothingNearError: see each_near.
    """
    found = dict(each_near(grounds, read))
    return [found[k] if k in found else nothing(ground) for k, ground in enumerate(grounds)]
