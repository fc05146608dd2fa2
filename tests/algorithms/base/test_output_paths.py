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
    ("output", "written"),
    [
        ("memory:tiles", None),
        ("TEMPORARY_OUTPUT", None),
        ("ogr:dbname='{}' table=\"split\" (geom)", "{}|layername=split"),
        ("{}.csv", "{}.csv"),
    ],
)
def test_other_places_are_written_and_the_input_stays(run, rows, tiles, output, written):
    from qgis.core import QgsVectorLayer

    before = rows(_layer(f"{tiles}|layername=tíles"))
    found = run("splittiles", INPUT=str(tiles), METHOD="RANDOM", OUTPUT=output.format(tiles))
    made = found["OUTPUT"] if written is None else QgsVectorLayer(written.format(tiles), "made")
    ids = [row["tile_id"] for row in rows(made)]
    assert ids == [row["tile_id"] for row in before]
    assert len(ids) == 16
    assert {row["split"] for row in rows(made)} == {"train", "val", "test"}
    assert rows(_layer(f"{tiles}|layername=tíles")) == before


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a|b.gpkg", "QGIS finds no layer whose path has a |; choose another name."),
        ("a:b/new.gpkg", "QGIS takes what stands before the colon for a database"),
        ("new\0.gpkg", "cannot be written"),
    ],
)
def test_layers_are_not_made_where_qgis_finds_none(run_error, tiles, tmp_path, name, says):
    before = sorted(tmp_path.iterdir())
    outputs = {"OUTPUT": "TEMPORARY_OUTPUT", "REJECTED": str(tmp_path / name)}
    text = run_error("splittiles", INPUT=str(tiles), METHOD="RANDOM", **outputs)
    assert says in text
    assert sorted(tmp_path.iterdir()) == before


def test_a_layer_without_an_ending_is_the_geopackage_that_it_becomes(run_error, tiles):
    before = tiles.read_bytes()
    output = str(tiles.with_suffix(""))
    text = run_error("splittiles", INPUT=str(tiles), METHOD="RANDOM", OUTPUT=output)
    assert "which is read" in text
    assert tiles.read_bytes() == before


def table(path, name: str) -> str:
    """A table of a GeoPackage as QGIS writes it where a layer is to be saved."""
    return f"ogr:dbname='{path}' table=\"{name}\" (geom)"


@pytest.fixture
def grid_file(run, make_raster, tmp_path):
    """A GeoPackage with one table, ``tiles``, of four tiles."""
    raster = str(make_raster(np.ones((1, 16, 16), "uint8")))
    path = tmp_path / "tiles.gpkg"
    run("createtilegrid", INPUT=raster, TILE_SIZE=8, OUTPUT=str(path))
    return path


def count(path, name: str) -> int:
    from osgeo import ogr

    source = ogr.Open(str(path))
    return source.GetLayerByName(name).GetFeatureCount()


@pytest.mark.parametrize("ending", ["", "|layername=tiles"])
def test_a_table_that_is_read_is_not_written(run_error, grid_file, ending):
    text = run_error(
        "splittiles",
        INPUT=f"{grid_file}{ending}",
        METHOD="RANDOM",
        OUTPUT=table(grid_file, "Tiles"),
    )
    assert f"OUTPUT is the table Tiles of {grid_file}, which is read; choose another table." in text
    assert count(grid_file, "tiles") == 4


def test_another_table_of_a_file_that_is_read_is_written(run, grid_file):
    from qgis.core import QgsProcessingException

    call = {"INPUT": str(grid_file), "METHOD": "RANDOM", "OUTPUT": table(grid_file, "third")}
    try:
        run("splittiles", **call)
    except QgsProcessingException as error:
        # QGIS 3.22 cannot do it at the first time, in its own algorithms neither.
        assert "Loading of layer failed" in str(error)
        run("splittiles", **call)
    assert (count(grid_file, "tiles"), count(grid_file, "third")) == (4, 4)


@pytest.mark.parametrize("rejected", ["file", "same", "SAME"])
def test_outputs_do_not_take_each_other_away(run_error, make_raster, tmp_path, rejected):
    raster = str(make_raster(np.ones((1, 20, 20), "uint8")))
    path = tmp_path / "new.gpkg"
    other = str(path) if rejected == "file" else table(path, rejected)
    text = run_error(
        "createtilegrid", INPUT=raster, TILE_SIZE=8, OUTPUT=table(path, "same"), REJECTED=other
    )
    assert f"are both {path}; choose another file for one of them." in text
    assert not path.exists()


@pytest.mark.parametrize(("name", "ending"), [("OUTPUT", ".npz"), ("REPORT", ".html")])
def test_a_file_of_another_kind_is_not_replaced(run_error, grid_file, tmp_path, name, ending):
    before = grid_file.read_bytes()
    places = {"OUTPUT": str(tmp_path / "model.npz"), name: str(grid_file)}
    text = run_error("trainclassifier", **places)
    assert f"{name} is {grid_file}, a file of another kind that is there already" in text
    assert f"choose another name that ends in {ending}." in text
    assert grid_file.read_bytes() == before


@pytest.mark.parametrize("place", ["{}", "{}.gpkg"])
def test_a_file_with_other_tables_is_not_replaced(run, run_error, grid_file, rows, place):
    raster = str(grid_file.parent / "scene.tif")
    call = {"INPUT": _scene(raster), "TILE_SIZE": 4}
    run("createtilegrid", **call, OUTPUT=table(grid_file, "Mine"))
    before = grid_file.read_bytes()
    output = place.format(grid_file.with_suffix("")) if place != "{}" else str(grid_file)
    text = run_error("createtilegrid", **call, OUTPUT=output)
    assert f"OUTPUT is {grid_file}, whose 2 tables (Mine, tiles) would all be lost" in text
    assert grid_file.read_bytes() == before
    # The remedy is one.
    run("createtilegrid", **call, OUTPUT=table(grid_file, "new"))
    assert [count(grid_file, name) for name in ("Mine", "tiles", "new")] == [16, 4, 16]


def test_a_file_with_one_table_and_its_style_is_replaced(run, grid_file):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(grid_file), "tiles", "ogr")
    layer.saveStyleToDatabase("mine", "", True, "")
    raster = str(grid_file.parent / "scene.tif")
    run("createtilegrid", INPUT=_scene(raster), TILE_SIZE=4, OUTPUT=str(grid_file))
    assert count(grid_file, "tiles") == 16


def _scene(path):
    """A raster of 16 by 16 pixels."""
    from osgeo import gdal

    gdal.GetDriverByName("GTiff").Create(path, 16, 16, 1).SetGeoTransform((0, 1, 0, 16, 0, -1))
    return path
