"""The commands of docs/tutorial_assess.md, on the example scene, and the figures that it names."""

from __future__ import annotations

import base64
import csv
import json
import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

PAGE = "tutorial_assess.md"
NAMES = ("bare", "field", "forest", "urban", "water")


@pytest.fixture
def folder(run, commands_of, examples, tmp_path, monkeypatch):
    """Where all commands were run."""
    folder = tmp_path / "my foz"
    shutil.copytree(examples / "foz", folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    monkeypatch.chdir(folder)
    commands = commands_of(PAGE)
    assert len(commands) == 9
    for name, parameters in commands:
        for key, value in parameters.items():
            if (folder / value).exists() or re.search(r"\.[a-z]+$", value):
                parameters[key] = str(folder / value)
        run(name, **parameters)
    return folder


def test_the_commands_make_what_the_page_says(folder, root, rows):
    import rasterio
    from qgis.core import QgsVectorLayer

    page = (root / "docs" / PAGE).read_text("utf-8")
    points = rows(QgsVectorLayer(str(folder / "points.gpkg"), "points", "ogr"))
    counts = [sum(row["stratum"] == name for row in points) for name in NAMES]
    assert sum(counts) == 120
    assert counts[0] == counts[2] == 15

    told = json.loads((folder / "assessment.json").read_text("utf-8"))
    assert [c["name"] for c in told["classes"]] == list(NAMES)
    matrix = np.array(told["matrix"]["points"])
    printed = re.findall(r"^\| (?:bare|field|forest|urban|water) \|(.*)\|$", page, re.MULTILINE)
    printed = np.array([[int(cell) for cell in row.split("|")] for row in printed])
    # Versions of scikit-learn differ in single pixels.
    assert np.abs(matrix - printed).sum() <= 8
    assert np.array_equal(matrix.sum(axis=0), printed.sum(axis=0))
    overall = told["overall_accuracy"]
    assert overall["value"] == pytest.approx(0.755, abs=0.02)
    assert 1.96 * overall["standard_error"] == pytest.approx(0.07, abs=0.01)
    areas = {c["name"]: c["area"] for c in told["classes"]}
    assert areas["urban"]["value"] == pytest.approx(19_600, abs=100)
    assert areas["forest"]["value"] == pytest.approx(24_400, abs=100)
    for name in ("urban", "forest"):
        assert 1.96 * areas[name]["standard_error"] == pytest.approx(6500, abs=100)
    with rasterio.open(folder / "land_cover.tif") as dataset:
        classes = dataset.read(1)
    for k, name, hectares in ((4, "urban", 32_000), (3, "forest", 16_600)):
        assert (classes == k).sum() * 0.09 == pytest.approx(hectares, rel=0.02), name

    with (folder / "assessment.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["class"] for row in table[:5]] == list(NAMES)
    # What the points say of the ground does not depend on the map.
    other = json.loads((folder / "boosted.json").read_text("utf-8"))
    assert other["strata_are"] == "others than the map's classes"
    for c in other["classes"]:
        assert c["area"] == pytest.approx(areas[c["name"]])
    assert other["overall_accuracy"]["value"] != overall["value"]

    differs = json.loads((folder / "differences.json").read_text("utf-8"))
    assert differs["area"] == pytest.approx(124_000, abs=500)
    assert differs["changed"]["share"] == pytest.approx(0.12, abs=0.015)
    assert differs["changes"][0]["name"] == "water \u2192 forest"
    assert differs["changes"][0]["code"] == 503
    assert differs["changes"][0]["area"] == pytest.approx(3900, abs=400)

    pictures = os.environ.get("TILEWRIGHT_PICTURES")
    if pictures:
        report = (folder / "assessment.html").read_text("utf-8")
        png = base64.b64decode(re.search(r'base64,([^"]+)"', report)[1])
        Path(pictures, "assess_map.png").write_bytes(png)


def test_the_page_shows_a_picture_that_is_there(root):
    page = (root / "docs" / PAGE).read_text("utf-8")
    (name,) = re.findall(r"!\[.*?\]\((.*?)\)", page)
    assert (root / "docs" / name).stat().st_size < 200_000
