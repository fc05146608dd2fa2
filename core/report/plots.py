"""Plots of a report whose axes begin where the values do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from .html import WIDTH, HtmlReport

_LEFT, _TOP, _RIGHT, _BOTTOM = 70, 24, WIDTH - 20, 330
_TICKS = 4
# Some classes are white, and the page may be.
_RIM = "#8888"


class _Axis:
    """Where values stand, with round numbers along it."""

    def __init__(self, least: float, greatest: float, start: float, end: float) -> None:
        if greatest <= least:
            least, greatest = least - 0.5, greatest + 0.5
        raw = (greatest - least) / _TICKS
        size = 10.0 ** np.floor(np.log10(raw))
        step = size * next(f for f in (1, 2, 2.5, 5, 10) if f * size >= raw * (1 - 1e-9))
        self._least, self._greatest = step * np.floor(least / step), step * np.ceil(greatest / step)
        count = round((self._greatest - self._least) / step)
        self.ticks = [self._least + step * k for k in range(count + 1)]
        self._start, self._end = start, end

    def place(self, value: float) -> float:
        share = (value - self._least) / (self._greatest - self._least)
        return float(self._start + (self._end - self._start) * share)


def scatter(
    report: HtmlReport,
    caption: str,
    series: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    labels: tuple[str, str],
    colors: Mapping[str, str],
) -> None:
    """A point for each pair of values.

    Args:
        report: gets the plot.
        caption: below it.
        series: name -> values along x and along y, of one length.
        labels: of x and of y.
        colors: #rrggbb by series.
    """
    xs, ys = ([v for pair in series.values() for v in pair[k]] for k in (0, 1))
    if not xs:
        return
    across, down = _Axis(min(xs), max(xs), _LEFT, _RIGHT), _Axis(min(ys), max(ys), _BOTTOM, _TOP)
    marks = _frame(down, labels[1])
    for tick in across.ticks:
        marks.append(
            f'<text x="{across.place(tick):.1f}" y="{_BOTTOM + 16}" text-anchor="middle">'
            f"{tick:.6g}</text>"
        )
    marks.append(
        f'<text x="{_RIGHT}" y="{_BOTTOM + 34}" text-anchor="end">{escape(labels[0])}</text>'
    )
    for name, (own_x, own_y) in series.items():
        points = "".join(
            f'<circle cx="{across.place(x):.1f}" cy="{down.place(y):.1f}" r="3"/>'
            for x, y in zip(own_x, own_y)
        )
        marks.append(
            f'<g fill="{colors[name]}" fill-opacity=".7" stroke="{_RIM}">{points}'
            f"<title>{escape(name)}</title></g>"
        )
    report.figure(caption, _BOTTOM + 42, marks, colors)


def profiles(
    report: HtmlReport,
    caption: str,
    places: Sequence[str],
    series: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    colors: Mapping[str, str],
) -> None:
    """A line for each series through its means, with a bar of a spread up and down at each place.

    Args:
        report: gets the plot.
        caption: below it.
        places: names along x.
        series: name -> mean and spread at each place.
        colors: #rrggbb by series.
    """
    ends = [m + sign * s for means, spreads in series.values() for m, s in zip(means, spreads)
            for sign in (-1, 1)]  # fmt: skip
    if not ends:
        return
    down = _Axis(min(ends), max(ends), _BOTTOM, _TOP)
    marks = _frame(down, "")
    room = (_RIGHT - _LEFT) / len(places)
    for k, place in enumerate(places):
        marks.append(
            f'<text x="{_LEFT + room * (k + 0.5):.1f}" y="{_BOTTOM + 16}" text-anchor="middle">'
            f"{escape(_fit(place, room))}<title>{escape(place)}</title></text>"
        )
    for n, (name, (means, spreads)) in enumerate(series.items()):
        # Side by side, so that bars of one place do not hide each other.
        shift = room * 0.5 * ((n + 0.5) / len(series) - 0.5)
        xs = [_LEFT + room * (k + 0.5) + shift for k in range(len(places))]
        line = "L".join(f"{x:.1f} {down.place(m):.1f}" for x, m in zip(xs, means))
        bars = "".join(
            f"M{x:.1f} {down.place(m - s):.1f}V{down.place(m + s):.1f}"
            for x, m, s in zip(xs, means, spreads)
        )
        dots = "".join(
            f'<circle cx="{x:.1f}" cy="{down.place(m):.1f}" r="3.5"/>' for x, m in zip(xs, means)
        )
        title = f"<title>{escape(name)}</title>"
        marks.append(
            f'<g fill="none" stroke="{_RIM}" stroke-width="4"><path d="M{line}{bars}"/></g>'
            f'<g fill="none" stroke="{colors[name]}" stroke-width="2"><path d="M{line}{bars}"/>'
            f'{title}</g><g fill="{colors[name]}" stroke="{_RIM}">{dots}{title}</g>'
        )
    report.figure(caption, _BOTTOM + 26, marks, colors)


def _frame(down: _Axis, label: str) -> list[str]:
    marks = [f'<path class="axis" d="M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}"/>']
    for tick in down.ticks:
        marks.append(
            f'<text x="{_LEFT - 6}" y="{down.place(tick) + 4:.1f}" text-anchor="end">{tick:.6g}'
            "</text>"
        )
    if label:
        marks.append(f'<text x="{_LEFT}" y="{_TOP - 10}">{escape(label)}</text>')
    return marks


def _fit(name: str, room: float) -> str:
    most = max(3, int(room / 7))
    return name if len(name) <= most else f"{name[: most - 1]}\u2026"
