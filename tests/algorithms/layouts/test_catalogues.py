"""collection.json, items.json and tdml.json of exports: what they say of tiles and labels."""

import json
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject
from shapely.geometry import box, shape

from tilewright.core.metadata import stac

LEFT, TOP, SIZE, TILE = 500000, 4600000, 10, 16
ALL = {"METADATA": ["CROISSANT", "STAC", "TDML"], "DATE": "2024-07-15"}
FILES = {"croissant.json", "collection.json", "items.json", "tdml.json"}


def read(folder, name):
    return json.loads(Path(folder, name).read_text(encoding="utf-8"))


def items_of(folder):
    return {item["id"]: item for item in read(folder, "items.json")["features"]}


def tiles_of(folder):
    return {tile["id"]: tile for tile in read(folder, "tdml.json")["data"]}


def to_degrees(x, y, crs="EPSG:32631"):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(crs),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    )
    point = transform.transform(QgsPointXY(x, y))
    return point.x(), point.y()


def test_every_tile_has_an_item_where_it_lies(export, csv_rows):
    folder = export("COCO", **ALL)
    items = items_of(folder)
    rows = csv_rows(Path(folder, "tiles.csv"))
    assert list(items) == [row["tile_id"] for row in rows]
    for row in rows:
        item = items[row["tile_id"]]
        assert unquote(item["assets"]["image"]["href"]) == f"./{row['file']}"
        assert item["properties"]["ml-aoi:split"] == {"val": "validate"}.get(
            row["split"], row["split"]
        )
        assert item["properties"]["proj:code"] == "EPSG:32631"
        left, top = float(row["xmin"]), float(row["ymax"])
        assert item["properties"]["proj:transform"] == [SIZE, 0, left, 0, -SIZE, top]
        assert item["properties"]["proj:shape"] == [TILE, TILE]
        ring = item["geometry"]["coordinates"][0]
        ends = [float(row[key]) for key in ("xmin", "xmax", "ymin", "ymax")]
        expected = {to_degrees(x, y) for x in ends[:2] for y in ends[2:]}
        for x, y in expected:
            assert min(abs(x - a) + abs(y - b) for a, b in ring) < 1e-6
        assert ring[0] == ring[-1] and shape(item["geometry"]).exterior.is_ccw
        assert item["bbox"] == pytest.approx(shape(item["geometry"]).bounds)
    found = read(folder, "collection.json")
    west, south, east, north = found["extent"]["spatial"]["bbox"][0]
    assert all(
        box(west, south, east, north).buffer(1e-6).contains(shape(item["geometry"]))
        for item in items.values()
    )
    assert found["extent"]["temporal"]["interval"] == [
        ["2024-07-15T00:00:00Z", "2024-07-15T23:59:59Z"]
    ]
    assert read(folder, "croissant.json")["temporalCoverage"] == "2024-07-15"
    assert set(read(folder, "dataset.json")["checksums"]) >= FILES


def test_a_time_of_several_days_has_an_end(export):
    folder = export("COCO", METADATA="STAC,TDML", DATE="2024-05-01/2024-09-30")
    days = {
        "datetime": None,
        "start_datetime": "2024-05-01T00:00:00Z",
        "end_datetime": "2024-09-30T23:59:59Z",
    }
    for item in items_of(folder).values():
        assert {key: item["properties"][key] for key in days} == days
    assert {tuple(t["dataTime"]) for t in tiles_of(folder).values()} == {
        ("2024-05-01", "2024-09-30")
    }
    assert not Path(folder, "croissant.json").exists()
    facts = read(folder, "dataset.json")
    assert facts["parameters"]["METADATA"] == ["STAC", "TDML"]
    assert facts["parameters"]["DATE"] == "2024-05-01/2024-09-30"


