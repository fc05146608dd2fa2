"""Layers that open elsewhere as they are here, and the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def project(qgis):
    """An empty project."""
    from qgis.core import QgsProject

    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def labels(examples, project, tmp_path):
    """A layer of the project with polygons of a file."""
    from qgis.core import QgsVectorLayer

    path = tmp_path / "Vårbyg labels.geojson"
    shutil.copy(examples / "foz" / "urban.geojson", path)
    layer = QgsVectorLayer(str(path), "labels")
    assert layer.featureCount() == 15
    project.addMapLayer(layer)
    return layer


def save_layer(layer, path: Path, driver: str) -> str:
    """A copy of a layer in a file."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    context = QgsCoordinateTransformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    return str(path)


def refusal(layer, field: str = "") -> str:
    """Why a layer is not shared: one sentence."""
    from tilewright.ui.run.portable_layer import NotSharedError, portable_source

    with pytest.raises(NotSharedError) as caught:
        portable_source(layer, field)
    text = str(caught.value)
    assert "\n" not in text
    assert layer.name() in text
    return text


def test_files_go_by_their_source_with_their_filter(labels):
    from tilewright.ui.run.portable_layer import portable_source

    assert portable_source(labels, "class") == labels.source()
    assert labels.setSubsetString("FID < 3")
    assert labels.featureCount() == 3
    assert portable_source(labels) == f"{labels.source().partition('|')[0]}|subset=FID < 3"


def test_tables_go_with_their_provider(project, tmp_path):
    from qgis.core import QgsVectorLayer

    from tilewright.ui.run.portable_layer import portable_source

    (tmp_path / "t.csv").write_text("class,wkt\na,POINT(1 2)\nb,POINT(3 4)\n")
    uri = f"file://{tmp_path}/t.csv?type=csv&wktField=wkt&crs=EPSG:4326"
    layer = QgsVectorLayer(uri, "table", "delimitedtext")
    assert portable_source(layer) == f"delimitedtext://{uri}"
    assert layer.setSubsetString("\"class\" = 'a'")
    assert portable_source(layer).startswith(f"delimitedtext://{uri}&subset=")


def test_memory_layers_are_refused_with_a_remedy(make_layer):
    assert "Make Permanent" in refusal(make_layer([], name="Sketch"))


def test_virtual_layers_are_refused(qgis):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer("?query=SELECT 1 AS class, make_point(1, 2) AS geometry", "v", "virtual")
    assert layer.isValid()
    assert "this project only" in refusal(layer)


def test_layers_in_temporary_files_are_refused(labels):
    from qgis.core import QgsProcessingUtils, QgsVectorLayer

    path = QgsProcessingUtils.generateTempFilename("labels.geojson")
    shutil.copy(labels.source(), path)
    assert "deleted when QGIS closes" in refusal(QgsVectorLayer(path, "clipped"))


def test_layers_with_edits_that_are_not_saved_are_refused(tmp_path, labels, project):
    from qgis.core import QgsVectorLayer

    from tilewright.ui.run.portable_layer import portable_source

    layer = QgsVectorLayer(save_layer(labels, tmp_path / "labels.gpkg", "GPKG"), "drawn")
    project.addMapLayer(layer)
    assert layer.startEditing()
    assert portable_source(layer) == layer.source()
    layer.deleteFeature(next(layer.getFeatures()).id())
    assert "edits that are not saved" in refusal(layer)
    layer.rollBack()
    assert portable_source(layer) == layer.source()


def test_coordinate_systems_of_the_project_are_refused(labels, examples):
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

    labels.setCrs(QgsCoordinateReferenceSystem("EPSG:4674"))
    assert "coordinate system of labels" in refusal(labels)
    raster = QgsRasterLayer(str(examples / "foz" / "foz.tif"), "image")
    raster.setCrs(QgsCoordinateReferenceSystem("EPSG:32622"))
    assert "coordinate system of image" in refusal(raster)


def test_layers_without_a_coordinate_system_are_as_they_are(make_raster, qgis):
    import numpy as np
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

    from tilewright.ui.run.portable_layer import portable_source

    path = make_raster(np.zeros((4, 4), np.uint8), crs=None)
    layer = QgsRasterLayer(path, "bare")
    layer.setCrs(QgsCoordinateReferenceSystem())
    assert portable_source(layer) == path


def test_fields_that_only_the_project_knows_are_refused(labels, make_layer, project):
    from qgis.core import QgsVectorLayerJoinInfo

    from tilewright.algorithms.base.compat import make_field
    from tilewright.ui.run.portable_layer import portable_source

    labels.addExpressionField('upper("class")', make_field("shout", "text"))
    assert "The field shout of labels" in refusal(labels, "shout")
    table = make_layer(
        [(None, {"key": "urban", "use": "built"})], "NoGeometry", fields="key:string,use:string"
    )
    project.addMapLayer(table)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(table)
    join.setJoinFieldName("key")
    join.setTargetFieldName("class")
    join.setPrefix("j_")
    assert labels.addJoin(join)
    assert "The field j_use of labels" in refusal(labels, "j_use")
    assert portable_source(labels, "class") == labels.source()


def test_text_encodings_of_the_project_are_refused(tmp_path, labels):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(save_layer(labels, tmp_path / "labels.shp", "ESRI Shapefile"), "shapes")
    before = layer.dataProvider().encoding()
    layer.setProviderEncoding("CP866")
    assert layer.dataProvider().encoding() != before
    assert "encoding of shapes" in refusal(layer)


def test_layers_that_are_gone_are_refused(labels):
    Path(labels.source()).unlink()
    assert "labels cannot be opened outside" in refusal(labels)


def test_passwords_are_not_copied(qgis):
    from qgis.core import QgsVectorLayer

    word = "open sesame"
    uri = f"dbname='x' host=nowhere.invalid port=1 user='me' password='{word}' table=\"a\" (geom)"
    text = refusal(QgsVectorLayer(uri, "houses", "postgres"))
    assert "password" in text
    assert word not in text


def test_nodata_settings_of_the_project_are_refused(make_raster, qgis):
    import numpy as np
    from qgis.core import QgsRasterLayer, QgsRasterRange

    from tilewright.ui.run.portable_layer import NotSharedError, portable_source

    layer = QgsRasterLayer(make_raster(np.ones((1, 8, 8), "uint8")), "photo")
    assert portable_source(layer) == layer.source()
    layer.dataProvider().setUserNoDataValue(1, [QgsRasterRange(0, 0)])
    with pytest.raises(NotSharedError, match="nodata values of photo .* Extra nodata"):
        portable_source(layer)
