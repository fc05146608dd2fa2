"""How images look, and what they are called, when QGIS has loaded them."""

import numpy as np
import pytest

rng = np.random.default_rng(5)
BANDS = {(f"B0{k}", 10): rng.integers(1000, 9000, (24, 24)).astype("uint16") for k in (2, 3, 4, 8)}
NAME = "S2B_MSIL2A_20210908T105629_N0500_R094_T31TCJ_20210908T135821"


@pytest.fixture
def load(qgis, tmp_path):
    """Runs an algorithm as its dialog does; returns a layer as QGIS shows it."""
    import processing
    from processing.gui.Postprocessing import handleAlgorithmResults
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
    )

    project = QgsProject.instance()
    project.clear()

    def call(algorithm, name="OUTPUT", destination=None, **parameters):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(project)
        path = tmp_path / f"out {len(project.mapLayers())}.tif"
        target = QgsProcessingOutputLayerDefinition(str(path), project)
        if destination:
            target.destinationName = destination
        parameters[name] = target
        made = qgis.processingRegistry().createAlgorithmById(f"tilewright:{algorithm}")
        results, done = made.run(parameters, context, feedback)
        assert done, feedback.textLog()
        assert handleAlgorithmResults(made, context, feedback)
        (layer,) = [x for x in project.mapLayers().values() if x.source() == results[name]]
        return layer

    assert processing
    yield call
    project.clear()


def shown(layer):
    renderer = layer.renderer()
    return (renderer.redBand(), renderer.greenBand(), renderer.blueBand())


def test_a_product_is_shown_in_natural_colours_and_called_by_its_date(load, make_product):
    product = make_product(
        {**BANDS, ("SCL", 20): np.full((12, 12), 4, "uint8")}, name=NAME, date="20210908"
    )
    layer = load("loadsentinel2", INPUT=product)
    assert shown(layer) == (3, 2, 1)
    # Reflectances are stretched: unstretched they would be black.
    assert layer.renderer().redContrastEnhancement().maximumValue() < 1
    assert layer.name() == "S2B T31TCJ 2021-09-08 10 m"


def test_the_bands_that_are_asked_for_decide(load, make_product):
    product = make_product(BANDS, name=NAME, date="20210908")
    layer = load("loadsentinel2", INPUT=product, BANDS="B08,B04,B03", RESOLUTION="20")
    assert shown(layer) == (1, 2, 3)
    assert layer.name() == "S2B T31TCJ 2021-09-08 20 m"


def test_the_classification_and_the_picture_have_names_of_their_own(load, make_product, tmp_path):
    images = {
        ("B02", 10): BANDS["B02", 10],
        ("SCL", 20): np.full((12, 12), 4, "uint8"),
        ("TCI", 10): np.full((3, 24, 24), 9, "uint8"),
    }
    product = make_product(images, name=NAME, date="20210908")
    picture = load("loadsentinel2", INPUT=product, BANDS="TCI")
    assert picture.name() == "S2B T31TCJ 2021-09-08 TCI 10 m"
    assert shown(picture) == (1, 2, 3)
    path = str(tmp_path / "reflectances.tif")
    classes = load("loadsentinel2", "SCL", INPUT=product, OUTPUT=path)
    assert classes.name() == "S2B T31TCJ 2021-09-08 SCL"
    assert classes.renderer().type() == "paletted"


def test_a_name_that_somebody_gave_stays(load, make_product):
    product = make_product(BANDS, name=NAME, date="20210908")
    assert load("loadsentinel2", destination="mine", INPUT=product).name() == "mine"


def test_a_folder_of_landsat_bands_is_shown_in_natural_colours(load, make_raster):
    scene = "LC08_L2SP_224078_20200518_20200820_02_T1_SR"
    paths = [
        make_raster(rng.integers(7000, 20000, (20, 20)).astype("uint16"), name=f"{scene}_B{k}.TIF")
        for k in (1, 2, 3, 4, 5, 6, 7)
    ]
    layer = load("stackbands", INPUTS=paths)
    assert shown(layer) == (4, 3, 2)
    assert layer.name() == "LC08 224078 2020-05-18"
    old = [
        make_raster(
            rng.integers(7000, 20000, (20, 20)).astype("uint16"),
            name=f"LT05_L2SP_224078_19990518_20200908_02_T1_SR_B{k}.TIF",
        )
        for k in (1, 2, 3, 4)
    ]
    layer = load("stackbands", INPUTS=old)
    assert shown(layer) == (3, 2, 1)
    assert layer.name() == "LT05 224078 1999-05-18"


def test_a_stack_that_tells_nothing_is_left_to_qgis(load, make_raster):
    paths = [make_raster(rng.integers(0, 9, (20, 20)).astype("uint16"), name=f"{k}.tif")
             for k in "abc"]  # fmt: skip
    layer = load("stackbands", INPUTS=paths)
    assert shown(layer) == (1, 2, 3)
    assert layer.name() == "Stack"


def test_a_composite_is_called_by_its_dates(load, make_raster):
    paths = [
        make_raster(
            rng.integers(1, 99, (3, 20, 20)).astype("uint16"),
            name=f"image_{day}.tif",
            descriptions=("blue", "green", "red"),
        )
        for day in ("20200101", "20200301")
    ]
    layer = load("composite", RASTERS=paths)
    assert shown(layer) == (3, 2, 1)
    assert layer.name() == "Composite 2020-01-01 - 2020-03-01"