def test_objects_are_those_of_the_layouts_own_files(export):
    folder = export("COCO", **ALL)
    names, expected = {1: "house", 2: "pool >10 %"}, {}
    for path in Path(folder, "annotations").glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        images = {image["id"]: Path(image["file_name"]).stem for image in told["images"]}
        for found in told["annotations"]:
            key = images[found["image_id"]], found["object_id"]
            x, y, width, height = found["bbox"]
            bounds = x, y, x + width, y + height
            expected[key] = names[found["category_id"]], found["area"], bounds
    tiles, items, count = tiles_of(folder), items_of(folder), 0
    for tile_id, tile in tiles.items():
        labels = [label for label in tile["labels"] if label["type"] == "AI_ObjectLabel"]
        assert tile["numberOfLabels"] == len(labels)
        if not labels:
            assert tile["labels"] == [{"type": "AI_AbstractLabel", "isNegative": True}]
        for label in labels:
            name, area, bounds = expected[tile_id, label["object"]["id"]]
            outline = shape(label["object"]["geometry"])
            assert (label["class"], "bboxType" in label) == (name, False)
            assert outline.area == pytest.approx(area, abs=1e-2)
            assert outline.bounds == pytest.approx(bounds, abs=2e-3)
            count += 1
        overviews = items[tile_id]["properties"].get("label:overviews") or [{"counts": []}]
        counted = {row["name"]: row["count"] for row in overviews[0]["counts"]}
        own = [label["class"] for label in labels]
        assert counted == {name: own.count(name) for name in set(own)}
    assert count == len(expected)


@pytest.mark.parametrize(
    ("kind", "word"), [("BOX", "Horizontal BBox"), ("ORIENTED_BOX", "Rotated BBox")]
)
def test_boxes_are_called_so(export, kind, word):
    folder = export("YOLO", SHAPE=kind, MIN_VISIBLE=0, **ALL)
    labels = [label for tile in tiles_of(folder).values() for label in tile["labels"]]
    outlines = [
        (label["bboxType"], shape(label["object"]["geometry"]))
        for label in labels
        if label["type"] == "AI_ObjectLabel"
    ]
    assert len(outlines) > 5
    for told, outline in outlines:
        assert told == word and outline.is_valid
        assert box(0, 0, TILE, TILE).covers(outline)
        if kind == "BOX":
            assert outline.equals(outline.envelope)
    for item in items_of(folder).values():
        assert item["assets"]["labels"]["href"].endswith(f"{item['id']}.txt")
        assert Path(folder, item["assets"]["labels"]["href"]).is_file()


def test_masks_are_labels_of_pixels(export, objects):
    folder = export("MASKS", MASK=objects, MASK_FIELD="class", **ALL)
    items = items_of(folder)
    for tile_id, tile in tiles_of(folder).items():
        (label,) = tile["labels"]
        assert label["type"] == "AI_PixelLabel" and label["imageFormat"] == ["image/png"]
        assert Path(folder, label["imageURL"][0]).is_file()
        told = items[tile_id]["properties"]
        assert (told["label:type"], told["label:properties"]) == ("raster", None)
        assert told["label:classes"] == [{"name": None, "classes": ["house", "pool >10 %"]}]
        assert "label:overviews" not in told
        mask = items[tile_id]["assets"]["mask"]
        assert mask["href"] == f"./{label['imageURL'][0]}" and mask["ml-aoi:role"] == "label"
    assert read(folder, "tdml.json")["tasks"][0]["taskType"] == "Semantic Segmentation"


