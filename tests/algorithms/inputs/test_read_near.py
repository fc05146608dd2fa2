"""Large layers are read where the tiles are, and nothing that matters is left out."""

import json
import math

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.transform import from_origin
from rasterio.warp import transform as move_points


@pytest.fixture
def counted(monkeypatch):
    """How many features each reading of a layer gave."""
    from tilewright.algorithms.inputs import tiles as read_tiles

    counts = []
    read = read_tiles.read_features

    def read_counted(*arguments):
        counts.append(0)
        for feature in read(*arguments):
            counts[-1] += 1
            yield feature

    monkeypatch.setattr(read_tiles, "read_features", read_counted)
    return counts


def square(x, y, half):
    return (
        f"POLYGON(({x - half} {y - half}, {x + half} {y - half}, {x + half} {y + half}, "
        f"{x - half} {y + half}, {x - half} {y - half}))"
    )


@pytest.fixture
def parcels(make_layer):
    """10 000 parcels of 100 m, 100 in a row, of two classes."""
    shapes = [
        (
            square(450050 + 100 * x, 4550050 + 100 * y, 50),
            {"class": "ab"[(x * y) % 2]},
        )
        for x in range(100)
        for y in range(100)
    ]
    return make_layer(shapes)


@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:4326"])
def test_labels_far_from_the_tiles_are_not_read(
    run, make_raster, parcels, counted, tmp_path, monkeypatch, crs
):
    from tilewright.algorithms.inputs import layer_transform

    path = str(tmp_path / "parcels.gpkg")
    run("native:reprojectlayer", INPUT=parcels, TARGET_CRS=crs, OUTPUT=path)
    raster = make_raster(
        np.ones((64, 64), "uint8"), transform=from_origin(452000, 4557000, 10, 10), crs="EPSG:32631"
    )
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    parameters = {"INPUT": tiles, "LABELS": path, "LABEL_FIELD": "class", "PREDICATE": "LARGEST"}

    def join():
        made = run("joinlabels", **parameters, OUTPUT="TEMPORARY_OUTPUT")
        rows = [f.attributes() for f in made["OUTPUT"].getFeatures()]
        return rows, json.loads(made["CLASS_COUNTS"])

    counted.clear()
    near = join()
    read = [n for n in counted if n != len(near[0])]
    # 640 m and half as much around: 13 parcels a side, and those that a turned box takes along.
    assert len(read) == 1 and 49 <= read[0] <= 400
    assert "of 10000 label polygons lie away from the tiles" in run.log
    monkeypatch.setattr(layer_transform.LayerTransform, "look_near", lambda self, extent: None)
    assert join() == near
    assert sum(near[1].values()) == 16


# Zone, a point in it, and where EPSG:4326 breaks: the antimeridian and the poles.
EDGES = {
    "fiji": ("EPSG:32760", 179.99, -17.0),
    "east of it": ("EPSG:32701", -179.99, -17.0),
    "north pole": ("EPSG:3413", 0.0, 89.999),
    "south pole": ("EPSG:3031", 45.0, -89.999),
}


@pytest.mark.parametrize("size", [400, 20_000, 400_000])
@pytest.mark.parametrize("place", EDGES)
def test_labels_in_degrees_are_found_where_degrees_end(run, make_raster, make_layer, place, size):
    crs, lon, lat = EDGES[place]
    (x,), (y,) = move_points(CRS.from_epsg(4326), CRS.from_user_input(crs), [lon], [lat])
    pixel = size / 8
    left, top = x - size * 0.45, y + size * 0.55
    raster = make_raster(
        np.ones((8, 8), "uint8"), transform=from_origin(left, top, pixel, pixel), crs=crs
    )
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=2, OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    half = 0.0002
    label = make_layer([(square(lon, lat, half), {"class": "here"})], crs="EPSG:4326")
    made = run(
        "joinlabels", INPUT=tiles, LABELS=label, LABEL_FIELD="class", OUTPUT="TEMPORARY_OUTPUT"
    )
    found = [f.geometry().boundingBox() for f in made["OUTPUT"].getFeatures()]
    assert found
    assert any(
        box.xMinimum() <= x <= box.xMaximum() and box.yMinimum() <= y <= box.yMaximum()
        for box in found
    )
    assert len(found) <= 4
    assert all(math.hypot(b.center().x() - x, b.center().y() - y) < size for b in found)
