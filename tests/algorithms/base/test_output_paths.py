"""No algorithm writes over what it reads, nor two outputs to one file."""

import numpy as np
import pytest


@pytest.fixture
def tiles(run, make_raster, tmp_path):
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    path = tmp_path / "tíles.gpkg"
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(path))
    return path


def _definition(path):
    from qgis.core import QgsProcessingOutputLayerDefinition

    return QgsProcessingOutputLayerDefinition(str(path))


def _layer(path):
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(str(path), "tiles")


@pytest.mark.parametrize("make_input", [str, _layer])
@pytest.mark.parametrize("make_output", [str, _definition])
@pytest.mark.parametrize("name", ["OUTPUT", "REJECTED"])
def test_an_input_is_not_written_over(run_error, tiles, make_input, make_output, name):
    outputs = {"OUTPUT": "TEMPORARY_OUTPUT", name: make_output(tiles)}
    before = tiles.read_bytes()
    text = run_error("splittiles", INPUT=make_input(tiles), METHOD="RANDOM", **outputs)
    assert text.strip() == f"{name} is {tiles}, which is read; choose another file."
    assert tiles.read_bytes() == before


def test_a_layer_of_a_file_is_that_file(run_error, tiles):
    source = f"{tiles}|layername=tíles"
    text = run_error("splittiles", INPUT=source, METHOD="RANDOM", OUTPUT=str(tiles))
    assert "which is read" in text


def test_two_outputs_are_two_files(run_error, tiles, tmp_path):
    twin = tmp_path / "twin.gpkg"
    text = run_error(
        "splittiles", INPUT=str(tiles), METHOD="RANDOM", OUTPUT=str(twin), REJECTED=str(twin)
    )
    expected = f"OUTPUT and REJECTED are both {twin}; choose another file for one of them."
    assert text.strip() == expected
    assert not twin.exists()


@pytest.mark.parametrize(
    "output",
    ["memory:tiles", "TEMPORARY_OUTPUT", "ogr:dbname='{}' table=\"split\" (geom)", "{}.csv"],
)
def test_other_places_are_let_be(qgis, tiles, output):
    from qgis.core import QgsApplication, QgsProcessingContext

    from tilewright.algorithms.base.output_paths import check_parameters

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:splittiles")
    parameters = {"INPUT": str(tiles), "OUTPUT": output.format(tiles)}
    check_parameters(algorithm, parameters, QgsProcessingContext())