def test_numbers_and_several_classes(run, raster, split_tiles, tmp_path):
    tiles = run(
        "native:fieldcalculator", INPUT=split_tiles, FIELD_NAME="tons", FIELD_TYPE=0,
        FORMULA='"row" + "col" / 4.0',
    )["OUTPUT"]  # fmt: skip
    tiles = run(
        "native:fieldcalculator", INPUT=tiles, FIELD_NAME="kinds", FIELD_TYPE=2, FIELD_LENGTH=20,
        FORMULA="""if("col" % 2, 'a|b', if("row" % 2, 'b', 'a'))""",
    )["OUTPUT"]  # fmt: skip
    given = {"RASTER": raster, "TILES": tiles, "FORMAT": "PNG", **ALL}
    folder = run(
        "exporttiles", VALUE_FIELD="tons", OUTPUT=str(tmp_path / "tons"), **given
    )["OUTPUT"]  # fmt: skip
    for tile_id, tile in tiles_of(folder).items():
        number = int(tile_id[1:6]) + int(tile_id[8:]) / 4
        assert tile["labels"] == [{"type": "AI_AbstractLabel", "value": number}]
        told = items_of(folder)[tile_id]["properties"]
        assert (told["value"], told["label:properties"]) == (number, ["value"])
        assert told["label:tasks"] == ["regression"] and "label:classes" not in told
    folder = run(
        "exporttiles", LABELS_FIELD="kinds", LAYOUT="HUGGINGFACE", OUTPUT=str(tmp_path / "kinds"),
        **given,
    )["OUTPUT"]  # fmt: skip
    for tile_id, tile in tiles_of(folder).items():
        row, column = int(tile_id[1:6]), int(tile_id[8:])
        expected = ["a", "b"] if column % 2 else ["ab"[row % 2]]
        assert [label["class"] for label in tile["labels"]] == expected
        assert items_of(folder)[tile_id]["properties"]["class"] == expected


def test_tiles_without_labels_are_a_catalogue_as_well(run, raster, tiles, tmp_path):
    given = {"RASTER": raster, "TILES": tiles, "FORMAT": "PNG", "DATE": "2024-07-15"}
    folder = run("exporttiles", METADATA="STAC", OUTPUT=str(tmp_path / "out"), **given)["OUTPUT"]
    for item in items_of(folder).values():
        assert not [key for key in item["properties"] if key.startswith(("label:", "ml-aoi:"))]
        assert not [url for url in item["stac_extensions"] if "/label/" in url]


def test_turned_and_resampled_tiles_lie_where_their_pixels_do(run, raster, tmp_path):
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=TILE, ROTATION=30)["OUTPUT"]
    folder = run(
        "exporttiles", RASTER=raster, TILES=tiles, RESAMPLING="BILINEAR", PIXELS=32, FORMAT="GTIFF",
        METADATA="STAC", DATE="2024-07-15", OUTPUT=str(tmp_path / "out"),
    )["OUTPUT"]  # fmt: skip
    import rasterio

    items = items_of(folder)
    assert items
    for item in items.values():
        with rasterio.open(Path(folder, item["assets"]["image"]["href"])) as image:
            assert item["properties"]["proj:transform"] == pytest.approx(list(image.transform)[:6])
            assert item["properties"]["proj:shape"] == [image.height, image.width] == [32, 32]
            corners = [image.transform * end for end in ((0, 0), (32, 0), (32, 32), (0, 32))]
        for x, y in (to_degrees(*corner) for corner in corners):
            ring = item["geometry"]["coordinates"][0]
            assert min(abs(x - a) + abs(y - b) for a, b in ring) < 1e-6


