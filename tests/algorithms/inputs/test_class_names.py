"""Class names that could not be decoded, or that differ by next to nothing, wherever read."""

import numpy as np
import pytest
from shapely.geometry import box

LEFT, TOP = 500000, 4600000
REMEDY = "Layer Properties > Source > Data source encoding"


@pytest.fixture
def image(make_raster):
    values = np.random.default_rng(0).integers(1, 200, (1, 32, 64)).astype("uint8")
    return make_raster(values)


def halves(left, right):
    """The two halves of the image, each of a class."""
    return [
        (box(LEFT + 320 * k, TOP - 320, LEFT + 320 * (k + 1), TOP).wkt, {"class": name})
        for k, name in enumerate((left, right))
    ]


@pytest.fixture
def cyrillic(tmp_path):
    """A shapefile in cp1251 that does not say so, of two classes of three letters each."""
    from osgeo import ogr, osr

    folder = tmp_path / "labels"
    folder.mkdir()
    data = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(folder / "labels.shp"))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    layer = data.CreateLayer("labels", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    for wkt, attributes in halves("aaa", "bbb"):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("class", attributes["class"])
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    del feature, layer, data
    (folder / "labels.cpg").unlink(missing_ok=True)
    raw = (folder / "labels.dbf").read_bytes()
    # A running QGIS keeps GDAL from recoding; the byte 29, the language, would tell the encoding.
    raw = raw.replace(b"aaa", "лес".encode("cp1251")).replace(b"bbb", "луг".encode("cp1251"))
    (folder / "labels.dbf").write_bytes(raw[:29] + b"\0" + raw[30:])
    return folder / "labels.shp"


def _build(run, image, labels, tmp_path):
    run(
        "builddataset", RASTER=image, TILE_SIZE=16, LABELS=labels, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "dataset"),
    )  # fmt: skip


def _join(run, image, labels, tmp_path):
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=16)["OUTPUT"]
    run("joinlabels", INPUT=tiles, LABELS=labels, LABEL_FIELD="class")


def _measure(run, image, labels, tmp_path):
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=16)["OUTPUT"]
    run("labelproportions", INPUT=tiles, LABELS=labels, LABEL_FIELD="class")


def _rasterize(run, image, labels, tmp_path):
    run(
        "rasterizelabels", LABELS=labels, LABEL_FIELD="class", TEMPLATE=image,
        OUTPUT=str(tmp_path / "classes.tif"),
    )  # fmt: skip


def _sample(run, image, labels, tmp_path):
    run(
        "samplepixels", RASTER=image, LABELS=labels, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "samples.csv"),
    )  # fmt: skip


def _mask(run, image, labels, tmp_path):
    run(
        "builddataset", RASTER=image, TILE_SIZE=16, MASK=labels, MASK_FIELD="class",
        OUTPUT=str(tmp_path / "dataset"),
    )  # fmt: skip


def _export(run, image, labels, tmp_path):
    """Any polygons may be tiles; here they are those with the names."""
    run(
        "exporttiles", RASTER=image, TILES=labels, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "dataset"),
    )  # fmt: skip


READERS = [_build, _join, _measure, _rasterize, _sample, _mask, _export]


@pytest.mark.parametrize("read", READERS)
def test_undecoded_names_are_told_with_the_layers_encoding(run, image, cyrillic, tmp_path, read):
    read(run, image, str(cyrillic), tmp_path)
    told = [line for line in run.feedback.lines if REMEDY in line]
    assert len(told) == 1
    assert "Class names of labels cannot be decoded as UTF-8" in told[0]
    assert "'\ufffd\ufffd\ufffd'" in told[0]
    assert "windows-1251" in told[0]


def test_a_layer_of_the_project_says_its_encoding_and_the_remedy_works(
    run, image, cyrillic, tmp_path
):
    import json

    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(cyrillic), "Forests", "ogr")
    _build(run, image, layer, tmp_path / "wrong")
    assert "Class names of Forests cannot be decoded as UTF-8" in run.log
    layer.setProviderEncoding("windows-1251")
    _build(run, image, layer, tmp_path / "right")
    assert REMEDY not in run.log
    made = json.loads((tmp_path / "right" / "dataset" / "dataset.json").read_text("utf-8"))
    assert [(c["name"], c["tiles"]) for c in made["classes"]] == [("лес", 4), ("луг", 4)]


