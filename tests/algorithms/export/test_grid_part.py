"""A dry run over a part of the grid tells of its tiles what one over all tells of them."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def parameters(examples):
    foz = examples / "foz"
    return {
        "RASTER": str(foz / "foz.tif"),
        "TILE_SIZE": 64,
        "NODATA": 0,
        "MIN_VALID": 50,
        "LABELS": str(foz / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        "DRY_RUN": True,
        "TILES": "TEMPORARY_OUTPUT",
        "REJECTED": "TEMPORARY_OUTPUT",
    }


def tiles_of(result):
    """tile_id -> class or reason."""
    from qgis.core import QgsProcessingUtils

    found = {}
    for name, column in (("TILES", "label"), ("REJECTED", "reason")):
        layer = result[name]
        layer = QgsProcessingUtils.mapLayerFromString(layer) if isinstance(layer, str) else layer
        known = column if column in layer.fields().names() else "tile_id"
        found.update((f["tile_id"], f[known]) for f in layer.getFeatures())
    return found


def test_the_tiles_of_a_part_are_those_of_the_whole(run, parameters):
    whole = tiles_of(run("builddataset", **parameters))
    result = run("builddataset", GRID_PART="r8-13c0-9", **parameters)
    part = tiles_of(result)
    expected = {
        name: state
        for name, state in whole.items()
        if 8 <= int(name[1:6]) <= 13 and int(name[8:]) <= 9
    }
    assert len(part) == 60 and len(set(part.values())) > 1
    assert part == expected
    assert result["TILE_COUNT"] == sum(s in ("urban", "non_urban") for s in part.values())
    assert sum(json.loads(result["CLASS_COUNTS"]).values()) == result["TILE_COUNT"]


def test_a_part_without_tiles_for_the_dataset_is_no_failure(run, parameters):
    whole = tiles_of(run("builddataset", **parameters))
    name = min(n for n, state in whole.items() if state not in ("urban", "non_urban"))
    place = f"r{int(name[1:6])}-{int(name[1:6])}c{int(name[8:])}-{int(name[8:])}"
    result = run("builddataset", GRID_PART=place, **parameters)
    assert (result["TILE_COUNT"], result["REJECTED_COUNT"]) == (0, 1)
    assert tiles_of(result) == {name: whole[name]}
    none = run("builddataset", GRID_PART="-", **parameters)
    assert (none["TILE_COUNT"], none["REJECTED_COUNT"]) == (0, 0)


def test_a_part_of_each_of_several_rasters(run, make_raster, make_layer):
    import numpy as np

    paths = [
        make_raster(np.full((1, 40, 40), 9, dtype="uint8"), name=f"{name}.tif") for name in "ab"
    ]
    result = run(
        "builddataset",
        SCENES=paths,
        TILE_SIZE=10,
        DRY_RUN=True,
        GRID_PART="-,r0-1c2-3",
        TILES="TEMPORARY_OUTPUT",
        REJECTED="TEMPORARY_OUTPUT",
    )
    assert sorted(tiles_of(result)) == [f"s002_r0000{r}_c0000{c}" for r in (0, 1) for c in (2, 3)]


def test_a_dataset_is_not_made_of_a_part(run_error, parameters, tmp_path):
    parameters.update(DRY_RUN=False, OUTPUT=str(tmp_path / "set"), GRID_PART="r0-1c0-1")
    assert "GRID_PART is for dry runs" in run_error("builddataset", **parameters)
    assert not (tmp_path / "set").exists()
