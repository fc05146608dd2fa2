"""The imagery algorithms as steps of a model."""

import numpy as np
import pytest
import rasterio


def child(model, name, **parameters):
    """Add a step; values are the model's inputs (text), (step, output) pairs or plain values."""
    from qgis.core import (
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    source = QgsProcessingModelChildParameterSource
    step = QgsProcessingModelChildAlgorithm(f"tilewright:{name}")
    step.setChildId(name)
    step.setDescription(name)
    finals = parameters.pop("finals", {})
    for key, value in parameters.items():
        if isinstance(value, tuple):
            made = [source.fromChildOutput(*value)]
        elif isinstance(value, list):
            made = [source.fromModelParameter(v) for v in value]
        else:
            made = [source.fromStaticValue(value)]
        step.addParameterSources(key, made)
    outputs = {}
    for label, output in finals.items():
        outputs[label] = QgsProcessingModelOutput(label)
        outputs[label].setChildId(name)
        outputs[label].setChildOutputName(output)
    step.setModelOutputs(outputs)
    model.addChildAlgorithm(step)


@pytest.fixture(scope="module")
def parameter_names(parameter_names) -> frozenset[str]:
    """Layers between the steps of a model are called after the outputs that they are of."""
    return parameter_names - {"OUTPUT"}


@pytest.fixture
def model(qgis):
    """Product -> reflectances and SCL -> grid -> tiles that are clear; and a stack of both."""
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelParameter,
        QgsProcessingParameterFile,
    )

    made = QgsProcessingModelAlgorithm("sentinel", "tests")
    made.addModelParameter(
        QgsProcessingParameterFile(
            "product", "product", QgsProcessingParameterFile.Behavior.Folder
        ),
        QgsProcessingModelParameter("product"),
    )
    child(made, "loadsentinel2", INPUT=["product"], RESOLUTION="10", finals={"scl": "SCL"})
    child(made, "createtilegrid", INPUT=("loadsentinel2", "OUTPUT"), TILE_SIZE=12)
    child(
        made,
        "maskcloudraster",
        INPUT=("createtilegrid", "OUTPUT"),
        MASK=("loadsentinel2", "SCL"),
        VALUES="CLOUDS",
        finals={"clear": "OUTPUT"},
    )
    child(
        made,
        "composite",
        RASTERS=("loadsentinel2", "OUTPUT"),
        MASKS=("loadsentinel2", "SCL"),
        VALUES="CLOUDS",
        METHOD="FIRST",
        finals={"image": "OUTPUT", "count": "COUNT_BAND"},
    )
    child(
        made, "stackbands", INPUTS=("composite", "OUTPUT"), NAMES="blue", finals={"named": "OUTPUT"}
    )
    made.setSourceFilePath("")
    return made


def test_outputs_lead_from_step_to_step(model, make_product, tmp_path):
    import processing

    scl = np.full((12, 12), 4, dtype="uint8")
    scl[:6, :6] = 9
    numbers = np.random.default_rng(3).integers(1001, 9000, (24, 24)).astype("uint16")
    path = make_product({("B02", 10): numbers, ("SCL", 20): scl}, offsets=-1000)
    by_label = {
        d.name().rpartition(":")[2]: d.name() for d in model.destinationParameterDefinitions()
    }
    clear = by_label.pop("clear")
    targets = {name: str(tmp_path / f"{label}.tif") for label, name in by_label.items()}
    assert set(by_label) == {"scl", "image", "count", "named"}
    out = processing.run(model, {"product": path, clear: "TEMPORARY_OUTPUT", **targets})
    assert sorted(f["tile_id"] for f in out[clear].getFeatures()) == [
        "r00000_c00001", "r00001_c00000", "r00001_c00001",
    ]  # fmt: skip
    with rasterio.open(tmp_path / "named.tif") as dataset:
        assert dataset.descriptions == ("blue",)
        values = dataset.read(1)
    assert np.isnan(values[:12, :12]).all()
    expected = ((numbers.astype(float) - 1000) / 10000).astype("float32")
    assert np.array_equal(values[12:], expected[12:])
    with rasterio.open(tmp_path / "count.tif") as dataset:
        assert dataset.read(1).sum() == 24 * 24 - 12 * 12
