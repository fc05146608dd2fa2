"""Finding out that a rule fits no pixel of the masks that it is for, and what these hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from ..errors import CancelledError
from ..message import Message, as_message, counted, listed
from ..raster.source import RasterSource
from ..run.batches import never_cancelled
from .rules import MaskRule

_Window = tuple[int, int, int, int]

# Pixels to look at, in all masks together: a Sentinel-2 mask of 10 m has 120 million.
_MOST_PIXELS = 150_000_000
_SIDE = 1024
# Windows of a mask that are thought of; far fewer are read.
_MOST_WINDOWS = 1_000_000
_MOST_CODES = 1000
_LISTED = 6
_LEAST_TOLD = 0.005


def find_unused_rule(
    rule: MaskRule,
    masks: Sequence[RasterSource],
    is_cancelled: Callable[[], bool] = never_cancelled,
    settings: str = "",
) -> Message | None:
    """A sentence when no known pixel of any mask is cloudy, else None.

    Reads until the first cloudy pixel, in parts from all over the masks, so that masks with clouds
    cost a part or two.

    Args:
        rule: which codes are cloudy.
        masks: sources of one band.
        is_cancelled: polled between parts.
        settings: what users call the settings that say so, when there is but one mask's.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    counts: Counter[float] = Counter()
    seen, is_sample = 0, False
    for mask, window in _parts(masks):
        if is_cancelled():
            raise CancelledError
        if seen >= _MOST_PIXELS:
            is_sample = True
            break
        values, known = mask.read(window)
        codes = values[0][known]
        if rule.matches(codes).any():
            return None
        if len(counts) <= _MOST_CODES:
            found, numbers = np.unique(codes, return_counts=True)
            counts.update(dict(zip(found.tolist(), numbers.tolist())))
        seen += values[0].size
    return _sentence(rule, masks, counts, is_sample, settings)


def _parts(masks: Sequence[RasterSource]) -> Iterator[tuple[RasterSource, _Window]]:
    """Windows of all masks in turn, far apart at first."""
    windows = [_scatter(_windows(mask)) for mask in masks]
    for k in range(max(map(len, windows))):
        for mask, own in zip(masks, windows):
            if k < len(own):
                yield mask, own[k]


def _windows(mask: RasterSource) -> list[_Window]:
    info = mask.info
    height, width = (max(1, _SIDE // side) * side for side in info.block_shape)
    height, width = min(height, info.height), min(width, info.width)
    # Blocks that are whole strips of a wide raster.
    if height * width > 4 * _SIDE**2:
        height = max(1, 4 * _SIDE**2 // width)
    columns, rows = -(-info.width // width), -(-info.height // height)
    count = min(columns * rows, _MOST_WINDOWS)
    windows = []
    for k in range(count):
        row, column = divmod(k * columns * rows // count, columns)
        x, y = column * width, row * height
        windows.append((x, y, min(width, info.width - x), min(height, info.height - y)))
    return windows


def _scatter(items: Sequence[_Window]) -> list[_Window]:
    """The same items, those next to each other far apart: steps of the golden section."""
    count = len(items)
    return [items[k] for k in np.argsort(np.arange(count) * 0.618033988749895 % 1, kind="stable")]


def _sentence(
    rule: MaskRule,
    masks: Sequence[RasterSource],
    counts: Counter[float],
    is_sample: bool,
    settings: str,
) -> Message:
    names = as_message(masks[0].info.name)
    if masks[1:]:
        names = counted(
            len(masks) - 1,
            "{name} and {count} more mask",
            "{name} and {count} more masks",
            name=names,
        )
    if not counts:
        return Message("{names} has no valid pixel: everything is nodata.", names=names)
    values = {
        "names": names,
        "rule": rule.describe(),
        "codes": _describe_codes(rule, counts),
        "settings": settings
        or Message("the band and bits" if rule.is_of_bits else "the band and values"),
    }
    if is_sample:
        return Message(
            "No pixel of {names} is cloudy by {rule} (of the {most} million that were looked at); "
            "{codes}. Check that {settings} are those of this kind of mask, or go on if there are "
            "no clouds.",
            most=_MOST_PIXELS // 1_000_000,
            **values,
        )
    return Message(
        "No pixel of {names} is cloudy by {rule}; {codes}. Check that {settings} are those of this "
        "kind of mask, or go on if there are no clouds.",
        **values,
    )


def _describe_codes(rule: MaskRule, counts: Counter[float]) -> Message:
    total = sum(counts.values())
    values = _list_counts(counts, total)
    bits: Counter[float] = Counter()
    are_bits_told = any(test.is_of_bits for test in rule.tests)
    if are_bits_told and all(float(code).is_integer() and code >= 0 for code in counts):
        for code, number in counts.items():
            for bit in range(int(code).bit_length()):
                if int(code) >> bit & 1:
                    bits[bit] += number
    if bits:
        return Message(
            "its values are {values}, in which the bits {bits} are set",
            values=values,
            bits=_list_counts(bits, total),
        )
    return Message("its values are {values}", values=values)


def _list_counts(counts: Counter[float], total: int) -> Message:
    most = counts.most_common(_LISTED)
    # The shares of very many values say nothing.
    has_shares = most[0][1] >= _LEAST_TOLD * total
    shown = listed(
        _with_share(value, number / total) if has_shares else as_message(f"{value:.10g}")
        for value, number in most
    )
    more = len(counts) - len(most)
    if not more:
        return shown
    if len(counts) > _MOST_CODES:
        return Message("{names} and over {more} more", names=shown, more=more)
    return Message("{names} and {more} more", names=shown, more=more)


def _with_share(value: float, share: float) -> Message:
    if share < _LEAST_TOLD:
        return Message("{value:.10g} (under 1 %)", value=value)
    return Message("{value:.10g} ({percent:.0f} %)", value=value, percent=100 * share)
