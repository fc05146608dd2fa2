"""croissant.json of exports: it tells of the files that are there, and is the user's choice."""

import hashlib
import json
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsRectangle

LEFT, TOP, WIDTH, HEIGHT = 500000, 4600000, 640, 480


@pytest.mark.parametrize("layout", ["COCO", "YOLO", "VOC"])
def test_the_record_tells_of_the_files_that_are_there(export, layout):
    folder = Path(export(layout))
    found = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    table, *sets = found["distribution"]
    digest = hashlib.sha256((folder / "tiles.csv").read_bytes()).hexdigest()
    assert (table["contentUrl"], table["sha256"]) == ("tiles.csv", digest)
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert facts["checksums"]["croissant.json"]
    files = {
        each["@id"]: {
            p.relative_to(folder).as_posix() for one in each["includes"] for p in folder.glob(one)
        }
        for each in sets
    }
    assert sum(map(len, files.values())) == facts["tile_count"]
    if layout != "VOC":
        counts = {name.partition("-")[2]: len(names) for name, names in files.items()}
        assert counts == facts["splits"]
    columns = (folder / "tiles.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [field["name"] for field in found["recordSet"][-1]["field"]] == columns
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem(found["geocr:coordinateReferenceSystem"]),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    )
    box = transform.transformBoundingBox(QgsRectangle(LEFT, TOP - HEIGHT, LEFT + WIDTH, TOP))
    south, west, north, east = map(float, found["spatialCoverage"]["geo"]["box"].split())
    assert (west, south, east, north) == pytest.approx(
        (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()), abs=1e-6
    )
    assert found["geocr:spatialResolution"]["value"] == 10


def test_no_record_is_written_where_none_is_chosen(export, dataset_files):
    usual = dataset_files(export("COCO"))
    without = dataset_files(export("COCO", "without", METADATA="NONE"))
    assert usual.keys() - without.keys() == {"croissant.json"}
    facts, others = usual.pop("dataset.json"), without.pop("dataset.json")
    assert "METADATA" not in facts["parameters"] and others["parameters"]["METADATA"] == "NONE"
    usual.pop("croissant.json"), usual.pop("tiles.gpkg"), without.pop("tiles.gpkg")
    assert usual == without


def test_a_dataset_without_replaces_the_record_of_the_earlier_one(export):
    folder = Path(export("COCO"))
    export("COCO", METADATA="NONE", OVERWRITE=True)
    assert not (folder / "croissant.json").exists()
    (folder / "croissant.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Exception, match=r"croissant\.json is not of the earlier dataset"):
        export("COCO", OVERWRITE=True)
    assert (folder / "croissant.json").read_text(encoding="utf-8") == "{}"
