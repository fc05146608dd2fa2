"""Layers that are written are whole or not there, and what was there before is safe until then."""

import errno
import json
import os
import resource
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

# Kibibytes that a file may have: from none of a layer of 1600 tiles to all of it.
LIMITS = (20, 60, 100, 150, 200, 300, 500, 1000, 3000)


@pytest.fixture
def raster(make_raster):
    return make_raster(np.ones((40, 40), dtype="uint8"))


@pytest.fixture
def grid(run, raster, tmp_path):
    """Makes a grid, of 16 tiles if not told otherwise, and gives its path."""
    folder = tmp_path / "out"
    folder.mkdir()

    def make(name="grid.gpkg", tile_size=10, **parameters):
        path = folder / name
        run("createtilegrid", INPUT=raster, TILE_SIZE=tile_size, OUTPUT=str(path), **parameters)
        return path

    return make


def table(path, name):
    """A table of a database, as QGIS writes where a layer is to be saved."""
    return f"ogr:dbname='{path}' table=\"{name}\" (geom)"


def _count(path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(str(path), "made")
    assert layer.isValid()
    return layer.featureCount()


def _in_child(work):
    """What ``work`` returns in a forked process; None when that is killed."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.write(theirs, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(told) if told else None


def _run_with(feedback_class, **parameters):
    import processing

    return processing.run("tilewright:createtilegrid", parameters, feedback=feedback_class())


def _feedback(at_progress):
    from qgis.core import QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.progressChanged.connect(self.at_progress)

        def at_progress(self, progress):
            if progress > 10:
                at_progress(self)

    return Feedback


def test_a_failed_run_leaves_the_earlier_layer(grid, files):
    path = grid()
    before = files(path.parent)
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException):
        grid(tile_size=1000)
    assert files(path.parent) == before


@pytest.mark.parametrize("name", ["grid.gpkg", "grid.geojson", "grid.shp", "grid.fgb", "grid.csv"])
def test_on_a_full_disk_nothing_is_called_whole_that_is_not(grid, files, name):
    path = grid(name)
    before = files(path.parent)
    ends = set()
    for limit in LIMITS:

        def fill(size=limit * 1024):
            from qgis.core import QgsProcessingException

            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                grid(name, tile_size=1)
            except QgsProcessingException as error:
                return str(error)
            return "made"

        end = _in_child(fill)
        ends.add(end == "made")
        if end == "made":
            assert _count(path) == 1600
            path = grid(name)
        else:
            assert "written" in end or "made" in end
            assert len(end) < 450
            assert ".part" not in end
            assert files(path.parent) == before
    assert True in ends
    assert len(ends) == 2 or name == "grid.csv"


def test_a_killed_run_leaves_the_earlier_layer_and_its_rest_goes_with_the_next(grid, files, raster):
    path = grid()
    before = path.read_bytes()

    def die():
        feedback = _feedback(lambda feedback: os.kill(os.getpid(), signal.SIGKILL))
        return _run_with(feedback, INPUT=str(raster), TILE_SIZE=1, OUTPUT=str(path))

    assert _in_child(die) is None
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir() if p != path] != []
    assert _count(grid()) == 16
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("is_table", [False, True])
def test_a_run_that_is_cancelled_in_writing_leaves_the_earlier_layer(grid, files, raster, is_table):
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Feedback(QgsProcessingFeedback):
        asked = 0
        last = 10**6

        def isCanceled(self):
            type(self).asked += 1
            return self.asked > self.last

    path = grid()
    before = files(path.parent)
    other = path.with_name("other.gpkg")
    place = table(other, "grid") if is_table else str(other)
    _run_with(Feedback, INPUT=str(raster), TILE_SIZE=1, OUTPUT=place)
    assert _count(other) == 1600
    other.unlink()
    # 1600 tiles are four blocks.
    for last in range(Feedback.asked - 4, Feedback.asked):
        cancelled = type("Cancelled", (Feedback,), {"last": last, "asked": 0})
        with pytest.raises(QgsProcessingException, match="Cancelled"):
            place = table(path, "grid") if is_table else str(path)
            _run_with(cancelled, INPUT=str(raster), TILE_SIZE=1, OUTPUT=place)
        assert files(path.parent) == before


@pytest.mark.parametrize("is_table", [False, True])
def test_closing_a_layer_is_left_at_once(grid, files, raster, is_table, monkeypatch):
    """An index that takes for ever stands for one of very many features."""
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    path = grid()
    before = files(path.parent)
    feedback, is_at_it, may_end = QgsProcessingFeedback(False), threading.Event(), threading.Event()
    place = table(path, "grid") if is_table else str(path)

    def make_index(*args):
        is_at_it.set()
        may_end.wait(60)

    monkeypatch.setattr("tilewright.algorithms.outputs.new_layer.make_index", make_index)
    monkeypatch.setattr("tilewright.algorithms.outputs.new_layer._MANY", 1000)
    threading.Thread(target=lambda: (is_at_it.wait(60), feedback.cancel()), daemon=True).start()
    begin = time.monotonic()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        _run_with(lambda: feedback, INPUT=str(raster), TILE_SIZE=1, OUTPUT=place)
    may_end.set()
    assert time.monotonic() - begin < 10
    assert files(path.parent) == before


@pytest.mark.parametrize("name", ["grid.gpkg", "grid.geojson", "table"])
def test_a_cancel_of_the_last_moment_is_one(raster, files, tmp_path, name, monkeypatch):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    place = str(tmp_path / "out" / name)
    place = table(tmp_path / "out" / "a.gpkg", "grid") if name == "table" else place
    monkeypatch.setattr(feedback, "pushInfo", lambda text: feedback.cancel())
    parameters = {"INPUT": str(raster), "TILE_SIZE": 10, "OUTPUT": place}
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run("tilewright:createtilegrid", parameters, feedback=feedback)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["grid.gpkg", "table"])
def test_geopackages_have_a_spatial_index(raster, run, tmp_path, name):
    from osgeo import ogr

    path = tmp_path / ("base.gpkg" if name == "table" else "grid's.gpkg")
    place = table(path, "a 'b'") if name == "table" else str(path)
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=place)
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    assert layer.TestCapability(ogr.OLCFastSpatialFilter) and layer.GetFeatureCount() == 16


def test_a_layer_is_replaced_with_all_that_stands_beside_it(grid):
    path = grid("grid.shp")
    index = path.with_suffix(".qix")
    index.write_bytes(b"the index of the earlier tiles")
    journal = path.with_name("grid.gpkg-wal")
    journal.write_bytes(b"changes of the earlier tiles")
    assert _count(grid("grid.shp", tile_size=20)) == 4
    assert not index.exists()
    assert _count(grid("grid.gpkg", tile_size=20)) == 4
    assert not journal.exists()


def test_both_layers_are_replaced_or_none(grid, files, monkeypatch):
    from qgis.core import QgsProcessingException

    rejected = grid("rejected.gpkg")
    path = grid()
    before = files(path.parent)
    replace = Path.replace

    def locked(self, target):
        if Path(target) == rejected and ".part" in str(self) and ".earlier" not in str(self):
            raise PermissionError(errno.EACCES, "it is used by another process", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(QgsProcessingException) as caught:
        grid(tile_size=20, REJECTED=str(rejected))
    assert str(caught.value).strip() == (
        f"{rejected} cannot be replaced: it is used by another process. Close it where it is open, "
        "as a layer of the project or in another program, or choose another file."
    )
    assert files(path.parent) == before
    monkeypatch.undo()
    assert _count(grid(tile_size=20, REJECTED=str(rejected))) == 4
    assert _count(rejected) == 0


def test_a_layer_that_is_open_in_the_project_is_replaced(grid):
    from qgis.core import QgsProject, QgsVectorLayer

    path = grid()
    layer = QgsVectorLayer(str(path), "open")
    QgsProject.instance().addMapLayer(layer)
    try:
        assert len(list(layer.getFeatures())) == 16
        assert _count(grid(tile_size=20)) == 4
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert [p.name for p in path.parent.iterdir() if p.name.startswith(".")] == []


def test_the_table_has_the_name_of_the_file_and_the_layer_loads_from_its_place(
    qgis, raster, tmp_path
):
    import processing
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
        QgsVectorLayer,
    )

    path = tmp_path / "new" / "newer" / "tíles.gpkg"
    context, project = QgsProcessingContext(), QgsProject()
    output = QgsProcessingOutputLayerDefinition(str(path), project)
    parameters = {"INPUT": str(raster), "TILE_SIZE": 10, "OUTPUT": output}
    found = processing.run(
        "tilewright:createtilegrid", parameters, context=context, is_child_algorithm=True
    )
    assert found["OUTPUT"] == str(path)
    assert list(context.layersToLoadOnCompletion()) == [str(path)]
    details = context.layerToLoadOnCompletionDetails(str(path))
    assert (details.name, details.outputName) == ("Tile grid", "OUTPUT")
    assert details.postProcessor() is not None
    layer = QgsVectorLayer(str(path), "made")
    assert layer.dataProvider().subLayers()[0].split("!!::!!")[1] == "tíles"


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.xlsx", "a.xlsx"), ("a.ods", "a.ods"), ("a", "a.gpkg"), ("a.xyz", "a.xyz.gpkg"),
     ("a.tab", "a.tab")],
)  # fmt: skip
def test_formats_keep_their_ways(run, raster, tmp_path, name, made):
    found = run(
        "createtilegrid",
        INPUT=raster,
        TILE_SIZE=10,
        OUTPUT=str(tmp_path / "out" / name),
        REJECTED=str(tmp_path / "rejected" / name),
    )
    assert found["OUTPUT"] == str(tmp_path / "out" / made)
    assert _count(found["OUTPUT"]) == 16
    assert Path(found["REJECTED"]).exists()
    assert list(tmp_path.rglob(".*")) == []


def test_what_a_format_cannot_keep_is_told_in_a_sentence(run_error, raster, tmp_path):
    path = tmp_path / "out" / "grid.gpx"
    text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(path))
    assert text.strip() == (
        f"Tile grid cannot be made as {path}: Geometry type of `Polygon' not supported in GPX. "
        "Choose another place or format, such as GeoPackage."
    )
    assert not path.parent.exists()


@pytest.fixture
def database(grid, raster, run):
    """A GeoPackage with the tables ``grid`` of 16 tiles and ``four`` of 4."""
    path = grid()
    run("createtilegrid", INPUT=raster, TILE_SIZE=20, OUTPUT=table(path, "four"))
    return path


def _tables(path):
    from osgeo import ogr

    source = ogr.Open(str(path))
    layers = [source.GetLayer(k) for k in range(source.GetLayerCount())]
    return {layer.GetName(): layer.GetFeatureCount() for layer in layers}


def test_a_table_takes_the_place_of_an_earlier_one_and_of_no_other(database, raster, run, rows):
    from qgis.core import QgsVectorLayer

    found = run(
        "createtilegrid",
        INPUT=raster,
        TILE_SIZE=16,
        OUTPUT=table(database, "four"),
        REJECTED=table(database, "rest"),
    )
    assert _tables(database) == {"grid": 16, "four": 4, "rest": 5}
    assert found["OUTPUT"] == f"{database}|layername=four"
    layer = QgsVectorLayer(found["OUTPUT"], "made")
    assert {row["width"] for row in rows(layer)} == {16}
    assert layer.crs().authid() == "EPSG:32631"
    assert list(database.parent.rglob(".*")) == []


def test_two_tables_of_a_database_that_is_not_there_yet(raster, run, tmp_path):
    path = tmp_path / "new folder" / "new.gpkg"
    run(
        "createtilegrid",
        INPUT=raster,
        TILE_SIZE=16,
        OUTPUT=table(path, "kept"),
        REJECTED=table(path, "rest"),
    )
    assert _tables(path) == {"kept": 4, "rest": 5}
    assert list(path.parent.rglob(".*")) == []


def test_a_failed_run_leaves_the_earlier_table(database, raster, run_error):
    before = database.read_bytes()
    place = table(database, "grid")
    assert "less than one whole tile" in run_error(
        "createtilegrid", INPUT=raster, TILE_SIZE=1000, OUTPUT=place
    )
    assert database.read_bytes() == before
    assert list(database.parent.rglob(".*")) == []


def test_on_a_full_disk_the_earlier_table_stays_or_all_of_the_new_one_comes(database, raster, run):
    ends, count = set(), 4
    for limit in LIMITS:

        def fill(size=limit * 1024):
            from qgis.core import QgsProcessingException

            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            try:
                run("createtilegrid", INPUT=raster, TILE_SIZE=1, OUTPUT=table(database, "four"))
            except QgsProcessingException as error:
                return str(error)
            return "made"

        end = _in_child(fill)
        ends.add(end == "made")
        count = 1600 if end == "made" else count
        assert _tables(database) == {"grid": 16, "four": count}
        assert end == "made" or "put into" in end or "written" in end or "made" in end
        assert len(end) < 450
        assert ".part" not in end
        assert list(database.parent.rglob(".*")) == []
    assert ends == {True, False}


def test_a_killed_run_leaves_one_of_both_tables_and_its_rest_goes_with_the_next(
    database, raster, run, monkeypatch
):
    from osgeo import gdal

    from tilewright.algorithms.outputs import geopackage as module

    def make(step):
        """Create a table of 1600 tiles, killed before the database's step of that number."""
        steps = iter(range(step))

        def counted(work):
            def call(*args, **kwargs):
                if next(steps, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)
                return work(*args, **kwargs)

            return call

        for name in ("_open", "_drop", "_count"):
            monkeypatch.setattr(module, name, counted(getattr(module, name)))
        monkeypatch.setattr(gdal, "VectorTranslate", counted(gdal.VectorTranslate))
        run("createtilegrid", INPUT=raster, TILE_SIZE=1, OUTPUT=table(database, "four"))
        return "made"

    kills = 0
    while _in_child(lambda step=kills: make(step)) is None:
        tables = _tables(database)
        assert (tables["grid"], tables["four"]) == (16, 4)
        kills += 1
    assert kills > 5
    run("createtilegrid", INPUT=raster, TILE_SIZE=20, OUTPUT=table(database, "four"))
    assert _tables(database) == {"grid": 16, "four": 4}
    assert list(database.parent.rglob(".*")) == []


def test_a_database_that_is_locked_stays_as_it_is(database, raster, run_error):
    import sqlite3

    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    try:
        text = run_error(
            "createtilegrid", INPUT=raster, TILE_SIZE=16, OUTPUT=table(database, "four")
        )
    finally:
        other.close()
    assert f"The table four cannot be put into {database}:" in text
    assert "Close it where it is open, or choose another file." in text
    assert _tables(database) == {"grid": 16, "four": 4}


@pytest.mark.parametrize("ending", ["shp", "fgb"])
def test_a_table_without_shapes_is_refused_where_it_cannot_be_kept(
    run_error, tmp_path, raster, ending
):
    path = tmp_path / "out" / f"products.{ending}"
    text = run_error("selectproducts", INPUT=str(Path(raster).parent), OUTPUT=str(path))
    assert "Products is a table without shapes, which" in text
    assert "choose another format, such as GeoPackage or CSV." in text
    assert not path.parent.exists()


@pytest.mark.parametrize(("name", "mine"), [("grid.sqlite", "mine"), ("grid.gpkg", "Mine's")])
def test_tables_of_any_database_of_sqlite_are_whole(grid, raster, run, name, mine):
    from osgeo import ogr

    path = grid(name)
    for title, size in ((mine, 5), ("other", 10), (mine, 20)):
        run("createtilegrid", INPUT=raster, TILE_SIZE=size, OUTPUT=table(path, title))
    source = ogr.Open(str(path))
    layers = [source.GetLayer(k) for k in range(source.GetLayerCount())]
    found = {each.GetName(): each.GetFeatureCount() for each in layers}
    assert found == {"grid": 16, mine: 4, "other": 16}
    assert {each.GetSpatialRef().GetAuthorityCode(None) for each in layers} == {"32631"}
    assert all(feature.GetGeometryRef().Area() > 0 for each in layers for feature in each)


def test_databases_of_spatialite_take_no_table_so(grid, raster, run_error, tmp_path):
    from osgeo import gdal

    path = tmp_path / "mine.sqlite"
    options = ["SPATIALITE=YES"]
    if gdal.GetDriverByName("SQLite").Create(str(path), 0, 0, 0, gdal.GDT_Unknown, options) is None:
        # Without the library, one of its tables makes the database.
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE spatial_ref_sys_aux (srid INTEGER)")
    before = path.read_bytes()
    text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=5, OUTPUT=table(path, "new"))
    assert "The table new cannot be put into" in text and "SpatiaLite" in text
    assert path.read_bytes() == before
