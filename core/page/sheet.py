"""The parts of a dataset's page that other reports have no use for."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from ..report.html import COLORS, WIDTH, HtmlReport

_HEIGHT = 180
_LEFT = 60


@dataclass(frozen=True)
class Thumbnail:
    """A small picture, as JPEG, and what stands below it."""

    jpeg: bytes
    caption: str


class DatasetSheet(HtmlReport):
    """A report with code, small pictures, a map of rectangles and histograms."""

    def code(self, text: str) -> None:
        """Lines of a program, as they are."""
        style = "overflow-x: auto; padding: .8em; border: 1px solid #999"
        self._parts.append(f'<pre style="{style}"><code>{escape(text)}</code></pre>')

    def prose(self, text: str) -> None:
        """A paragraph of Markdown, of which code between backticks is told."""
        shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
        self._parts.append(f"<p>{shown}</p>")

    def thumbnails(self, title: str, pictures: Sequence[Thumbnail]) -> None:
        """Pictures side by side below a title."""
        shown = []
        for picture in pictures:
            data = base64.b64encode(picture.jpeg).decode("ascii")
            text = escape(picture.caption)
            shown.append(
                '<figure style="display: inline-block; margin: 0 .6em .6em 0; width: 10em; '
                'vertical-align: top; overflow-wrap: anywhere">'
                f'<img alt="{text}" src="data:image/jpeg;base64,{data}">'
                f"<figcaption>{text}</figcaption></figure>"
            )
        self._parts.append(f"<h3>{escape(title)}</h3><div>{''.join(shown)}</div>")

    def areas(
        self, caption: str, height: int, paths: Mapping[str, str], colors: Mapping[str, str]
    ) -> None:
        """A map of areas in colours on a frame.

        Args:
            height: of the map in units of which 720 are its width.
            paths: data of an SVG path by name.
            colors: #rrggbb by name.
        """
        marks = [f'<path class="axis" d="M0 0H{WIDTH}V{height}H0Z"/>']
        for name, path in paths.items():
            marks.append(
                f'<path fill="{colors[name]}" stroke="#888" stroke-width=".4" d="{path}">'
                f"<title>{escape(name)}</title></path>"
            )
        self.figure(caption, height, marks, colors)

    def histogram(
        self, caption: str, counts: Mapping[str, np.ndarray], first: float, last: float
    ) -> None:
        """Counts of equal steps from ``first`` to ``last`` as a line a name."""
        colors = {name: COLORS[k % len(COLORS)] for k, name in enumerate(counts)}
        most = max([int(values.max()) for values in counts.values()] or [0]) or 1
        right, top, bottom = WIDTH - 20, 8, _HEIGHT
        marks = [f'<path class="axis" d="M{_LEFT} {top}V{bottom}H{right}"/>']
        for name, values in counts.items():
            step = (right - _LEFT) / len(values)
            steps = [
                f"V{bottom - (bottom - top) * value / most:.1f}H{_LEFT + step * (k + 1):.1f}"
                for k, value in enumerate(values.tolist())
            ]
            marks.append(
                f'<path d="M{_LEFT} {bottom}{"".join(steps)}V{bottom}" fill="none" '
                f'stroke="{colors[name]}" stroke-width="1.5"><title>{escape(name)}</title></path>'
            )
        for value, at, anchor in ((first, _LEFT, "start"), (last, right, "end")):
            marks.append(
                f'<text x="{at}" y="{bottom + 16}" text-anchor="{anchor}">{value:.6g}</text>'
            )
        self.figure(caption, bottom + 22, marks, colors)