def test_the_remedy_for_a_path_works_too(run, image, cyrillic, tmp_path):
    cyrillic.with_suffix(".cpg").write_text("windows-1251")
    _build(run, image, str(cyrillic), tmp_path)
    assert REMEDY not in run.log


@pytest.mark.parametrize("read", READERS)
def test_names_that_differ_by_next_to_nothing_give_a_hint(run, make_layer, image, tmp_path, read):
    read(run, image, make_layer(halves("urban", "Urban "), name="towns"), tmp_path)
    told = [line for line in run.feedback.lines if "differ only by blanks and case" in line]
    assert len(told) == 1
    assert told[0] == (
        "The classes 'Urban ', 'urban' of towns differ only by blanks and case; they stay "
        "different classes. Rename them if they are meant to be one class."
    )


def test_forms_of_one_character_are_shown_apart(run, make_layer, image, tmp_path):
    layer = make_layer(halves("caf\u00e9", "cafe\u0301"))
    _join(run, image, layer, tmp_path)
    told = (
        "The classes 'cafe\u0301' (with combining acute accent), 'caf\u00e9' of layer differ only "
        "by their Unicode form;"
    )
    assert told in run.log


def test_one_layer_for_labels_and_masks_is_warned_of_once(
    run, make_layer, image, cyrillic, tmp_path
):
    for labels in (make_layer(halves("urban", "Urban "), name="towns"), str(cyrillic)):
        for _ in range(2):
            run(
                "builddataset", RASTER=image, TILE_SIZE=16, LABELS=labels, LABEL_FIELD="class",
                MASK=labels, MASK_FIELD="class", OUTPUT=str(tmp_path / "dataset"), OVERWRITE=True,
            )  # fmt: skip
            told = [line for line in run.feedback.lines if line.startswith(("The cl", "Class n"))]
            assert len(told) == 1


def test_files_of_one_encoding_have_another_remedy(run, image, tmp_path):
    from osgeo import ogr, osr

    path = tmp_path / "labels.gpkg"
    data = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    layer = data.CreateLayer("labels", reference, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("class", ogr.OFTString))
    for wkt, attributes in halves("\ufffd\ufffd", "b"):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("class", attributes["class"])
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    del feature, layer, data
    from qgis.core import QgsVectorLayer

    for labels in (str(path), QgsVectorLayer(str(path), "labels", "ogr")):
        _join(run, image, labels, tmp_path)
        assert REMEDY not in run.log and ".cpg" not in run.log
        assert (
            "Class names of labels cannot be decoded as UTF-8, the only encoding of such files, "
            "and different ones may have become one: '\ufffd\ufffd'. Make the file anew"
        ) in run.log


def test_a_correction_is_compared_with_the_labels(run, make_layer, image):
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=16)["OUTPUT"]
    point = f"POINT({LEFT + 5} {TOP - 5})"
    edits = make_layer(
        [(point, {"label": "WOOD"})], kind="Point", fields="label:string", name="edits"
    )
    run(
        "joinlabels", INPUT=tiles, LABELS=make_layer(halves("wood", "field")),
        LABEL_FIELD="class", LABEL_EDITS=edits,
    )  # fmt: skip
    assert "The classes 'WOOD', 'wood' of edits differ only by case;" in run.log


def test_names_that_are_well_apart_are_passed_over(run, make_layer, image, tmp_path):
    _join(run, image, make_layer(halves("Vårbyg", "a/b")), tmp_path)
    assert "differ only" not in run.log and REMEDY not in run.log


def test_tables_of_samples_are_compared(run, make_layer, image, tmp_path):
    tables = []
    for name in ("wood", "Wood"):
        path = str(tmp_path / f"{name}.csv")
        run(
            "samplepixels", RASTER=image, LABELS=make_layer(halves(name, "field")),
            LABEL_FIELD="class", OUTPUT=path,
        )  # fmt: skip
        tables.append(path)
    run("trainclassifier", SAMPLES=tables, OUTPUT=str(tmp_path / "model.npz"))
    assert "The classes 'Wood', 'wood' of wood.csv, Wood.csv differ only by case;" in run.log
