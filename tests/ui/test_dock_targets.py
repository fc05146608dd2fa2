"""What a model is to learn, clicked together in the dock, and the datasets that come of it."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

TILE = 128


@pytest.fixture
def codes(layers, project, tmp_path):
    """A class raster over the image, in stripes of 90 rows: 1, 2, 3, 1, ..."""
    import rasterio
    from qgis.core import QgsRasterLayer

    with rasterio.open(layers[0].source()) as image:
        profile = {**image.profile, "count": 1, "dtype": "uint8", "nodata": 0, "photometric": None}
        values = np.arange(image.height) // 90 % 3 + 1
        values = np.repeat(values[:, None], image.width, axis=1).astype("uint8")
    path = str(tmp_path / "codes.tif")
    with rasterio.open(path, "w", **profile) as made:
        made.write(values, 1)
    layer = QgsRasterLayer(path, "codes")
    project.addMapLayer(layer)
    return layer, values


@pytest.fixture
def click(qgis):
    """Clicks a check box or a button as a mouse does, once it is in sight."""
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    def press(widget):
        place = QPoint(8, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    return press


@pytest.fixture
def make(dock, wait, tmp_path, click):
    """Runs what the dock says; returns the dataset's folder, facts and rows."""

    def run(name: str = "set"):
        folder = tmp_path / name
        dock.export.output.setFilePath(str(folder))
        wait(lambda: not dock.preview.is_busy)
        assert dock.panel.run.isEnabled(), dock.panel.why_not.text()
        click(dock.panel.run)
        assert dock.runs.is_busy
        wait(lambda: not dock.runs.is_busy)
        text = dock.panel.log.toPlainText()
        assert (folder / "dataset.json").exists(), text
        facts = json.loads((folder / "dataset.json").read_text("utf8"))
        with (folder / "tiles.csv").open(encoding="utf8", newline="") as file:
            rows = list(csv.DictReader(file))
        return folder, facts, rows

    return run


def choose(box, value):
    place = box.findData(value)
    assert place >= 0, value
    box.setCurrentIndex(place)


def part_of(values, tile_id):
    """The pixels of a tile."""
    row, col = (int(part[1:]) for part in tile_id.split("_"))
    return values[row * TILE : (row + 1) * TILE, col * TILE : (col + 1) * TILE]


def test_a_class_raster_labels_tiles_and_makes_masks(dock, make, codes, click):
    from osgeo import gdal

    layer, values = codes
    dock.labels.layer.setLayer(layer)
    dock.labels.codes.names.setText("1=tree,2=shrub,3=")
    dock.labels.other.setText("")
    dock.labels.tell()
    rows = dock.export.layout_rows
    choose(rows.layout, "MASKS")
    choose(dock.export.format, "PNG")
    rows.mask.layer.setLayer(layer)
    rows.mask.codes.names.setText("1=tree,2=shrub,3=")
    rows.raster2.setLayer(dock.image.raster.currentLayer())
    folder, facts, found = make()
    assert len(found) > 20
    for row in found:
        part = part_of(values, row["tile_id"])
        trees, shrubs = (part == 1).sum(), (part == 2).sum()
        assert row["label"] == ("tree" if trees >= shrubs else "shrub"), row["tile_id"]
        mask = gdal.Open(str(folder / row["mask"])).ReadAsArray()
        assert np.array_equal(mask == 1, part == 1)
        assert np.array_equal(mask == 2, part == 2)
        # The second image is the first one once more.
        pair = [gdal.Open(str(folder / row[name])).ReadAsArray() for name in ("file", "image2")]
        assert np.array_equal(*pair)
    assert {row["label"] for row in found} == {"tree", "shrub"}