def test_many_tiles_have_no_items(export, monkeypatch):
    monkeypatch.setattr(stac, "MOST_ITEMS", 11)
    folder = Path(export("COCO", **ALL))
    assert not (folder / "items.json").exists()
    found = read(folder, "collection.json")
    assert [link["rel"] for link in found["links"]] == ["root"]
    assert found["assets"]["tiles.gpkg"]["roles"] == ["data"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"METADATA": "STAC"},
            "METADATA=STAC needs to know when the raster was taken; give DATE, for example "
            "2024-07-15, or 2024-05-01/2024-09-30.",
        ),
        ({"METADATA": ["NONE", "TDML"]}, "METADATA=NONE stands beside TDML; give one or the other"),
        ({"METADATA": "STAK"}, "METADATA is 'STAK'; choose one of CROISSANT, STAC, TDML, NONE."),
        ({"METADATA": "STAC,TDM"}, "METADATA is 'STAC,TDM'; choose one of"),
        ({"DATE": "15.7.2024"}, "DATE is '15.7.2024', which is no day; give one as 2024-07-15"),
        ({"DATE": "2024-02-30"}, "DATE is '2024-02-30', which is no day"),
        ({"DATE": "20240715"}, "DATE is '20240715', which is no day"),
        ({"DATE": "2024-01-01/2024-01-02/2024-01-03"}, "which is no day"),
        ({"DATE": "2024-09-30/2024-05-01"}, "whose last day is before its first."),
    ],
)
def test_what_cannot_be_told_is_refused(export, tmp_path, given, told):
    with pytest.raises(Exception) as caught:
        export("COCO", **given)
    assert told in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_records_that_have_nothing_to_tell_are_refused(run, raster, tiles, make_raster, tmp_path):
    given = {"TILES": tiles, "FORMAT": "PNG", "DATE": "2024-07-15", "OUTPUT": str(tmp_path / "out")}
    with pytest.raises(Exception) as caught:
        run("exporttiles", RASTER=raster, METADATA="TDML", **given)
    assert str(caught.value) == (
        "METADATA=TDML tells of labels, and the tiles have none; label the tiles, or give OBJECTS "
        "or MASK."
    )
    values = np.zeros((3, 32, 32), "uint8")
    bare = make_raster(values, name="bare.tif", crs=None)
    given["TILES"] = run("createtilegrid", INPUT=bare, TILE_SIZE=TILE)["OUTPUT"]
    with pytest.raises(Exception) as caught:
        run("exporttiles", RASTER=bare, METADATA="STAC", **given)
    assert "nothing leads from the coordinate system of bare.tif to longitude" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_usual_call_says_nothing_of_records(export, dataset_files):
    usual = dataset_files(export("COCO"))
    named = dataset_files(export("COCO", "named", METADATA="CROISSANT"))
    listed = dataset_files(export("COCO", "listed", METADATA=["CROISSANT"]))
    assert FILES & usual.keys() == {"croissant.json"}
    for files in (usual, named, listed):
        files.pop("tiles.gpkg")
        assert "METADATA" not in files["dataset.json"]["parameters"]
    assert usual == named == listed


def test_records_go_with_the_dataset_that_they_tell_of(run, export, tmp_path):
    folder = Path(export("COCO", **ALL))
    assert {path.name for path in folder.iterdir()} >= FILES
    run("packagedataset", INPUT=str(folder), OUTPUT=str(tmp_path / "all.zip"))
    run(
        "packagedataset", INPUT=str(folder), FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "shards")
    )  # fmt: skip
    assert not FILES & {path.name for path in (tmp_path / "shards").rglob("*")}
    assert run("validatedataset", INPUT=str(folder))["PASSED"]
    export("COCO", METADATA="NONE", OVERWRITE=True)
    assert not FILES & {path.name for path in folder.iterdir()}


def test_the_day_that_a_raster_tells_stands_in_for_another(run, raster, tiles, tmp_path):
    import rasterio

    with rasterio.open(raster, "r+") as dataset:
        dataset.update_tags(DATE="2023-03-09")
    given = {"RASTER": raster, "TILES": tiles, "FORMAT": "PNG"}
    for name, more, day in (("own", {}, "2023-03-09"), ("said", ALL, "2024-07-15")):
        own = {**more, "METADATA": "STAC", "OUTPUT": str(tmp_path / name)}
        folder = run("exporttiles", **given, **own)["OUTPUT"]
        days = {item["properties"]["datetime"] for item in items_of(folder).values()}
        assert days == {f"{day}T00:00:00Z"}
    folder = run("exporttiles", **given, OUTPUT=str(tmp_path / "usual"))["OUTPUT"]
    assert "temporalCoverage" not in read(folder, "croissant.json")
