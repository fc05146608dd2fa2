"""Values that no work can begin with are refused before anything is opened or made."""

from __future__ import annotations

import os

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("algorithm", "name", "value", "sentence"),
    [
        ("createtilegrid", "TILE_SIZE", float("nan"), "TILE_SIZE is not a number; give one."),
        ("splittiles", "SEED", float("nan"), "SEED is not a number; give one."),
        (
            "splittiles",
            "SEED",
            2**63,
            "SEED is 9.223372037e+18, which is too far from 0; give a smaller number.",
        ),
        (
            "trainclassifier",
            "MIN_LEAF",
            -1e308,
            "MIN_LEAF is -1e+308, which is too far from 0; give a smaller number.",
        ),
        (
            "joinlabels",
            "OTHER_LABEL",
            "a\ud800b",
            "OTHER_LABEL has a character that cannot be written (code 55296 at place 2); leave it "
            "out.",
        ),
        (
            "createtilegrid",
            "OUTPUT",
            "/tmp/a\0b.gpkg",
            "OUTPUT has a character that cannot be written (code 0 at place 7); leave it out.",
        ),
        (
            "createtilegrid",
            "INPUT",
            "/dev/zero",
            "INPUT is /dev/zero, which is a pipe or a device; give a file.",
        ),
    ],
)
def test_values_are_refused_with_a_sentence(run_error, algorithm, name, value, sentence):
    assert sentence in run_error(algorithm, **{name: value})


@pytest.mark.parametrize(
    ("algorithm", "name"), [("createtilegrid", "INPUT"), ("createtilegrid", "AOI"),
                            ("classifyraster", "MODEL"), ("composite", "RASTERS")]
)  # fmt: skip
def test_nobody_waits_for_a_pipe(run_error, tmp_path, algorithm, name):
    os.mkfifo(tmp_path / "pipe.tif")
    path = str(tmp_path / "pipe.tif")
    text = run_error(algorithm, **{name: [path] if name == "RASTERS" else path})
    assert f"{name} is {path}, which is a pipe or a device; give a file." in text


@pytest.mark.parametrize(
    ("algorithm", "name"), [("createtilegrid", "INPUT"), ("exporttiles", "REJECTED_TILES")]
)
def test_a_folder_with_a_pipe_is_no_layer(run_error, tmp_path, algorithm, name):
    os.mkfifo(tmp_path / "tiles.csv")
    text = run_error(algorithm, **{name: str(tmp_path)})
    sentence = f"{name} is the folder {tmp_path}, which holds a pipe or a device (tiles.csv); give"
    assert sentence in text


def test_a_pipe_in_a_folder_of_rasters_is_refused(run_error, tmp_path):
    for date in ("20210101", "20210201"):
        os.mkfifo(tmp_path / f"scene_{date}.tif")
    text = run_error("stackbands", FOLDER=str(tmp_path), OUTPUT=str(tmp_path / "out.tif"))
    assert "is a pipe or a device, which cannot be read like a file." in text


def test_an_empty_optional_number_is_left_out(run, make_raster, rows):
    path = str(make_raster(np.ones((1, 16, 16), "uint8")))
    grid = run("createtilegrid", INPUT=path, TILE_SIZE=8, NODATA=float("nan"))["OUTPUT"]
    assert len(rows(grid)) == 4


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("gone.gpkg", None, "and there is neither such a file nor such a layer"),
        ("words.gpkg", b"words", "which cannot be opened as a layer of features"),
        ("broken.geojson", b'{"type": "FeatureCollection", "feat', "damaged or cut off"),
    ],
)
@pytest.mark.parametrize(
    ("algorithm", "parameter"), [("joinlabels", "LABELS"), ("exporttiles", "MASK")]
)
def test_layers_that_cannot_be_opened_are_told_from_those_that_are_not_there(
    run_error, tmp_path, algorithm, parameter, name, content, sentence
):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert f"{parameter} names {path}" in (text := run_error(algorithm, **{parameter: str(path)}))
    assert sentence in text


def test_a_raster_is_no_layer_of_features(run_error, make_raster):
    raster = make_raster(np.ones((4, 4), dtype="uint8"))
    text = run_error("joinlabels", LABELS=raster)
    assert f"LABELS names {raster}, which cannot be opened as a layer of features" in text
