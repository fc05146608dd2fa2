"""Lists, folders, groups, products and tables of scenes."""

import ast
import csv
import json
import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rasterio

DAYS = ("2021-05-01", "2021-06-01", "2021-07-01")


def numbers(seed, bands=2, dtype="uint16"):
    return np.random.default_rng(seed).integers(1, 200, (bands, 20, 24)).astype(dtype)


@pytest.fixture
def images(make_raster, tmp_path):
    """A folder with three rasters of three days, in two coordinate systems, and a mask."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    names = ("in/z_20210501.tif", "in/deep/a_20210601.tif", "in/m_20210701.tif")
    for k, name in enumerate(names):
        make_raster(numbers(k), name, crs=f"EPSG:3263{k % 2 + 1}")
    make_raster(numbers(9, 1, "uint8"), "in/z_20210501_fmask.tif")
    (tmp_path / "in" / "notes.txt").write_text("none")
    return [str(tmp_path / name) for name in names]


@pytest.fixture
def project_layer(qgis):
    from qgis.core import QgsProject, QgsRasterLayer

    def add(path, name):
        layer = QgsRasterLayer(str(path), name)
        assert layer.isValid()
        return QgsProject.instance().addMapLayer(layer)

    return add


@pytest.fixture
def write_table(tmp_path):
    def write(rows, name="scenes.csv"):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        return str(path)

    return write


def told(scenes):
    return [(s.number, s.name, s.date, Path(s.raster.path).name) for s in scenes]


def same_pixels(scene, path):
    with closing(scene.open()) as source, rasterio.open(path) as dataset:
        values, _ = source.read((3, 4, 10, 11))
        expected = dataset.read(window=rasterio.windows.Window(3, 4, 10, 11))
        np.testing.assert_array_equal(values, expected)
        assert scene.raster.crs.authid() == dataset.crs.to_string()


def test_a_list_of_files_keeps_its_order(read, images):
    scenes = read(SCENES=[images[2], images[0]])
    assert told(scenes) == [
        (1, "m_20210701", "2021-07-01", "m_20210701.tif"),
        (2, "z_20210501", "2021-05-01", "z_20210501.tif"),
    ]
    for scene, path in zip(scenes, (images[2], images[0])):
        same_pixels(scene, path)
    assert read.recorded["SCENES"] == [images[2], images[0]]
    assert "SCENE_TABLE" not in read.recorded


def test_a_folder_gives_its_rasters_by_date_without_masks(read, images, tmp_path):
    for given in (str(tmp_path / "in"), [str(tmp_path / "in")]):
        scenes = read(SCENES=given)
        assert [s.date for s in scenes] == list(DAYS)
        assert [s.raster.path for s in scenes] == images
        assert "1 raster of" in read.log
        assert "is a mask by its name: z_20210501_fmask.tif" in read.log
        assert read.recorded["SCENES"] == [str(tmp_path / "in")]
    for scene, path in zip(scenes, images):
        same_pixels(scene, path)


def test_layers_bring_their_names_and_settings(read, images, project_layer):
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterRange

    layer = project_layer(images[0], "Spring")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(5, 7)])
    layer.dataProvider().setUserNoDataValue(2, [QgsRasterRange(5, 7)])
    for given in (layer, [layer], layer.id(), [layer.id()], "Spring", images[0]):
        (scene,) = read(SCENES=given)
        assert (scene.name, scene.date) == ("Spring", DAYS[0])
        assert scene.raster.crs.authid() == "EPSG:32633"
        with closing(scene.open()) as source:
            _, valid = source.read((0, 0, 24, 20))
        stored = numbers(0)
        np.testing.assert_array_equal(valid, ~((stored >= 5) & (stored <= 7)).all(axis=0))


def test_a_group_of_the_project(read, refused, images, project_layer, make_layer):
    from qgis.core import QgsProject

    root = QgsProject.instance().layerTreeRoot()
    group = root.addGroup("Two years")
    for k in (1, 0):
        group.addLayer(project_layer(images[k], f"image {k}"))
    vector = QgsProject.instance().addMapLayer(make_layer([]))
    group.addLayer(vector)
    root.addGroup("empty")
    scenes = read(SCENES="Two years")
    assert told(scenes) == [
        (1, "image 1", DAYS[1], "a_20210601.tif"),
        (2, "image 0", DAYS[0], "z_20210501.tif"),
    ]
    assert "1 layer of the group Two years is left out, which is no raster." in read.log
    assert read.recorded["SCENES"] == ["Two years"]
    assert "the group empty, which holds no raster" in refused(SCENES="empty")


def test_products_are_scenes_as_they_are(read, make_product, make_raster, tmp_path):
    stored = np.arange(144, dtype="uint16").reshape(12, 12) + 1500
    folder = tmp_path / "all"
    folder.mkdir()
    safe = make_product({("B02", 10): stored, ("B03", 10): stored + 7}, offsets=-1000)
    other = make_product(
        {("B02", 10): stored + 1}, date="20220601", baseline="02.14", archive="x_MSIL2A.zip"
    )
    for path in (safe, other):
        shutil.move(path, folder)
    make_raster(stored, "all/r_20220501.tif")
    scenes = read(SCENES=str(folder))
    assert [s.date for s in scenes] == ["2022-04-13", "2022-05-01", "2022-06-01"]
    assert scenes[0].name.startswith("S2A_MSIL2A_20220413")
    assert scenes[0].raster.crs.authid() == "EPSG:32631"
    with closing(scenes[0].open("2,1")) as source:
        values, _ = source.read((0, 0, 12, 12))
    expected = (np.stack([stored + 7, stored]).astype("float32") - 1000) / 10000
    np.testing.assert_array_equal(values, expected.astype("float32"))
    with closing(scenes[2].open()) as source:
        values, _ = source.read((0, 0, 12, 12))
    np.testing.assert_array_equal(values[0], (stored + 1).astype("float32") / np.float32(10000))
    alone = read(SCENES=[str(folder / Path(safe).name), str(folder / Path(other).name)])
    assert [s.date for s in alone] == ["2022-04-13", "2022-06-01"]
    # No list is opened by QGIS, whatever it names.
    assert read(SCENES=str(folder / Path(safe).name))[0].name == scenes[0].name


def test_a_table_tells_of_each_scene(read, images, write_table, make_raster, tmp_path):
    make_raster(numbers(4, 1, "uint8"), "clouds.tif")
    (tmp_path / "labels.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    path = write_table(
        [
            ["Scene", "FILE", "date", "labels", "cloud_mask", "nodata", "weather"],
            ["north", "in/m_20210701.tif", "1999-12-31", "labels.geojson", "clouds.tif", "3", "x"],
            ["", images[0], "", "", "", "", ""],
            ["north", "in/deep/a_20210601.tif", "", "clouds.tif", "", "", ""],
        ]
    )
    scenes = read(SCENE_TABLE=path)
    assert told(scenes) == [
        (1, "north", "1999-12-31", "m_20210701.tif"),
        (2, "z_20210501", DAYS[0], "z_20210501.tif"),
        (3, "north_2021-06-01", DAYS[1], "a_20210601.tif"),
    ]
    labels, clouds = str(tmp_path / "labels.geojson"), str(tmp_path / "clouds.tif")
    assert scenes[0].overrides == {
        "LABELS": labels,
        "LABEL_RASTER": None,
        "CLOUD_MASK": clouds,
        "NODATA": 3.0,
    }
    assert scenes[1].overrides == {}
    assert scenes[2].overrides == {"LABELS": None, "LABEL_RASTER": clouds}
    assert read.log.count("Columns of scenes that are not used: weather.") == 1
    with closing(scenes[0].open()) as source:
        _, valid = source.read((0, 0, 24, 20))
    np.testing.assert_array_equal(valid, (numbers(2) != 3).any(axis=0))
    with closing(scenes[1].open(nodata=3)) as source:
        assert source.nodata == 3
    assert read.recorded["SCENE_TABLE"] == path


def test_a_scene_has_label_layers_of_its_own(read, images, write_table, make_layer, tmp_path):
    """Its own count, though another layer was open when the algorithm started."""
    from qgis.core import QgsProject

    own = tmp_path / "own.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"class": name}, "geometry": None} for name in "abc"
    ]}))  # fmt: skip
    layer = QgsProject.instance().addMapLayer(make_layer([("POINT(0 0)", {"class": "x"})], "Point"))
    table = write_table([["file", "labels"], [images[0], "own.geojson"], [images[1], ""]])
    read.look = lambda scenes, values: [
        [f["class"] for f in scene.values(values).source("LABELS").getFeatures()]
        for scene in scenes
    ]
    read(SCENE_TABLE=table, LABELS=layer)
    assert read.found == [["a", "b", "c"], ["x"]]


def test_a_table_beside_a_list_tells_more_of_it(read, images, write_table, project_layer):
    project_layer(images[0], "Spring")
    path = write_table(
        [
            ["path", "date", "name"],
            ["spring", "2001-01-01", ""],
            [images[1], "2002-02-02", "second"],
            ["gone.tif", "2003-03-03", ""],
        ]
    )
    scenes = read(SCENES=[images[2], images[1], images[0]], SCENE_TABLE=path)
    assert [(s.name, s.date) for s in scenes] == [
        ("m_20210701", DAYS[2]),
        ("second", "2002-02-02"),
        ("Spring", "2001-01-01"),
    ]
    assert "tells of scenes that are not among SCENES: gone.tif." in read.log


def test_the_table_of_select_products(read, run, images, tmp_path):
    table = run("selectproducts", INPUT=str(tmp_path / "in"), END="2021-06-15")["OUTPUT"]
    scenes = read(SCENE_TABLE=table)
    assert [s.date for s in scenes] == [DAYS[0], DAYS[1]]
    assert "2 of 4 rows of Products are not selected." in read.log
    saved = str(tmp_path / "products.gpkg")
    run("selectproducts", INPUT=str(tmp_path / "in"), END="2021-06-15", OUTPUT=saved)
    assert told(read(SCENE_TABLE=saved)) == told(scenes)


def test_a_table_with_dates_of_its_own_type(read, images, make_layer):
    from qgis.PyQt.QtCore import QDate

    rows = [(None, {"file": images[0], "date": QDate(2004, 5, 6), "nodata": 2.5})]
    layer = make_layer(rows, "None", "", "file:string,date:date,nodata:double", "memo")
    (scene,) = read(SCENE_TABLE=layer)
    assert (scene.date, scene.nodata, scene.labels) == ("2004-05-06", 2.5, "")


def test_one_raster_is_no_list(read, images):
    assert read(RASTER=images[0]) == []
    assert read(RASTER=images[0], SCENES=[]) == []
    assert "SCENES" not in read.recorded


def test_dates_of_metadata_and_of_band_names(read, make_raster, tmp_path):
    tagged = make_raster(numbers(1), "one.tif")
    with rasterio.open(tagged, "r+") as dataset:
        dataset.update_tags(DATE="2018-03-04")
    named = make_raster(numbers(2), "two.tif", descriptions=("B4_20190203", "B3_20190203"))
    plain = make_raster(numbers(3), "three.tif")
    assert [s.date for s in read(SCENES=[tagged, named, plain])] == ["2018-03-04", "2019-02-03", ""]


def test_equal_names_get_a_date_or_a_number(read, make_raster, tmp_path):
    paths = []
    for folder in "abc":
        (tmp_path / folder).mkdir()
        paths.append(make_raster(numbers(1), f"{folder}/image.tif"))
    with rasterio.open(paths[1], "r+") as dataset:
        dataset.update_tags(DATE="2018-03-04")
    names = [s.name for s in read(SCENES=paths)]
    assert names == ["image", "image_2018-03-04", "image_2"]


def test_both_or_neither(refused, images, write_table):
    table = write_table([["file", "date"], [images[0], ""]])
    both = refused(RASTER=images[0], SCENES=[images[1]])
    assert both == "RASTER and SCENES are both given; give one of them."
    both = refused(RASTER=images[0], SCENE_TABLE=table)
    assert both == "RASTER and SCENE_TABLE are both given; give one of them."
    for given in ({}, {"SCENES": []}, {"SCENES": ""}):
        assert refused(**given) == "There is no raster; give RASTER, or several with SCENES."


def test_lists_that_are_refused(refused, images, make_layer, tmp_path, make_raster):
    from qgis.core import QgsProject

    (tmp_path / "empty").mkdir()
    broken = tmp_path / "broken_20200101.tif"
    broken.write_bytes(Path(images[0]).read_bytes()[:6])
    layer = QgsProject.instance().addMapLayer(make_layer([], name="parcels"))
    for given, said in (
        ("nowhere", "SCENES names nowhere, and there is neither such a file nor such a layer"),
        ([images[0], str(tmp_path / "no.tif")], "no.tif, and there is neither such a file nor"),
        (str(tmp_path / "empty"), "which holds neither a raster (.tif"),
        ([images[0], images[0]], "twice, which would make each tile twice"),
        ([images[0], str(tmp_path / "in")], "twice, which would make each tile twice"),
        ([layer.id()], "SCENES names parcels, which is not a raster"),
        ([str(broken)], "broken_20200101.tif"),
        (str(tmp_path / "in" / "notes.txt"), "notes.txt"),
        ("a\0b", "has a character that cannot be written"),
    ):
        text = refused(SCENES=given)
        assert said in text
        assert "unexpectedly" not in text


def test_tables_that_are_refused(refused, images, write_table, tmp_path):
    for rows, said in (
        ([["image", "when"], ["a", "b"]], "has no column file"),
        ([["file", "date"], ["no.tif", ""]], "no.tif, and there is neither such a file nor"),
        ([["file", "date"], [str(tmp_path / "in"), ""]], "which holds 3 rasters; give each a row"),
        ([["file", "n"], [images[0], "1"], ["in/z_20210501.tif", "2"]], "SCENE_TABLE names"),
        ([["file", "labels"], [images[0], "l.gpkg"]], "in its column labels, and there is neither"),
        ([["file", "cloud_mask"], [images[0], "m.tif"]], "in its column cloud_mask, and there"),
        ([["file", "date"], [images[0], "x"]], "has the date 'x', which cannot be read"),
        ([["file"]], "has no row of a scene"),
        ([], "has no column file (or path), which names the rasters; it has none."),
        ([["file", "n"], ["/vsicurl/http://127.0.0.1:9/a.tif", "1"]], "127.0.0.1"),
    ):
        text = refused(SCENE_TABLE=write_table(rows))
        assert said in text
        assert "unexpectedly" not in text
    assert "nothing.csv" in refused(SCENE_TABLE=str(tmp_path / "nothing.csv"))


def test_a_folder_of_single_bands_is_no_list_of_scenes(refused, read, make_raster, tmp_path):
    (tmp_path / "bands").mkdir()
    for name in ("LT52240631988227CUB02_B1", "LT52240631988227CUB02_B2"):
        make_raster(numbers(1, 1), f"bands/{name}.TIF")
    text = refused(SCENES=str(tmp_path / "bands"))
    assert "files of a band each, such as LT52240631988227CUB02_B1.TIF, LT522406319882" in text
    assert "Stack Bands" in text
    # Of one band there may be many dates.
    (tmp_path / "days").mkdir()
    for day in ("19880814", "19890815"):
        make_raster(numbers(1, 1), f"days/l5_{day}_B1.TIF")
    assert len(read(SCENES=str(tmp_path / "days"))) == 2


def test_a_csv_file_of_one_column_or_with_semicolons(read, images, write_table, tmp_path):
    assert [s.date for s in read(SCENE_TABLE=write_table([["file"], *([p] for p in images)]))] == [
        *DAYS
    ]
    path = tmp_path / "excel.CSV"
    path.write_text("file;date;scene\nin/z_20210501.tif;2020-02-03;Año\n", "utf-8-sig")
    (scene,) = read(SCENE_TABLE=str(path))
    assert (scene.name, scene.date) == ("Año", "2020-02-03")


def test_tiles_of_a_dataset_in_the_folder_are_no_scenes(read, images, tmp_path):
    for name, file in (("ds", "dataset.json"), ("half", ".tilewright-unfinished.json")):
        (tmp_path / "in" / name / "images" / "a").mkdir(parents=True)
        shutil.copy(images[0], tmp_path / "in" / name / "images" / "a" / "r00000_c00000.tif")
        (tmp_path / "in" / name / file).write_text("{}")
    assert [s.raster.path for s in read(SCENES=str(tmp_path / "in"))] == images
    # Given by itself, it is a folder like others.
    assert len(read(SCENES=str(tmp_path / "in" / "ds"))) == 1


def test_paths_become_absolute(read, images, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for given in ("in", ["in"], ["in/z_20210501.tif"], "'in/z_20210501.tif'"):
        paths = [s.raster.path for s in read(SCENES=given)]
        assert paths == images[: len(paths)]


def test_a_product_by_its_metadata_file(read, make_product):
    path = make_product({("B02", 10): numbers(1, 1)[0]})
    (metadata,) = Path(path).glob("MTD_MSIL*.xml")
    assert read(SCENES=[str(metadata)])[0].raster.path == read(SCENES=[path])[0].raster.path


def test_scenes_are_opened_once_for_what_they_are_and_once_for_pixels(
    read, images, monkeypatch, tmp_path
):
    opened = []
    real = rasterio.open
    monkeypatch.setattr(rasterio, "open", lambda path, *a, **k: opened.append(path) or real(path))
    scenes = read(SCENES=str(tmp_path / "in"))
    assert sorted(opened) == sorted([*images, *images])
    for scene, path in zip(scenes, images):
        assert scene.info.path == path


def test_a_scene_has_a_cloud_mask_of_its_own(read, refused, images, write_table, tmp_path):
    from tilewright.algorithms.scenes.read_scenes import cloud_raster

    table = [["file", "cloud_mask"], [images[0], "in/z_20210501_fmask.tif"], [images[1], ""]]
    read.look = lambda scenes, values: [cloud_raster(scene, values) for scene in scenes]
    read(SCENE_TABLE=write_table(table))
    mask, nothing = read.found
    assert nothing is None
    with closing(mask.open("1")) as source:
        np.testing.assert_array_equal(source.read((0, 0, 24, 20))[0], numbers(9, 1, "uint8"))
    table[1][1] = "in"
    said = refused(SCENE_TABLE=write_table(table))
    assert "for z_20210501, which holds 3 rasters; name one." in said


def test_lists_are_written_as_python_has_them(qgis, make_raster, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProject, QgsRasterLayer

    path = make_raster(np.ones((8, 8), "uint8"), name="it's.tif")
    layer = QgsRasterLayer(path, "layer")
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    algorithm = qgis.processingRegistry().createAlgorithmById("tilewright:builddataset")
    parameters = {"SCENES": [layer.id(), str(tmp_path), path], "OUTPUT": "o"}
    command = algorithm.asPythonCommand(parameters, context)
    QgsProject.instance().clear()
    start = command.index("{")
    assert ast.literal_eval(command[start : command.rindex("}") + 1])["SCENES"] == [
        path,
        str(tmp_path),
        path,
    ]
    definition = algorithm.parameterDefinition("SCENES")
    assert definition.checkValueIsAcceptable(str(tmp_path), context)
    assert definition.checkValueIsAcceptable(None, context)
    assert definition.valueAsPythonString(None, context) == "None"
