"""Which number of a mask stands for which value of a class raster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from ..errors import CancelledError, ExportError
from ..message import Message
from ..raster.source import RasterSource
from ..resampling.plan_reads import plan_reads
from ..run.batches import never_cancelled

BACKGROUND, IGNORE = 0, 255
MOST_CLASSES = 254
TOO_MANY = Message(
    "a mask of 8 bits has room for the numbers 1 to {most} (0 is background, 255 ignore)",
    most=MOST_CLASSES,
)

# Up to it decimals hold every whole number.
_GREATEST = 2**53


def raster_codes(
    values: Sequence[int],
    names: Mapping[str, str | None],
    known: Mapping[str, str],
    order: Sequence[str] = (),
) -> tuple[dict[int, int], dict[int, str]]:
    """What masks hold for the values of a class raster.

    Values keep their number unless several are of one name, a named one is beyond 254, or an order
    names one: then the classes are numbered 1, 2, ... without gaps, those of the order first, then
    those that the user names before others, in the order of their values. 0 stays background unless
    it shares its name with another value. Where a named value is beyond 254, values without a name
    are background.

    Args:
        values: all that the raster holds.
        names: of the user, by value as text; None ignores a value.
        known: of the raster itself.
        order: class names that come first.

    Returns:
        Numbers by value, and class names by number.

    Raises:
        ExportError: values that fit no mask.
    """
    shown = _value_names(values, names, known)
    is_wide = any(
        name and not BACKGROUND <= v <= MOST_CLASSES for v, name in shown.items() if str(v) in names
    )
    if is_wide:
        shown = {v: name for v, name in shown.items() if str(v) in names}
    numbers = {}
    if is_wide or _is_merged(shown) or not set(order).isdisjoint(shown.values()):
        numbers = _number_names(shown, names, is_wide, order)
    codes, titles = {}, {}
    for value, name in shown.items():
        number = IGNORE if name is None else numbers.get(name, value)
        if name is not None and not BACKGROUND <= number <= MOST_CLASSES:
            raise ExportError(
                "{MASK} holds the class number {number}, but {too_many}; name up to "
                "{most_classes} classes with the class map, for example {number}=forest.",
                number=number,
                too_many=TOO_MANY,
                most_classes=MOST_CLASSES,
            )
        codes[value] = number
        if name is not None and number not in (BACKGROUND, IGNORE):
            titles[number] = name
    return codes, titles


def renumbers_values(
    values: Sequence[int],
    names: Mapping[str, str | None],
    known: Mapping[str, str],
    order: Sequence[str] = (),
) -> bool:
    """Whether several values become one class, or an order names one; see raster_codes."""
    shown = _value_names(values, names, known)
    return _is_merged(shown) or not set(order).isdisjoint(shown.values())


def _value_names(
    values: Sequence[int], names: Mapping[str, str | None], known: Mapping[str, str]
) -> dict[int, str | None]:
    ordered = sorted(set(values) | {int(v) for v in names if _is_whole(v)})
    return {v: names.get(str(v), known.get(str(v), str(v))) for v in ordered}


def _is_merged(shown: Mapping[int, str | None]) -> bool:
    told = [name for name in shown.values() if name is not None]
    return len(set(told)) < len(told)


def _number_names(
    shown: Mapping[int, str | None],
    names: Mapping[str, str | None],
    is_wide: bool,
    order: Sequence[str],
) -> dict[str, int]:
    """1, 2, ... for names: ordered, the user's, others; 0 for that of the background alone."""
    first = [name for v, name in shown.items() if name is not None and str(v) in names]
    rest = [name for name in shown.values() if name is not None]
    ordered = [name for name in order if name in rest]
    unique = list(dict.fromkeys([*ordered, *first, *rest]))
    ground = shown.get(BACKGROUND)
    numbers = {}
    if not is_wide and ground is not None and rest.count(ground) == 1:
        unique.remove(ground)
        numbers[ground] = BACKGROUND
    return {**numbers, **{name: k for k, name in enumerate(unique, 1)}}


def _is_whole(text: str) -> bool:
    return text.lstrip("-").isdigit()


def distinct_values(
    source: RasterSource,
    is_cancelled: Callable[[], bool] = never_cancelled,
    is_exact: bool = False,
) -> list[int]:
    """The values of a raster of one band, ascending.

    Args:
        source: a class raster; decimal types are welcome when they hold whole numbers.
        is_cancelled: asked often.
        is_exact: read the raster in any case; else those of 8 bits are all that might occur.

    Raises:
        ExportError: a raster of decimals.
        CancelledError: ``is_cancelled`` said so.
    """
    info = source.info
    dtype = np.dtype(info.dtype)
    if dtype.itemsize == 1 and not is_exact:
        limits = np.iinfo(dtype)
        return [v for v in range(limits.min, limits.max + 1) if 0 <= v <= MOST_CLASSES]
    found = set()
    block_height, block_width = info.block_shape
    side = max(block_height, block_width, 1024)
    windows = np.array(
        [
            (col, row, min(side, info.width - col), min(side, info.height - row))
            for row in range(0, info.height, side)
            for col in range(0, info.width, side)
        ]
    )
    for batch in plan_reads(windows, info.shape, info.block_shape, info.itemsize + 1):
        if is_cancelled():
            raise CancelledError
        values, known = source.read(batch.window)
        found.update(_whole_values(values[0][known], info.name))
    return sorted(found)


def _whole_values(values: np.ndarray, name: str) -> list[int]:
    if values.dtype.kind in "iub":
        return np.unique(values).tolist()
    found = np.unique(values[np.isfinite(values)])
    odd = found[(found != np.rint(found)) | (np.abs(found) > _GREATEST)]
    if len(odd):
        raise ExportError(
            "{MASK} {name} holds decimals such as {odd:g} and no classes; give a class raster, "
            "or polygons.",
            name=name,
            odd=odd[0],
        )
    return found.astype(np.int64).tolist()
