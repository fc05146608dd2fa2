"""Reports as one HTML file: text, tables, plots and pictures, without scripts or other files."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

# Okabe and Ito's palette without its lightest colours, which vanish on paper.
COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9")
GOOD, BAD = "#009e73", "#d55e00"
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em;
  color: #222; background: #fff; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { padding: .25em .8em; border-bottom: 1px solid #ccc; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
td:first-child { min-width: 7em; }
td.number, th.number { text-align: right; white-space: nowrap; }
caption, figcaption { text-align: left; color: #666; padding: .3em 0; }
figure { margin: 1em 0; } img, svg { max-width: 100%; height: auto; }
svg text { fill: #222; font-size: 12px; } svg .axis { stroke: #999; stroke-width: 1; fill: none; }
.verdict { padding: .6em 1em; border-left: .4em solid; font-weight: 600; }
.key { box-shadow: 0 0 0 1px #9998; display: inline-block; width: .8em; height: .8em;
  margin: 0 .4em 0 1em; }
th .key, td .key { margin-left: 0; } .entry { display: inline-block; }
@media (prefers-color-scheme: dark) {
  body { color: #ddd; background: #1b1b1b; } svg text { fill: #ddd; }
  th, td { border-color: #444; } caption, figcaption { color: #aaa; }
}
"""
WIDTH = 720
_LABEL = 170
_BAR = 14
_MOST_BARS = 60


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        value: text or number; None is a dash.
        swatch: #rrggbb that stands before it; empty for none.
        shade: #rrggbb behind it; empty for none.
        strength: of the shade, 0 to 1.
    """

    value: object
    swatch: str = ""
    shade: str = ""
    strength: float = 0.0

    def html(self) -> str:
        """The cell, numbers to the right."""
        is_number = isinstance(self.value, (int, float)) or self.value is None
        shade = ""
        if self.shade and self.strength > 0:
            # Half through, so that ink stays readable on light and on dark ground.
            shade = f' style="background: {self.shade}{round(128 * self.strength):02x}"'
        swatch = f'<span class="key" style="background: {self.swatch}"></span>' * bool(self.swatch)
        css = " class=number" if is_number else ""
        return f"<td{css}{shade}>{swatch}{escape(_text(self.value))}</td>"


class HtmlReport:
    """Builds a report from top to bottom.

    All texts are plain text: what looks like markup is shown as it is. Light or dark is up to the
    reader's browser.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts = [f"<h1>{escape(title)}</h1>"]

    def heading(self, text: str) -> None:
        """A heading of a part."""
        self._parts.append(f"<h2>{escape(text)}</h2>")

    def paragraph(self, text: str) -> None:
        """A paragraph."""
        self._parts.append(f"<p>{escape(text)}</p>")

    def verdict(self, text: str, is_good: bool) -> None:
        """A sentence that stands out, with a sign as well as a colour."""
        color, sign = (GOOD, "\u2714") if is_good else (BAD, "\u2718")
        self._parts.append(
            f'<p class="verdict" style="border-color: {color}">{sign} {escape(text)}</p>'
        )

    def points(self, texts: Sequence[str]) -> None:
        """A list of sentences; nothing when there are none."""
        if texts:
            items = "".join(f"<li>{escape(text)}</li>" for text in texts)
            self._parts.append(f"<ul>{items}</ul>")

    def table(
        self, head: Sequence[str], rows: Sequence[Sequence[object]], caption: str = ""
    ) -> None:
        """A table; numbers are aligned to the right, None is a dash."""
        numeric = [
            bool(rows) and all(isinstance(row[k], (int, float)) or row[k] is None for row in rows)
            for k in range(len(head))
        ]
        lines = [f"<caption>{escape(caption)}</caption>"] if caption else []
        lines.append(f"<tr>{_cells('th', head, numeric)}</tr>")
        lines += [f"<tr>{_cells('td', [_text(v) for v in row], numeric)}</tr>" for row in rows]
        self._parts.append(f"<table>{''.join(lines)}</table>")

    def colored_table(
        self, head: Sequence[str], rows: Sequence[Sequence[Cell]], caption: str = ""
    ) -> None:
        """A table of cells with swatches and shades."""
        numeric = [bool(rows) and not isinstance(cell.value, str) for cell in rows[0]]
        lines = [f"<caption>{escape(caption)}</caption>"] if caption else []
        lines.append(f"<tr>{_cells('th', head, numeric)}</tr>")
        lines += [f"<tr>{''.join(cell.html() for cell in row)}</tr>" for row in rows]
        self._parts.append(f"<table>{''.join(lines)}</table>")

    def image(self, png: bytes, caption: str, keys: Mapping[str, str] | None = None) -> None:
        """A PNG picture with its caption, and a legend of names and #rrggbb colours."""
        data = base64.b64encode(png).decode("ascii")
        self._parts.append(
            f'<figure><img alt="{escape(caption)}" src="data:image/png;base64,{data}">'
            f"<figcaption>{escape(caption)}{_legend(keys or {})}</figcaption></figure>"
        )

    def bars(
        self,
        caption: str,
        categories: Sequence[str],
        series: Mapping[str, Sequence[float | None]],
        unit: str = "",
        colors: Mapping[str, str] | None = None,
    ) -> None:
        """Horizontal bars: for each category one of each series.

        Only the first sixty categories are drawn; a table has room for all.

        Args:
            series: name -> a value of 0 or more for each category; None is no bar.
            unit: stands behind each value.
            colors: #rrggbb by series.
        """
        colors = colors or dict(zip(series, _cycle(len(series))))
        shown = categories[:_MOST_BARS]
        known = [v for values in series.values() for v in values[: len(shown)] if v is not None]
        greatest = max([*known, 0]) or 1
        room = WIDTH - _LABEL - 70
        y, marks = 4, []
        for k, name in enumerate(shown):
            middle = y + _BAR * len(series) / 2 + 4
            marks.append(
                f'<text x="{_LABEL - 8}" y="{middle:.1f}" text-anchor="end">'
                f"{escape(_shorten(name))}<title>{escape(name)}</title></text>"
            )
            for title, values in series.items():
                value = values[k]
                if value is not None:
                    length = room * value / greatest
                    marks.append(
                        f'<rect x="{_LABEL}" y="{y}" width="{length:.1f}" height="{_BAR - 2}" '
                        f'fill="{colors[title]}"><title>{escape(title)}</title></rect>'
                        f'<text x="{_LABEL + length + 5:.1f}" y="{y + _BAR - 4}">'
                        f"{escape(_text(value))}{escape(unit)}</text>"
                    )
                y += _BAR
            y += 8
        marks.append(f'<path class="axis" d="M{_LABEL} 0V{y}"/>')
        if len(categories) > len(shown):
            caption += f" (the first {len(shown)} of {len(categories)})"
        self.figure(caption, y, marks, colors)

    def lines(
        self,
        caption: str,
        series: Mapping[str, tuple[Sequence[float], Sequence[float]]],
        x_label: str,
        y_label: str,
        colors: Mapping[str, str] | None = None,
    ) -> None:
        """Lines through points, from the origin on both axes.

        Args:
            series: name -> values along x and along y, of one length.
        """
        colors = colors or dict(zip(series, _cycle(len(series))))
        last_x = max([v for xs, _ in series.values() for v in xs] or [0]) or 1
        last_y = max([v for _, ys in series.values() for v in ys] or [0]) or 1
        left, bottom, right, top = 60, 260, WIDTH - 20, 20

        def place(x: float, y: float) -> str:
            return (
                f"{left + (right - left) * x / last_x:.1f} "
                f"{bottom - (bottom - top) * y / last_y:.1f}"
            )

        marks = [f'<path class="axis" d="M{left} {top}V{bottom}H{right}"/>']
        for k in range(5):
            x, y = last_x * k / 4, last_y * k / 4
            at_x, at_y = place(x, 0).split()[0], place(0, y).split()[1]
            marks.append(
                f'<text x="{at_x}" y="{bottom + 16}" text-anchor="middle">{_short(x)}</text>'
                f'<text x="{left - 6}" y="{float(at_y) + 4:.1f}" text-anchor="end">{_short(y)}'
                "</text>"
            )
        marks.append(
            f'<text x="{right}" y="{bottom + 34}" text-anchor="end">{escape(x_label)}</text>'
            f'<text x="{left}" y="{top - 6}">{escape(y_label)}</text>'
        )
        for name, (xs, ys) in series.items():
            points = "L".join(place(x, y) for x, y in zip(xs, ys))
            if points:
                marks.append(
                    f'<path d="M{points}" fill="none" stroke="{colors[name]}" stroke-width="2">'
                    f"<title>{escape(name)}</title></path>"
                )
        self.figure(caption, bottom + 42, marks, colors)

    def figure(
        self, caption: str, height: int, marks: Sequence[str], colors: Mapping[str, str]
    ) -> None:
        """A drawing of SVG elements, as wide as WIDTH, with a legend of names and colours."""
        self._parts.append(
            f'<figure><svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'role="img" aria-label="{escape(caption)}">{"".join(marks)}</svg>'
            f"<figcaption>{escape(caption)}{_legend(colors)}</figcaption></figure>"
        )

    def render(self) -> bytes:
        """The whole file, as UTF-8."""
        body = "\n".join(self._parts)
        text = (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'; img-src data:\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(self._title)}</title>\n<style>{_STYLE}</style></head>\n"
            f"<body>\n{body}\n</body></html>\n"
        )
        return text.encode("utf-8", "replace")


def _cycle(count: int) -> list[str]:
    return [COLORS[k % len(COLORS)] for k in range(count)]


def _legend(colors: Mapping[str, str]) -> str:
    return "".join(
        f'<span class="entry"><span class="key" style="background: {color}"></span>'
        f"{escape(name)}</span> "
        for name, color in colors.items()
    )


def _cells(tag: str, values: Sequence[object], numeric: Sequence[bool]) -> str:
    return "".join(
        f"<{tag}{' class=number' if is_number else ''}>{escape(str(value))}</{tag}>"
        for value, is_number in zip(values, numeric)
    )


def _text(value: object) -> str:
    if value is None:
        return "\u2013"
    if isinstance(value, float):
        return f"{value:.0f}" if 1e5 <= abs(value) < 1e15 else f"{value:.6g}"
    return str(value)


def _short(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _shorten(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}\u2026"