@pytest.fixture
def urban(layers):
    """Where the label polygons cover the middle of a pixel, as GDAL draws them."""
    from osgeo import gdal

    image = gdal.Open(layers[0].source())
    drawn = gdal.GetDriverByName("MEM").Create("", image.RasterXSize, image.RasterYSize, 1)
    drawn.SetGeoTransform(image.GetGeoTransform())
    drawn.SetProjection(image.GetProjection())
    options = gdal.VectorTranslateOptions(format="Memory", dstSRS=image.GetProjection())
    polygons = gdal.VectorTranslate("", layers[1].source(), options=options)
    gdal.RasterizeLayer(drawn, [1], polygons.GetLayer(0), burn_values=[1])
    return drawn.ReadAsArray().astype(bool)


def test_all_else_is_blackened_and_empty_tiles_are_left_out(dock, make, layers, urban, click):
    from osgeo import gdal

    rows = dock.export.layout_rows
    dock.labels.layer.setLayer(None)
    dock.labels.other.setText("")
    dock.labels.tell()
    choose(rows.layout, "COCO")
    choose(dock.export.format, "PNG")
    rows.objects.layer.setLayer(layers[1])
    rows.objects.field.setField("class")
    first, _, everything = make("all")
    click(rows.blacken)
    choose(rows.empty, "DROP")
    second, _, found = make("full")
    covered = {r["tile_id"]: part_of(urban, r["tile_id"]) for r in everything}
    assert {row["tile_id"] for row in found} == {name for name, c in covered.items() if c.any()}
    assert len(found) < len(everything)
    files = {row["tile_id"]: row["file"] for row in everything}
    for row in found:
        here = covered[row["tile_id"]]
        plain, black = (
            gdal.Open(str(folder / name)).ReadAsArray()
            for folder, name in ((first, files[row["tile_id"]]), (second, row["file"]))
        )
        assert not black[:, ~here].any(), row["tile_id"]
        assert plain[:, ~here].any() or here.all()


def test_several_classes_a_tile_need_their_layout(dock, make, codes, click, wait):
    layer, values = codes
    dock.labels.layer.setLayer(layer)
    dock.labels.codes.names.setText("1=tree,2=shrub,3=water")
    dock.labels.other.setText("")
    click(dock.labels.rule.multi)
    dock.labels.coverage.setValue(25)
    wait(lambda: not dock.preview.is_busy)
    assert not dock.panel.run.isEnabled()
    rows = dock.export.layout_rows
    assert "Hugging Face" in dock.panel.why_not.text()
    choose(rows.layout, "HUGGINGFACE")
    folder, _, found = make()
    names = {1: "tree", 2: "shrub", 3: "water"}
    for row in found:
        part = part_of(values, row["tile_id"])
        expected = {name for k, name in names.items() if (part == k).mean() >= 0.25}
        assert set(row["labels"].split("|")) == expected, row["tile_id"]


def test_objects_and_masks_for_arcgis_are_told_of_before_the_run(dock, layers, codes, tmp_path):
    dock.export.output.setFilePath(str(tmp_path / "set"))
    rows = dock.export.layout_rows
    choose(rows.layout, "ESRI")
    rows.objects.layer.setLayer(layers[1])
    rows.objects.field.setField("class")
    assert dock.panel.run.isEnabled()
    rows.mask.layer.setLayer(codes[0])
    assert not dock.panel.run.isEnabled()
    assert dock.panel.why_not.text().startswith("⚠ ArcGIS takes objects or masks, not both")
    rows.mask.layer.setLayer(None)
    assert dock.panel.run.isEnabled() and not dock.panel.why_not.text()


def test_a_class_raster_comes_back_with_its_project(dock, codes, project):
    layer, _ = codes
    dock.labels.layer.setLayer(layer)
    dock.labels.codes.names.setText("1=tree")
    dock.labels.rule.most.setValue(7)
    kept = dock.settings()
    dock.labels.layer.setLayer(None)
    assert dock.settings() != kept
    project.writeEntry("Tilewright", "settings", kept.to_json())
    dock._projects.restore()
    assert dock.settings() == kept
    assert dock.labels.layer.currentLayer() == layer


