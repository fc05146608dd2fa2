"""Reports: well-formed, self-contained, and true to the numbers."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from tilewright.core.report.html import HtmlReport

HOSTILE = "<img src=x onerror=alert(1)> & \"quoted\" 'single'"
_VOID = {"meta", "img", "br"}


class Checker(HTMLParser):
    """Collects texts and tags, and sees that all are closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def parse(report):
    checker = Checker()
    text = report.render().decode("utf-8")
    checker.feed(text)
    assert checker.open == []
    for drawing in re.findall("<svg.*?</svg>", text, re.S):
        ElementTree.fromstring(drawing)
    return checker


@pytest.fixture
def full():
    report = HtmlReport(HOSTILE)
    report.heading(HOSTILE)
    report.paragraph(HOSTILE)
    report.verdict(HOSTILE, False)
    report.points([HOSTILE])
    report.points([])
    report.table((HOSTILE, "n"), [(HOSTILE, 1.5), ("b", None)], HOSTILE)
    report.bars(HOSTILE, [HOSTILE, "b"], {HOSTILE: [1, 2.5], "y": [None, 0]}, HOSTILE)
    report.lines(HOSTILE, {HOSTILE: ([0, 1], [2, 3])}, HOSTILE, HOSTILE)
    report.image(b"png", HOSTILE, {HOSTILE: "#123456"})
    return report


def test_texts_are_shown_and_never_run(full):
    page = parse(full)
    assert {tag for tag, _ in page.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li"),
        *("table", "caption", "tr", "th", "td", "figure", "figcaption", "img", "span"),
        *("svg", "text", "rect", "path"),
    }
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert sum(HOSTILE in text for text in page.texts) >= 14
    sources = [attrs["src"] for _, attrs in page.tags if "src" in attrs]
    assert sources == ["data:image/png;base64,cG5n"]
    text = full.render().decode("utf-8")
    assert "http://" not in text and "https://" not in text and "url(" not in text
    assert "default-src 'none'" in text


def test_tables_align_numbers_and_show_missing_ones():
    report = HtmlReport("t")
    report.table(("name", "n", "m"), [("a", 1, 0.25), ("b", None, 1234567.5), ("c", 3, 1 / 3)])
    page = parse(report)
    cells = [attrs.get("class") for tag, attrs in page.tags if tag == "td"]
    assert cells == [None, "number", "number"] * 3
    for text in ("1", "\u2013", "0.25", "1234568", "0.333333"):
        assert text in page.texts


def test_bars_are_as_long_as_their_values():
    report = HtmlReport("t")
    report.bars("b", ["x", "y"], {"one": [10, 5], "two": [None, 2.5]}, " %")
    page = parse(report)
    widths = [float(attrs["width"]) for tag, attrs in page.tags if tag == "rect"]
    assert widths == pytest.approx([480, 240, 120])
    assert {"10", " %"} <= {*page.texts} or "10 %" in page.texts


def test_many_bars_are_cut_and_the_caption_says_so():
    report = HtmlReport("t")
    report.bars("all", [str(k) for k in range(80)], {"one": list(range(80))})
    page = parse(report)
    assert sum(tag == "rect" for tag, _ in page.tags) == 60
    assert "all (the first 60 of 80)" in page.texts


def test_lines_run_from_the_origin():
    report = HtmlReport("t")
    report.lines("v", {"s": ([0, 50, 100], [0, 4, 2])}, "m", "g")
    page = parse(report)
    line = [attrs["d"] for tag, attrs in page.tags if tag == "path"][1]
    assert line == "M60.0 260.0L380.0 20.0L700.0 140.0"


def test_empty_plots_show_their_axes_and_nothing_else():
    report = HtmlReport("t")
    report.bars("b", [], {"one": []})
    report.lines("l", {"s": ([], [])}, "x", "y")
    report.table(("a",), [])
    page = parse(report)
    assert [attrs.get("class") for tag, attrs in page.tags if tag == "path"] == ["axis", "axis"]
    assert "rect" not in [tag for tag, _ in page.tags]
    assert {"b", "l", "x", "y", "a"} <= set(page.texts)
    rows = [tag for tag, _ in page.tags if tag in ("tr", "th", "td")]
    assert rows == ["tr", "th"]
