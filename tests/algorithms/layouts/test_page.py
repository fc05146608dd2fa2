"""index.html of a dataset, as a browser would see it."""

import base64
import csv
import io
import json
import re
import warnings
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tilewright.core.page import page as page_module


class Reader(HTMLParser):
    """Tags with their attributes, and the rows of tables."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.rows, self._cell = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._cell = None

    def handle_data(self, data):
        if self._cell:
            self.rows[-1][-1] += data


def read_page(folder):
    text = Path(folder, "index.html").read_text(encoding="utf-8")
    return text, Reader(text)


def pictures_of(page):
    sources = [attrs["src"] for tag, attrs in page.tags if tag == "img"]
    start = "data:image/jpeg;base64,"
    assert all(source.startswith(start) for source in sources)
    return [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(source[len(start) :]))))
        for source in sources
    ]


@pytest.mark.parametrize("layout", ["COCO", "YOLO", "VOC"])
def test_the_page_shows_splits_objects_and_pictures_and_loads_nothing(export, layout):
    folder = export(layout)
    text, page = read_page(folder)
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "link", "iframe", "object", "a"}.intersection(tags)
    assert [a for _, attrs in page.tags for a in attrs if a.startswith("on")] == []
    assert len(pictures_of(page)) == sum(min(3, n) for n in facts["splits"].values())
    for row in facts["objects"]["classes"]:
        assert [str(row["class_id"]), row["class"], str(row["objects"])] in page.rows
    for split, count in facts["splits"].items():
        assert f"{split}: {count}<" in text
    assert len(text) < 1_000_000
    card = Path(folder, "README.md").read_text(encoding="utf-8")
    codes = re.findall(r"^```python\n(.*?)\n```", card, re.DOTALL | re.MULTILINE)
    shown = re.findall(r"<pre[^>]*><code>(.*?)</code>", text, re.DOTALL)
    assert [unescape(code) for code in shown if "import" in code] == codes != []


def test_class_names_are_text(run, raster, make_layer, tmp_path):
    name = "<img src=x onerror=alert(1)> & \"'"
    tiles = make_layer(
        [
            (f"POLYGON((500000 {y},500160 {y},500160 {y - 160},500000 {y - 160},500000 {y}))", row)
            for y, row in ((4600000, {"label": name}), (4599840, {"label": "b"}))
        ],
        kind="Polygon",
        fields="label:string",
    )
    out = run(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LABEL_FIELD="label",
        FORMAT="PNG",
        OUTPUT=str(tmp_path / "out"),
    )["OUTPUT"]
    text, page = read_page(out)
    assert "onerror=alert(1)&gt;" in text and "<img src=x" not in text
    assert name in [cell for row in page.rows for cell in row]
    with Path(out, "tiles.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2 == len(pictures_of(page))


def test_rejected_tiles_are_counted_by_reason(run, raster, make_layer, tmp_path):
    labels = make_layer(
        [("POLYGON((500000 4600000,500330 4600000,500330 4599840,500000 4599840,500000 4600000))",
          {"class": "a"})],
        kind="Polygon",
        fields="class:string",
    )  # fmt: skip
    result = run(
        "builddataset",
        RASTER=raster,
        LABELS=labels,
        LABEL_FIELD="class",
        TILE_SIZE=16,
        FORMAT="PNG",
        OUTPUT=str(tmp_path / "out"),
    )
    _, page = read_page(result["OUTPUT"])
    facts = json.loads(Path(result["OUTPUT"], "dataset.json").read_text(encoding="utf-8"))
    at = page.rows.index(["reason", "tiles"])
    counts = [int(row[1]) for row in page.rows[at + 1 :] if len(row) == 2]
    assert sum(counts) == facts["rejected_count"] > 0


def test_without_pillow_there_are_no_pictures(export, monkeypatch):
    monkeypatch.setattr(page_module, "has_pillow", lambda: False)
    text, page = read_page(export("COCO"))
    assert pictures_of(page) == [] and "Pillow was not there" in text
    assert "svg" in [tag for tag, _ in page.tags]


def test_colours_of_sixteen_bits_are_counted_as_they_are(run, make_raster, tiles, tmp_path):
    values = np.random.default_rng(1).integers(200, 60000, (3, 48, 64)).astype("uint16")
    parameters = {"TILES": tiles, "FORMAT": "PNG", "SCALING": "NONE"}
    raster = make_raster(values, name="deep.tif")
    folder = run("exporttiles", RASTER=raster, OUTPUT=str(tmp_path / "deep"), **parameters)
    text = Path(folder["OUTPUT"], "index.html").read_text(encoding="utf-8")
    (last,) = re.findall(r'text-anchor="end">(\d+)</text>', text)
    assert 50_000 < int(last) <= values.max()


def test_resampling_to_pictures_warns_of_nothing(run, make_raster, tmp_path):
    values = np.random.default_rng(5).integers(1, 60000, (3, 320, 320)).astype("uint16")
    raster = make_raster(values, name="deep.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    given = {"RASTER": raster, "TILES": tiles, "FORMAT": "PNG", "SCALING": "NONE", "WORKERS": 6}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        run("exporttiles", RESAMPLING="BILINEAR", OUTPUT=str(tmp_path / "out"), **given)
    assert [str(each.message) for each in told] == []