@pytest.fixture
def three_classes(dock, project):
    """The dock's table of classes, of which each lies on a third of the image."""
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    image = dock.image.raster.currentLayer()
    whole = image.extent()
    source = f"Polygon?crs={image.crs().authid()}&field=class:string"
    labels = QgsVectorLayer(source, "bands", "memory")
    for k, name in enumerate(("roof", "road", "water")):
        top = whole.yMaximum() - k * whole.height() / 3
        box = QgsRectangle(whole.xMinimum(), top - whole.height() / 3, whole.xMaximum(), top)
        feature = QgsFeature(labels.fields())
        feature["class"] = name
        feature.setGeometry(QgsGeometry.fromRect(box))
        labels.dataProvider().addFeature(feature)
    project.addMapLayer(labels)
    dock.labels.layer.setLayer(labels)
    dock.labels.field.setField("class")
    dock.labels.other.setText("")
    dock.labels.tell()
    choose(dock.labels.predicate, "LARGEST")
    return dock.labels.classes


def test_the_table_of_classes_renames_merges_and_ignores(dock, make, three_classes, wait):
    from qgis.PyQt.QtCore import Qt

    table = three_classes
    rows = {table.topLevelItem(k).text(0): table.topLevelItem(k) for k in range(3)}
    assert set(rows) == {"roof", "road", "water"}
    rows["roof"].setText(1, "urban")
    rows["road"].setText(1, "urban")
    rows["water"].setCheckState(0, Qt.CheckState.Unchecked)
    wait(lambda: not dock.preview.is_busy)
    assert dock.settings().class_map == "road=urban,roof=urban,water="
    _, facts, found = make()
    assert [row["name"] for row in facts["classes"]] == ["urban"]
    assert {row["label"] for row in found} == {"urban"}


def test_the_order_of_the_class_table_is_that_of_the_legend_and_of_the_dataset(
    dock, make, three_classes, wait
):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    choose(dock.export.layout_rows.layout, "HUGGINGFACE")
    table = three_classes
    # road, roof, water
    table.setCurrentItem(table.topLevelItem(2))
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wait(lambda: not dock.preview.is_busy)
    assert dock.settings().class_order == "water,road,roof"
    legend = [row.text for row in dock.preview.tiles.legend if row.kind == "class"]
    assert legend == ["water", "road", "roof"]
    assert dock.preview.warnings == []
    # As from a project, or by Use Again.
    dock.apply(dock.settings())
    assert [table.topLevelItem(k).text(0) for k in range(3)] == ["water", "road", "roof"]
    _, facts, _ = make()
    assert facts["parameters"]["CLASS_ORDER"] == "water,road,roof"
    assert [row["name"] for row in facts["classes"]] == ["water", "road", "roof"]
    # Programs number the folders of this layout by name.
    choose(dock.export.layout_rows.layout, "IMAGEFOLDER")
    wait(lambda: not dock.preview.is_busy and dock.preview.warnings)
    assert "by name" in str(dock.preview.warnings[0])


def test_objects_and_masks_are_ordered_in_the_same_way(dock, make, project, wait):
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    image = dock.image.raster.currentLayer()
    source = f"Polygon?crs={image.crs().authid()}&field=class:string"
    things = QgsVectorLayer(source, "things", "memory")
    for name in ("car", "house"):
        feature = QgsFeature(things.fields())
        feature["class"] = name
        feature.setGeometry(QgsGeometry.fromRect(image.extent()))
        things.dataProvider().addFeature(feature)
    project.addMapLayer(things)
    rows = dock.export.layout_rows
    dock.labels.layer.setLayer(None)
    choose(rows.layout, "COCO")
    rows.objects.layer.setLayer(things)
    rows.objects.field.setField("class")
    table = rows.objects.classes
    assert dock.export.has_row(table)
    table.setCurrentItem(table.topLevelItem(1))
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert dock.settings().to_parameters()["CLASS_ORDER"] == "house,car"
    _, facts, _ = make()
    found = [(row["class_id"], row["class"]) for row in facts["objects"]["classes"]]
    assert found == [(1, "house"), (2, "car")]
    # What has no place is not asked for.
    choose(rows.layout, "IMAGEFOLDER")
    assert "CLASS_ORDER" not in dock.settings().to_parameters()


