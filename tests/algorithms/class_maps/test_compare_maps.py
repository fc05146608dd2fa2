"""Two class maps beside a double loop over their pixels."""

from __future__ import annotations

import csv
import json
import pathlib
from collections import Counter

import numpy as np
import pytest
import rasterio

COLORMAP = {1: (0, 100, 0), 2: (0, 0, 200), 3: (200, 0, 0)}
NAMES = {1: "forest", 2: "water", 3: "town"}


def two_maps(seed=0, shape=(30, 40)):
    """Blocks of classes, of which some change; nodata in both, at different places."""
    rng = np.random.default_rng(seed)
    before = np.kron(rng.integers(1, 4, (6, 8)), np.ones((5, 5))).astype("uint8")
    after = before.copy()
    change = rng.random(shape) < 0.3
    after[change] = rng.integers(1, 4, change.sum())
    before[rng.random(shape) < 0.05] = 0
    after[rng.random(shape) < 0.05] = 0
    return before, after


def by_loops(before, after, names=NAMES):
    counts = Counter()
    for row in range(before.shape[0]):
        for col in range(before.shape[1]):
            if before[row, col] and after[row, col]:
                counts[names[before[row, col]], names[after[row, col]]] += 1
    return counts


def named(path, names):
    rows = "".join(f"<Category>{names.get(k, '')}</Category>" for k in range(max(names) + 1))
    with pathlib.Path(f"{path}.aux.xml").open("w", encoding="utf-8") as file:
        file.write(
            "<PAMDataset><PAMRasterBand band='1'><CategoryNames>"
            f"{rows}</CategoryNames></PAMRasterBand></PAMDataset>"
        )
    return path


@pytest.fixture
def maps(make_raster):
    """Paths and pixels of two maps with names."""
    before, after = two_maps()
    paths = [
        named(make_raster(codes, name=name, nodata=0, colormap=COLORMAP), NAMES)
        for codes, name in ((before, "before.tif"), (after, "after.tif"))
    ]
    return paths, before, after


def compare(run, tmp_path, **parameters):
    result = run(
        "comparemaps", OUTPUT=str(tmp_path / "change.tif"), REPORT=str(tmp_path / "c.html"),
        CSV=str(tmp_path / "c.csv"), **parameters,
    )  # fmt: skip
    return result, json.loads((tmp_path / "c.json").read_text("utf-8"))


def test_pixels_areas_gains_and_losses(run, maps, tmp_path):
    (first, second), before, after = maps
    result, facts = compare(run, tmp_path, BEFORE=first, AFTER=second)
    expected = by_loops(before, after)
    assert {(r["from"], r["to"]): r["pixels"] for r in facts["changes"]} == expected
    total = sum(expected.values())
    changed = sum(n for (a, b), n in expected.items() if a != b)
    assert result["CHANGED_SHARE"] == pytest.approx(changed / total)
    assert result["CHANGED_AREA"] == pytest.approx(changed / 100)
    for c in facts["classes"]:
        gain = sum(n for (a, b), n in expected.items() if b == c["name"] != a)
        loss = sum(n for (a, b), n in expected.items() if a == c["name"] != b)
        assert (c["gain"], c["loss"]) == (pytest.approx(gain / 100), pytest.approx(loss / 100))
        assert c["net"] == pytest.approx((gain - loss) / 100)
        assert c["net_share"] == pytest.approx((gain - loss) / c["before"]["pixels"])
    assert facts["without_class"] == {
        "in_the_second_map": np.count_nonzero((before > 0) & (after == 0)),
        "in_the_first_map": np.count_nonzero((after > 0) & (before == 0)),
    }
    with pathlib.Path(tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["from"], r["to"]): int(r["pixels"]) for r in rows} == expected
    water = [r for r in rows if r["from"] == "water"]
    assert sum(float(r["share_of_from"]) for r in water) == pytest.approx(1)
    assert facts["alignment"].startswith("after.tif is on the pixel grid")


def test_the_raster_has_codes_colours_and_names(run, maps, tmp_path, qgis):
    from qgis.core import QgsRasterLayer

    (first, second), before, after = maps
    compare(run, tmp_path, BEFORE=first, AFTER=second)
    with rasterio.open(tmp_path / "change.tif") as dataset:
        got = dataset.read(1)
        assert (dataset.dtypes, dataset.nodata) == (("uint16",), 0)
        assert dataset.colormap(1)[103] == (200, 0, 0, 255)
        assert dataset.colormap(1)[202] == (162, 162, 222, 255)
    both = (before > 0) & (after > 0)
    assert np.array_equal(got, np.where(both, before.astype(int) * 100 + after, 0))
    layer = QgsRasterLayer(str(tmp_path / "change.tif"))
    layer.loadDefaultStyle()
    legend = {int(c.value): c.label for c in layer.renderer().classes()}
    assert legend == {
        100 * i + j: NAMES[j] if i == j else f"{NAMES[i]} \u2192 {NAMES[j]}"
        for i in NAMES for j in NAMES
    }  # fmt: skip
    # It is a class map like any other.
    result = run("assessmentpoints", RASTER=str(tmp_path / "change.tif"), COUNT=60, MIN_PER_CLASS=2)
    assert set(json.loads(result["COUNTS"])) == set(legend.values())


