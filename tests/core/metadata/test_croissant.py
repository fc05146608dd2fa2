"""croissant.json without the library that reads it."""

import json

import pytest
from rasterio.crs import CRS

from tilewright.core.metadata.croissant import CroissantContents, write_croissant
from tilewright.core.metadata.place import find_ground
from tilewright.core.tiles.table import DOUBLE, INT, TEXT, Field

UTM = CRS.from_epsg(32721).to_wkt()


@pytest.fixture
def describe():
    """What is written of some images."""

    def write(images, splits, fields=(), ground=None, extension="png", manifests=None):
        facts = {
            "sources": {"raster": {"name": "a.tif"}},
            "splits": {s: splits.count(s) for s in ("train", "val", "test") if s in splits},
            "tile_count": len(images),
            "dtype": "uint8",
            "bands": ["red", "nir"],
            "crs": "EPSG:32721",
        }
        tables = [("tiles.csv", "ab12")] if manifests is None else manifests
        contents = CroissantContents(facts, extension, images, splits, fields, tables, ground)
        return json.loads(write_croissant(contents))

    return write


def includes(found):
    sets = [each for each in found["distribution"] if each["@type"] == "cr:FileSet"]
    return {each["@id"]: each["includes"] for each in sets}


def test_each_split_has_its_folders(describe):
    found = describe(["train/a/1.png", "val/b/2.png", "train/b/3.png"], ["train", "val", "train"])
    assert includes(found) == {
        "images-train": ["train/a/*.png", "train/b/*.png"],
        "images-val": ["val/b/*.png"],
    }
    splits = next(each for each in found["recordSet"] if each["@id"] == "splits")
    assert splits["data"] == [
        {"splits/name": "train", "splits/url": "cr:TrainingSplit"},
        {"splits/name": "val", "splits/url": "cr:ValidationSplit"},
    ]


def test_splits_in_one_folder_are_told_by_the_table_alone(describe):
    found = describe(["JPEGImages/1.png", "JPEGImages/2.png"], ["train", "val"])
    assert includes(found) == {"images": ["JPEGImages/*.png"]}
    found = describe(["[a]/1.png"], [None])
    assert includes(found) == {"images": ["[[]a]/*.png"]}
    assert [each["@id"] for each in found["recordSet"]] == ["tiles"]


@pytest.mark.parametrize(
    ("extension", "kind"),
    [("tif", "image/tiff"), ("tiff", "image/tiff"), ("npy", "application/octet-stream")],
)
def test_images_have_the_type_of_their_format(describe, extension, kind):
    found = describe([f"images/1.{extension}"], [None], extension=extension)
    assert found["distribution"][1]["encodingFormat"] == kind


def test_columns_have_the_types_of_the_table(describe):
    fields = [Field("file", TEXT), Field("row", INT), Field("xmin", DOUBLE), Field("split", TEXT)]
    found = describe(["train/1.png"], ["train"], fields)
    tiles = found["recordSet"][-1]["field"]
    assert [(f["name"], f["dataType"]) for f in tiles] == [
        ("file", "sc:Text"), ("row", "sc:Integer"), ("xmin", "sc:Float"), ("split", "sc:Text"),
    ]  # fmt: skip
    assert tiles[3]["references"] == {"field": {"@id": "splits/name"}}
    assert found["distribution"][0]["sha256"] == "ab12"


def test_terms_for_places(describe):
    ground = find_ground(UTM, (420000, 7179808, 420256, 7180000), 0.5, UTM)
    found = describe(["train/1.png", "val/2.png"], ["train", "val"], ground=ground)
    assert found["geocr:coordinateReferenceSystem"] == "EPSG:32721"
    assert found["geocr:bandConfiguration"]["geocr:totalBands"] == 2
    assert found["geocr:bandConfiguration"]["geocr:bandNameList"] == ["red", "nir"]
    assert found["geocr:samplingStrategy"] == (
        "Tiles of one raster, cut by the outlines in tiles.gpkg: 1 for train, 1 for val"
    )
    assert found["geocr:spatialResolution"]["value"] == 0.5
    assert found["geocr:spatialResolution"]["unitText"] == "m"
    # By PROJ's cs2cs, corner by corner.
    south, west, north, east = map(float, found["spatialCoverage"]["geo"]["box"].split())
    assert (south, west) == pytest.approx((-25.49675, -57.79600), abs=2e-5)
    assert (north, east) == pytest.approx((-25.49501, -57.79344), abs=2e-5)
    assert "http://mlcommons.org/croissant/geo/1.0" in found["conformsTo"]


def test_a_place_that_nothing_leads_from_is_left_out(describe):
    assert find_ground("", (0, 0, 1, 1), 1, "") is None
    local = 'LOCAL_CS["site",UNIT["metre",1]]'
    assert find_ground(local, (0, 0, 1, 1), 1, local) is None
    assert "spatialCoverage" not in describe(["1/1.png"], [None])


def test_a_table_of_several_files_is_a_set_of_them(describe):
    tables = [("tiles/s001_a.csv", "ab"), ("tiles/s002_b.csv", "cd")]
    found = describe(["images/a.png"], [None], [Field("tile_id", TEXT)], manifests=tables)
    files = [row for row in found["distribution"] if row["@type"] == "cr:FileObject"]
    assert [(row["contentUrl"], row["sha256"]) for row in files] == tables
    (several,) = [row for row in found["distribution"] if row["@id"] == "tiles.csv"]
    assert (several["@type"], several["includes"]) == ("cr:FileSet", "tiles/*.csv")
    (field,) = found["recordSet"][-1]["field"]
    assert field["source"]["fileSet"] == {"@id": "tiles.csv"}