def ask_for_yolo(dock, layers, tmp_path, layout="YOLO"):
    rows = dock.export.layout_rows
    dock.labels.layer.setLayer(None)
    dock.labels.other.setText("")
    dock.labels.tell()
    choose(rows.layout, layout)
    choose(dock.export.format, "PNG")
    rows.objects.layer.setLayer(layers[1])
    rows.objects.field.setField("class")
    dock.export.output.setFilePath(str(tmp_path / "yolo"))
    return rows


@pytest.mark.parametrize("layout", ["YOLO", "ROBOFLOW"])
def test_a_layout_that_needs_splits_says_so_before_the_run(
    dock, layers, tmp_path, wait, click, layout
):
    rows = ask_for_yolo(dock, layers, tmp_path, layout)
    wait(lambda: not dock.preview.is_busy)
    assert not dock.panel.run.isEnabled()
    said = dock.panel.why_not.text()
    assert "needs tiles in train + val, and none go to train + val" in said
    assert dock.export._frame.field is rows.layout
    assert rows.split.isVisibleTo(dock.export)
    click(rows.split)
    wait(lambda: not dock.preview.is_busy)
    assert dock.split.method.currentData() == "BLOCKS"
    assert dock.panel.run.isEnabled(), dock.panel.why_not.text()
    assert not rows.split.isVisibleTo(dock.export)
    choose(rows.layout, "COCO")
    choose(dock.split.method, "NONE")
    wait(lambda: not dock.preview.is_busy)
    assert dock.panel.run.isEnabled()


def test_splits_that_get_no_tiles_are_told_once_they_are_counted(
    dock, layers, tmp_path, wait, click
):
    rows = ask_for_yolo(dock, layers, tmp_path)
    choose(dock.split.method, "BANDS")
    wait(lambda: not dock.preview.is_busy)
    assert dock.split.used == ["train", "val", "test"]
    assert dock.panel.run.isEnabled()
    counts = {"train": 9, "val": 0, "test": 1}
    results = {"CLASS_COUNTS": "{}", "TILE_COUNT": 10, "SPLIT_COUNTS": json.dumps(counts)}
    dock._show_preview(results, "")
    assert not dock.panel.run.isEnabled()
    assert "needs tiles in train + val, and none go to val" in dock.panel.why_not.text()
    click(rows.split)
    assert dock.split.method.currentData() == "BLOCKS"


def test_a_share_of_nothing_is_made_the_usual_one(dock, layers, tmp_path, wait, click):
    rows = ask_for_yolo(dock, layers, tmp_path)
    choose(dock.split.method, "BANDS")
    for name, share in (("train", 100), ("val", 0), ("test", 0)):
        dock.split.shares[name].setValue(share)
    wait(lambda: not dock.preview.is_busy)
    assert "none go to val" in dock.panel.why_not.text()
    click(rows.split)
    assert [box.value() for box in dock.split.shares.values()] == [70, 15, 15]
    assert dock.split.method.currentData() == "BANDS"


@pytest.mark.parametrize("layout", ["YOLO", "COCO"])
def test_objects_are_counted_before_the_run(dock, layers, tmp_path, wait, make, layout):
    rows = ask_for_yolo(dock, layers, tmp_path, layout)
    choose(dock.split.method, "BANDS")
    wait(lambda: not dock.preview.is_busy)
    told = dock.export.summary.text().splitlines()
    (line,) = (each for each in told if each.startswith("Objects on them: "))
    folder, facts, _ = make(layout)
    written = sum(row["objects"] for row in facts["objects"]["classes"])
    assert line == f"Objects on them: {written}" and written > 10
    choose(rows.empty, "DROP")
    wait(lambda: not dock.preview.is_busy)
    assert ": no object" in dock.export.summary.text()
    rows.objects.layer.setLayer(None)
    wait(lambda: not dock.preview.is_busy)
    assert "Objects on them" not in dock.export.summary.text()