def test_classes_are_matched_by_name_not_by_number(run, make_raster, tmp_path):
    before, after = two_maps(4)
    other = np.array([0, 30, 10, 20], dtype="uint8")[after]
    swapped = {10: "water", 20: "town", 30: "forest", 40: "snow"}
    other[0, 0] = 40
    first = named(make_raster(before, name="a.tif", nodata=0), NAMES)
    second = named(make_raster(other, name="b.tif", nodata=0), swapped)
    _, facts = compare(run, tmp_path, BEFORE=first, AFTER=second)
    names = dict(NAMES)
    back = np.array([0] * 41, dtype="uint8")
    back[[30, 10, 20, 40]] = 1, 2, 3, 4
    expected = by_loops(before, back[other], {**names, 4: "snow"})
    assert {(r["from"], r["to"]): r["pixels"] for r in facts["changes"]} == expected
    assert facts["only_after"] == ["snow"]
    assert "Only b has snow." in run.log
    assert [c["number"] for c in facts["classes"]] == [1, 2, 3, 4]


def test_codes_without_names_are_the_other_maps(run, make_raster, tmp_path):
    before, after = two_maps(5)
    first = make_raster(before, name="a.tif", nodata=0)
    second = named(make_raster(after, name="b.tif", nodata=0), NAMES)
    _, facts = compare(run, tmp_path, BEFORE=first, AFTER=second)
    assert {(r["from"], r["to"]): r["pixels"] for r in facts["changes"]} == by_loops(before, after)


def test_another_grid_comes_by_nearest_neighbours(run, make_raster, tmp_path):
    """The second map has pixels of 4 m, of which the one in a pixel's middle counts."""
    before, _ = two_maps(6)
    rng = np.random.default_rng(1)
    fine = rng.integers(1, 4, (100, 120)).astype("uint8")
    first = make_raster(before, name="a.tif", nodata=0)
    second = make_raster(fine, name="b.tif", transform=(4, 0, 500_000, 0, -4, 4_600_000))
    _, facts = compare(run, tmp_path, BEFORE=first, AFTER=second)
    after = np.zeros_like(before)
    for row in range(30):
        for col in range(40):
            y, x = int((row + 0.5) * 10 / 4), int((col + 0.5) * 10 / 4)
            if y < 100 and x < 120:
                after[row, col] = fine[y, x]
    numbers = {k: str(k) for k in (1, 2, 3)}
    expected = by_loops(before, after, numbers)
    assert {(r["from"], r["to"]): r["pixels"] for r in facts["changes"]} == expected
    assert "b.tif is finer (a pixel of it is 0.4 wide): resampled with NEAREST." in run.log


def test_hectares_in_degrees_are_those_of_the_ellipsoid(run, make_raster, tmp_path):
    pyproj = pytest.importorskip("pyproj")
    before = np.ones((40, 30), dtype="uint8")
    after = before.copy()
    after[5, :] = 2
    after[38, :10] = 2
    place = {"transform": (0.5, 0, 10.0, 0, -0.5, 70.0), "crs": "EPSG:4326"}
    first = make_raster(before, name="a.tif", **place)
    second = make_raster(after, name="b.tif", **place)
    result, _ = compare(run, tmp_path, BEFORE=first, AFTER=second)
    geod, expected = pyproj.Geod(ellps="WGS84"), 0.0
    for row, count in ((5, 30), (38, 10)):
        top = 70 - row * 0.5
        # Parallels are no geodesics, so their ends are set close.
        across = np.linspace(10, 10.5, 200)
        lons = [*across, *across[::-1]]
        lats = [top - 0.5] * 200 + [top] * 200
        expected += count * abs(geod.polygon_area_perimeter(lons, lats)[0]) / 10_000
    assert result["CHANGED_AREA"] == pytest.approx(expected, rel=1e-6)


def test_near_names_and_foreign_maps_are_told(run, make_raster, tmp_path):
    before, after = two_maps(7)
    first = named(make_raster(before, name="a.tif", nodata=0), NAMES)
    second = named(
        make_raster(after, name="b.tif", nodata=0), {1: "Forest", 2: "lake", 3: "village"}
    )
    result, _ = compare(run, tmp_path, BEFORE=first, AFTER=second)
    assert result["CHANGED_SHARE"] == 1
    assert "The classes 'Forest', 'forest' of b differ only by case" in run.log
    assert "The maps have no class in common" in run.log
    _, facts = compare(
        run, tmp_path, BEFORE=first, AFTER=second, CLASS_MAP="1=forest,2=water,3=town"
    )
    assert {(r["from"], r["to"]): r["pixels"] for r in facts["changes"]} == by_loops(before, after)


def test_maps_elsewhere_and_foreign_json_are_refused(run_error, maps, make_raster, tmp_path):
    (first, _), *_ = maps
    far = make_raster(np.ones((5, 5), dtype="uint8"), name="far.tif",
                      transform=(10, 0, 700_000, 0, -10, 4_600_000))  # fmt: skip
    assert "do not overlap" in run_error("comparemaps", BEFORE=first, AFTER=far)
    (tmp_path / "page.json").write_text("{}")
    text = run_error(
        "comparemaps", BEFORE=first, AFTER=first, REPORT=str(tmp_path / "page.html")
    )  # fmt: skip
    assert "is there already and is no comparison of maps" in text
