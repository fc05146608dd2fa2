"""Rasterize Labels, as users call it."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from shapely.geometry import box
from shapely.wkt import loads

LEFT, TOP = 500000, 4600000


def square(col, row, width, height, pixel=10):
    """WKT of a rectangle of pixels of the usual raster."""
    return box(
        LEFT + pixel * col,
        TOP - pixel * (row + height),
        LEFT + pixel * (col + width),
        TOP - pixel * row,
    ).wkt


@pytest.fixture
def template(make_raster):
    return make_raster(np.zeros((3, 12, 16), dtype="uint16"), name="template.tif")


def read(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def outputs(tmp_path, **more):
    names = ("OUTPUT", "IDS", "CONFLICTS")
    return {**{n: str(tmp_path / "out" / f"{n}.tif") for n in names}, **more}


def test_classes_parcels_and_conflicts_on_the_templates_pixels(run, make_layer, template, tmp_path):
    labels = make_layer(
        [
            (square(0, 0, 4, 4), {"class": "wheat", "nr": 70}),
            (square(3, 0, 4, 4), {"class": "barley", "nr": 9}),
            (square(8.25, 5, 1.5, 2), {"class": "wheat", "nr": 8}),
            (square(9.5, 5, 4, 2), {"class": "æ/b", "nr": 7}),
            (square(0, 8, 2, 2), {"class": None, "nr": 3}),
        ],
        fields="class:string,nr:integer",
    )
    legend, table = str(tmp_path / "legend.csv"), str(tmp_path / "parcels.csv")
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        ID_FIELD="nr",
        TEMPLATE=template,
        LEGEND=legend,
        PARCELS=table,
        **outputs(tmp_path),
    )
    classes = np.zeros((12, 16), dtype="uint8")
    classes[0:4, 0:4] = 2
    classes[0:4, 4:7] = 1
    # The pixel between them is wheat's by three quarters, and the other's by half.
    classes[5:7, 8:10] = 2
    classes[5:7, 10:13] = 3
    ids = np.select([classes == 2, classes == 1, classes == 3], [70, 9, 7], 0)
    ids[5:7, 8:10] = 8
    conflicts = np.zeros((12, 16), dtype="uint8")
    conflicts[0:4, 3] = 2
    conflicts[5:7, 9] = 1
    # The last pixel of æ/b is half covered, and at least half is asked for.
    classes[5:7, 13], ids[5:7, 13] = 3, 7
    assert np.array_equal(read(results["OUTPUT"]), classes)
    assert np.array_equal(read(results["IDS"]), ids)
    assert np.array_equal(read(results["CONFLICTS"]), conflicts)
    assert (results["CONFLICT_COUNT"], results["POLYGON_COUNT"]) == (6, 4)
    counts = {"barley": 12, "wheat": 20, "æ/b": 8}
    assert json.loads(results["CLASS_COUNTS"]) == counts
    with rasterio.open(results["OUTPUT"]) as dataset, rasterio.open(template) as other:
        assert dataset.transform == other.transform
        assert dataset.crs == other.crs
        assert dataset.dtypes == ("uint8",)
        assert dataset.colormap(1)[2] == (86, 180, 233, 255)
    with Path(legend).open(encoding="utf-8") as file:
        assert file.read().splitlines() == [
            "class_id,class,color,polygons,pixels",
            "1,barley,#e69f00,1,12",
            "2,wheat,#56b4e9,2,20",
            "3,æ/b,#009e73,1,8",
        ]
    with Path(table).open(encoding="utf-8") as file:
        assert file.read().splitlines() == [
            "number,parcel,class_id,value,pixels",
            "70,70,2,wheat,16",
            "9,9,1,barley,12",
            "8,8,2,wheat,4",
            "7,7,3,æ/b,8",
        ]
    assert "1 label polygon has no class (NULL)" in run.log
    assert "2 pixels are partly claimed by different labels, 4 wholly by two" in run.log


def test_the_style_names_the_classes(run, make_layer, template, tmp_path):
    from qgis.core import QgsRasterLayer

    labels = make_layer([(square(0, 0, 4, 4), {"class": "Vårbyg"})])
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    layer = QgsRasterLayer(results["OUTPUT"], "classes")
    names = {int(c.value): (c.label, c.color.alpha()) for c in layer.renderer().classes()}
    assert names == {0: ("background", 0), 1: ("Vårbyg", 255)}


def test_finer_pixels_end_partial_claims(run, make_layer, template, tmp_path):
    labels = make_layer(
        [
            (square(0, 0, 4.25, 4), {"class": "a"}),
            (square(4.25, 0, 4, 4), {"class": "b"}),
        ]
    )
    run_it = dict(LABELS=labels, LABEL_FIELD="class", TEMPLATE=template, **outputs(tmp_path))
    coarse = run("rasterizelabels", **run_it)
    assert coarse["CONFLICT_COUNT"] == 4
    fine = run("rasterizelabels", SCALE_FACTOR=4, **run_it)
    assert fine["CONFLICT_COUNT"] == 0
    expected = np.zeros((48, 64), dtype="uint8")
    expected[:16, :17] = 1
    expected[:16, 17:33] = 2
    assert np.array_equal(read(fine["OUTPUT"]), expected)
    with rasterio.open(fine["OUTPUT"]) as dataset:
        assert tuple(dataset.transform)[:6] == (2.5, 0, LEFT, 0, -2.5, TOP)


def test_a_table_with_well_known_text_is_read(run, template, tmp_path):
    path = tmp_path / "ground truth.csv"
    rows = [
        (square(0, 0, 4, 4), "EPSG:32631", "3", "2020"),
        (square(6, 0, 4, 4), "32631", "5", "2021"),
        (square(0, 6, 4, 4), "EPSG:32631", "7", "2021"),
    ]
    lines = [f'"{wkt}",{crs},{value},{year}' for wkt, crs, value, year in rows]
    path.write_text("\n".join(["geometry,crs,ground_truth,year", *lines]))
    results = run(
        "rasterizelabels", LABELS=str(path), YEAR=2021, TEMPLATE=template, **outputs(tmp_path)
    )
    expected = np.zeros((12, 16), dtype="uint8")
    expected[0:4, 6:10] = 5
    expected[6:10, 0:4] = 7
    assert np.array_equal(read(results["OUTPUT"]), expected)
    assert "1 label polygon is of another year" in run.log


def test_rows_of_a_table_may_be_in_other_coordinate_systems(run, template, tmp_path):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsCoordinateTransformContext,
        QgsGeometry,
    )

    moved = QgsGeometry.fromWkt(square(2, 2, 6, 6))
    moved.transform(
        QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:32631"),
            QgsCoordinateReferenceSystem("EPSG:4326"),
            QgsCoordinateTransformContext(),
        )
    )
    path = tmp_path / "labels.csv"
    path.write_text(f'geometry,crs,ground_truth,year\n"{moved.asWkt(12)}",EPSG:4326,4,2020\n')
    results = run("rasterizelabels", LABELS=str(path), TEMPLATE=template, **outputs(tmp_path))
    expected = np.zeros((12, 16), dtype="uint8")
    expected[2:8, 2:8] = 4
    assert np.array_equal(read(results["OUTPUT"]), expected)


def test_decimals_become_a_raster_of_measured_values(run, make_layer, template, tmp_path):
    labels = make_layer(
        [(square(0, 0, 4, 4), {"yield": 2.5}), (square(2, 0, 4, 4), {"yield": 2.5})],
        fields="yield:double",
    )
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="yield",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    expected = np.full((12, 16), np.nan, dtype="float32")
    expected[0:4, 0:6] = 2.5
    with rasterio.open(results["OUTPUT"]) as dataset:
        assert dataset.dtypes == ("float32",)
        assert np.isnan(dataset.nodata)
        assert np.array_equal(dataset.read(1), expected, equal_nan=True)
    # Polygons of one value never conflict.
    assert results["CONFLICT_COUNT"] == 0


def test_class_map_decides_numbers_and_leaves_others_out(run, make_layer, template, tmp_path):
    labels = make_layer(
        [(square(0, 0, 4, 4), {"class": "a"}), (square(2, 0, 4, 4), {"class": "b"})]
    )
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        CLASS_MAP="300=b",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    expected = np.zeros((12, 16), dtype="uint16")
    expected[0:4, 2:6] = 300
    assert np.array_equal(read(results["OUTPUT"]), expected)
    assert "1 label polygon is of a class that CLASS_MAP does not name" in run.log
    assert results["CONFLICT_COUNT"] == 0


@pytest.mark.parametrize(
    ("value", "numbers", "told"),
    [
        (0, [1, 2], "The identifier 0 is not a whole number from 1 to 4294967295, so none is kept"),
        (5_000_000_000, [1, 2], "The identifier 5000000000 is not a whole number"),
        (9, [70, 9], None),
    ],
)
def test_an_identifier_that_renumbers_all_is_told(
    run, make_layer, template, tmp_path, value, numbers, told
):
    labels = make_layer(
        [
            (square(0, 0, 4, 4), {"class": "a", "nr": 70}),
            (square(6, 0, 4, 4), {"class": "b", "nr": value}),
        ],
        fields="class:string,nr:int8",
    )
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        ID_FIELD="nr",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    ids = read(results["IDS"])
    assert [int(ids[0, 0]), int(ids[0, 6])] == numbers
    assert told in run.log if told else "The identifier" not in run.log


def test_invalid_polygons_are_repaired_and_lost_ones_counted(run, make_layer, template, tmp_path):
    bow_tie = (
        f"POLYGON(({LEFT} {TOP}, {LEFT + 40} {TOP - 40}, {LEFT + 40} {TOP}, {LEFT} {TOP - 40}, "
        f"{LEFT} {TOP}))"
    )
    labels = make_layer(
        [
            (bow_tie, {"class": "a"}),
            (square(10, 9, 0.1, 0.1), {"class": "a"}),
            (None, {"class": "a"}),
        ]
    )
    results = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    assert "1 invalid label polygon was repaired" in run.log
    assert "1 label feature has no area" in run.log
    assert "1 of 2 polygons have no pixel" in run.log
    from shapely.validation import make_valid

    repaired = make_valid(loads(bow_tie))
    shares = [
        [repaired.intersection(loads(square(x, y, 1, 1))).area / 100 for x in range(16)]
        for y in range(12)
    ]
    assert np.array_equal(read(results["OUTPUT"]), (np.array(shares) > 0.499).astype("uint8"))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"LABEL_FIELD": ""}, "Say what the polygons of .* are: name a field with LABEL_FIELD"),
        ({"LABEL_FIELD": "none"}, "LABEL_FIELD is 'none', but the layer"),
        ({"YEAR": 2020}, "YEAR is 2020, but nothing says of which year .* with YEAR_FIELD; it"),
        ({"CLASS_MAP": "x"}, "CLASS_MAP holds 'x'"),
        ({"OUTPUT": "classes.img"}, "is to be a GeoTIFF"),
        ({"BACKGROUND": 0.5}, "class numbers are whole"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    run_error, make_layer, template, tmp_path, more, message
):
    import re

    labels = make_layer([(square(0, 0, 4, 4), {"class": "a"})])
    base = {"LABELS": labels, "LABEL_FIELD": "class", "TEMPLATE": template}
    text = run_error("rasterizelabels", **{**base, **outputs(tmp_path), **more})
    assert re.search(message, text), text
    assert not (tmp_path / "out").exists()


def test_layers_without_polygons_are_refused(run_error, make_layer, template, tmp_path):
    points = make_layer([(f"POINT({LEFT} {TOP})", {"class": "a"})], kind="Point")
    text = run_error(
        "rasterizelabels",
        LABELS=points,
        LABEL_FIELD="class",
        TEMPLATE=template,
        **outputs(tmp_path),
    )
    assert "holds points, and polygons are needed" in text
    empty = make_layer([])
    text = run_error(
        "rasterizelabels", LABELS=empty, LABEL_FIELD="class", TEMPLATE=template, **outputs(tmp_path)
    )
    assert "has no polygon with a value in class near the raster" in text


def test_two_runs_write_the_same_bytes(run, make_layer, template, tmp_path, files):
    labels = make_layer([(square(0.3, 0.2, 4, 4), {"class": "a"})])
    found = []
    for folder in ("a", "b"):
        run(
            "rasterizelabels",
            LABELS=labels,
            LABEL_FIELD="class",
            TEMPLATE=template,
            LEGEND=str(tmp_path / folder / "legend.csv"),
            **outputs(tmp_path / folder),
        )
        found.append(files(tmp_path / folder))
    for both in found:
        both.pop("out/OUTPUT.qml")
    assert found[0] == found[1]


def test_files_that_are_read_are_not_written_over(run_error, template, tmp_path):
    labels = tmp_path / "labels é.csv"
    labels.write_text(f'geometry,crs,ground_truth\n"{square(0, 0, 4, 4)}",EPSG:32631,wheat\n')
    usual = {"LABELS": str(labels), "TEMPLATE": template, "OUTPUT": str(tmp_path / "classes.tif")}
    for name, path in (
        ("OUTPUT", template),
        ("IDS", template),
        ("LEGEND", str(labels)),
        ("PARCELS", str(labels)),
    ):
        before = Path(path).read_bytes()
        text = run_error("rasterizelabels", **{**usual, name: path})
        assert f"{name} is {path}, which is read; choose another file." in text
        assert Path(path).read_bytes() == before
    assert not Path(usual["OUTPUT"]).exists()


def test_outputs_of_one_name_are_refused(run_error, make_layer, template, tmp_path):
    labels = make_layer([(square(0, 0, 4, 4), {"class": "wheat"})])
    path = str(tmp_path / "one.tif")
    text = run_error(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        TEMPLATE=template,
        OUTPUT=path,
        CONFLICTS=path,
    )
    assert f"OUTPUT and CONFLICTS are both {path}; choose another file" in text
    assert not Path(path).exists()


def test_coverage_and_distances_beside_classes(run, make_layer, template, tmp_path):
    from shapely.geometry import Point

    polygons = [box(1.25, 1.5, 7.75, 6), box(8, 2, 15.5, 4.4)]
    layer = [
        (square(p.bounds[0], p.bounds[1], *np.subtract(p.bounds[2:], p.bounds[:2])), {"class": c})
        for p, c in zip(polygons, "ab")
    ]
    results = run(
        "rasterizelabels",
        LABELS=make_layer(layer),
        LABEL_FIELD="class",
        TEMPLATE=template,
        MIN_COVERAGE=0,
        **outputs(
            tmp_path, RATIOS=str(tmp_path / "ratio.tif"), DISTANCES=str(tmp_path / "far.tif")
        ),
    )
    classes, shares, far = (read(results[n]) for n in ("OUTPUT", "RATIOS", "DISTANCES"))
    for row in range(12):
        for col in range(16):
            pixel, middle = box(col, row, col + 1, row + 1), Point(col + 0.5, row + 0.5)
            own = [p.intersection(pixel).area for p in polygons]
            # Partly or fully covered, as the paper has it.
            assert classes[row, col] == (int(np.argmax(own)) + 1 if max(own) else 0)
            assert shares[row, col] == pytest.approx(max(own), abs=1e-6)
            if not max(own):
                assert np.isnan(far[row, col])
                continue
            polygon = polygons[int(np.argmax(own))]
            sign = 1 if polygon.covers(middle) else -1
            expected = sign * polygon.boundary.distance(middle)
            assert far[row, col] == pytest.approx(expected, abs=1e-5)
    assert (far < 0).any()


@pytest.mark.parametrize(
    ("more", "left", "said"),
    [
        ({"MIN_PARCEL_AREA": 0.05}, {1, 3}, "1 polygon of less than MIN_PARCEL_AREA (0.05 ha)"),
        ({"MIN_PARCEL_WIDTH": 15}, {1, 2}, "1 polygon narrower than MIN_PARCEL_WIDTH (15 m)"),
        ({"MIN_PARCEL_AREA": 0.05, "MIN_PARCEL_WIDTH": 15}, {1}, "is left out."),
    ],
)
def test_small_and_slender_polygons_are_left_out(
    run, run_error, make_layer, template, tmp_path, more, left, said
):
    """One of 16 pixels, one of 4 and one of 16 x 1, each of which is a hundredth of a hectare."""
    shapes = (square(0, 0, 4, 4), square(6, 0, 2, 2), square(0, 8, 16, 1))
    labels = make_layer(
        [(shape, {"class": str(k)}) for k, shape in enumerate(shapes, 1)], name="three"
    )
    call = {"LABELS": labels, "LABEL_FIELD": "class", "TEMPLATE": template, **outputs(tmp_path)}
    results = run("rasterizelabels", **call, **more)
    assert set(np.unique(read(results["OUTPUT"]))) == {0, *left}
    assert results["POLYGON_COUNT"] == len(left)
    assert said in run.log
    text = run_error("rasterizelabels", **call, MIN_PARCEL_AREA=5)
    assert text.startswith("All polygons are smaller than MIN_PARCEL_AREA")
