"""What algorithms open is closed, whichever way they end."""

import gc
import weakref
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

LEFT, TOP = 500000, 4600000
CLOSES_AFTER = (0, 1, 2, 4, 8, 16, 32)


@pytest.fixture
def opened(monkeypatch):
    """References to all datasets that the engine has opened; Python tidies up no cycles."""
    import rasterio

    references = []
    open_dataset = rasterio.open

    def open_and_note(*arguments, **options):
        dataset = open_dataset(*arguments, **options)
        references.append(weakref.ref(dataset))
        return dataset

    monkeypatch.setattr(rasterio, "open", open_and_note)
    gc.disable()
    yield references
    gc.enable()


@pytest.fixture
def inputs(run, make_raster, make_layer, make_product, tmp_path):
    """Parameters with which each algorithm that opens rasters runs, but for OUTPUT."""
    rng = np.random.default_rng(4)
    raster = make_raster(rng.integers(1, 99, (3, 48, 48), dtype="uint8"), name="image.tif")
    other = make_raster(rng.integers(1, 99, (3, 48, 48), dtype="uint8"), name="20200102.tif")
    codes = make_raster(rng.integers(1, 4, (48, 48), dtype="uint8"), name="codes.tif")
    squares = [box(LEFT + 200 * k, TOP - 200, LEFT + 200 * (k + 1), TOP).wkt for k in (0, 1)]
    labels = make_layer([(wkt, {"class": name}) for wkt, name in zip(squares, "ab")])
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=12)["OUTPUT"]
    product = make_product(
        {
            ("B02", 10): np.full((12, 12), 3000, dtype="uint16"),
            ("SCL", 20): np.full((6, 6), 4, dtype="uint8"),
        },
        offsets=-1000,
        folder=tmp_path / "products",
    )
    classes = {"LABELS": labels, "LABEL_FIELD": "class"}
    model = str(tmp_path / "model.npz")
    run("trainclassifier", RASTER=raster, METHOD="KMEANS", CLASSES=2, OUTPUT=model)
    export = {"RASTER": raster, "MASK": codes, "FORMAT": "PNG"}
    build = {**export, "TILE_SIZE": 12, "MIN_VALID": 50, "CLOUD_MASK": codes, "CLOUD_VALUES": "9"}
    return {
        "createtilegrid": {"INPUT": raster, "TILE_SIZE": 12, "MIN_VALID": 50},
        "maskcloudraster": {"INPUT": tiles, "MASK": codes, "VALUES": "9"},
        "joinlabels": {"INPUT": tiles, "LABEL_RASTER": codes},
        "labelproportions": {"INPUT": tiles, "LABEL_RASTER": codes},
        "exporttiles": {**export, "TILES": tiles},
        "builddataset": {**build, "LABEL_RASTER": codes},
        "rasterizelabels": {**classes, "TEMPLATE": raster},
        "exporttimeseries": {"RASTERS": [other], "TILES": tiles, "LABEL_RASTER": codes},
        "selectproducts": {"INPUT": str(tmp_path / "products"), "AOI": labels},
        "loadsentinel2": {"INPUT": product},
        "stackbands": {"INPUTS": [raster, codes], "TEMPLATE": raster},
        "composite": {"RASTERS": [raster, other], "MASKS": [codes, codes], "VALUES": "9"},
        "samplepixels": {"RASTER": raster, **classes},
        "trainclassifier": {"RASTER": raster, **classes, "TREES": 5},
        "classifyraster": {"RASTER": raster, "MODEL": model},
        "contactsheet": {"IMAGES": [raster, codes]},
    }


# What makes each fail after it has opened something.
WRONG = {
    "createtilegrid": ({"BANDS": "9"}, {"TILE_SIZE": 0.5}, {"AOI_WKT": "none.txt"}),
    "maskcloudraster": ({"BAND": 7},),
    "joinlabels": ({"BAND": 7},),
    "labelproportions": ({"BAND": 7},),
    "exporttiles": (
        {"BANDS": "1,2"}, {"BANDS": "7"}, {"SCALING": "RANGE"},
        {"LABEL_FIELD": "none"}, {"SCALING": "STYLE", "STYLE_FILE": "none.qml"},
    ),
    "builddataset": (
        {"BANDS": "1,2"}, {"TILE_SIZE": 0.5}, {"CLOUD_BAND": 7}, {"LABEL_BAND": 7},
        {"SCALING": "RANGE"}, {"AOI_WKT": "none.txt"}, {"MIN_VALID": 100, "NODATA": "50"},
        {"SPLIT_METHOD": "GROUP"}, {"DRY_RUN": True, "TILE_SIZE": 999},
        {"DRY_RUN": True, "CLOUD_VALUES": "x"}, {"DRY_RUN": True, "MASK_FIELD": "class"},
        {"DRY_RUN": True}, {"DRY_RUN": True, "SCALING": "STYLE", "FORMAT": "JPEG"},
    ),
    "rasterizelabels": ({"LABEL_FIELD": "none"},),
    "exporttimeseries": ({"BANDS": "9"}, {"LABEL_FACTOR": 3}),
    "selectproducts": (),
    "loadsentinel2": ({"BANDS": "B99"},),
    "stackbands": ({"BANDS": "3"}, {"NAMES": "one"}),
    "composite": ({"BANDS": "9"}, {"VALUES": "x"}),
    "samplepixels": ({"LABEL_FIELD": "none"}, {"BANDS": "9"}, {"LEGEND": "["}),
    "trainclassifier": ({"LABEL_FIELD": "none"}, {"BANDS": "9"}, {"LEGEND": "["}),
    "classifyraster": ({"BANDS": "1"}, {"BANDS": "9"}),
    "contactsheet": ({"BANDS": "9"},),
}  # fmt: skip


def _feedback(calls):
    from qgis.core import QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        """Somebody who presses Cancel when it has been asked for so many times."""

        def __init__(self):
            super().__init__(False)
            self.calls = 0

        def isCanceled(self):
            self.calls += 1
            return self.calls > calls

    return Impatient()


def _run(name, parameters, calls=10**9):
    import processing
    from qgis.core import QgsProcessingException

    try:
        processing.run(f"tilewright:{name}", parameters, feedback=_feedback(calls))
    except QgsProcessingException as error:
        assert "failed unexpectedly" not in str(error)
        return str(error)
    return ""


def _run_by_itself(name, parameters, calls):
    """As the toolbox and the dock do."""
    from qgis.core import QgsApplication, QgsProcessingContext

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"tilewright:{name}")
    algorithm.run(parameters, QgsProcessingContext(), _feedback(calls))


def _output(name, folder):
    ends = {"samplepixels": "a.csv", "trainclassifier": "a.npz", "contactsheet": "a.png"}
    if name in ("exporttiles", "builddataset", "exporttimeseries"):
        return str(folder / "dataset")
    if name in ("rasterizelabels", "loadsentinel2", "stackbands", "composite", "classifyraster"):
        return str(folder / "a.tif")
    return str(folder / ends[name]) if name in ends else "TEMPORARY_OUTPUT"


@pytest.mark.parametrize("name", WRONG)
def test_every_dataset_is_closed_after_refusal_cancel_and_success(opened, inputs, tmp_path, name):
    opened.clear()
    failed = 0
    attempts = [{}, *({"calls": n} for n in CLOSES_AFTER), *WRONG[name]]
    for number, attempt in enumerate(attempts):
        folder = tmp_path / f"run{number}"
        parameters = {"OUTPUT": _output(name, folder), **inputs[name], **attempt}
        calls = parameters.pop("calls", 10**9)
        if name == "rasterizelabels" or not attempt:
            folder.mkdir()
        said = _run(name, parameters, calls)
        failed += bool(said)
        if not attempt:
            assert said == ""
        datasets = [d for d in (reference() for reference in opened) if d is not None]
        assert [d.name for d in datasets if not d.closed] == [], (attempt, said)
    assert opened
    assert failed > 2


@pytest.mark.parametrize(
    "wrong", (*WRONG["builddataset"][1:4], *WRONG["builddataset"][-3:]), ids=str
)
def test_many_failing_runs_leave_no_file_open(inputs, tmp_path, wrong):
    """As the system counts them, while Python tidies up no cycles."""
    parameters = {**inputs["builddataset"], "OUTPUT": str(tmp_path / "dataset"), **wrong}
    if parameters.get("DRY_RUN"):
        parameters.pop("OUTPUT")
    gc.collect()
    assert _files_in(tmp_path) == []
    gc.disable()
    try:
        for calls in (3, 10**9) * 6:
            _run_by_itself("builddataset", {**parameters, "OVERWRITE": True}, calls)
        assert _files_in(tmp_path) == []
    finally:
        gc.enable()


# Refusals of each stage: while parameters are taken, in the work, by a cancel.
@pytest.mark.parametrize("calls", (3, 10**9))
@pytest.mark.parametrize("wrong", ({"BANDS": "9"}, {"LABEL_FIELD": "none"}, {"TILE_SIZE": 999}))
def test_many_failing_runs_of_processing_leave_no_file_open(
    inputs, make_layer, tmp_path, wrong, calls
):
    """Layers given by path are opened by Processing, in a context that QGIS never frees then.

    Not so with a model that fails: it opens what its steps read before they hear of it, and a step
    cannot tell these layers from those that the caller put into the context, which must stay.
    """
    layer = make_layer([(box(LEFT, TOP - 99, LEFT + 99, TOP).wkt, {"class": "a"})])
    labels = {"LABELS": _save(layer, tmp_path), "LABEL_FIELD": "class", "LABEL_RASTER": None}
    parameters = {**inputs["builddataset"], **labels, "DRY_RUN": True, **wrong}
    gc.collect()
    assert _files_in(tmp_path) == []
    gc.disable()
    try:
        said = {_run("builddataset", parameters, calls) for _ in range(12)}
        assert _files_in(tmp_path) == []
    finally:
        gc.enable()
    assert len(said) == 1
    assert "" not in said


def test_a_context_keeps_what_its_owner_put_there_through_a_run_that_fails(
    qgis, inputs, make_layer, tmp_path
):
    import processing
    from qgis.core import QgsProcessingContext, QgsProcessingException, QgsRasterLayer

    context = QgsProcessingContext()
    own = make_layer([(box(LEFT, TOP - 99, LEFT + 99, TOP).wkt, {"class": "a"})], name="own")
    image = QgsRasterLayer(inputs["builddataset"]["RASTER"], "image")
    for layer in (own, image):
        context.temporaryLayerStore().addMapLayer(layer)
    kept = set(context.temporaryLayerStore().mapLayers())
    labels = {"LABELS": _save(own, tmp_path), "LABEL_FIELD": "class", "LABEL_RASTER": None}
    for raster in (image.id(), image.source(), image):
        given = {**inputs["builddataset"], **labels, "RASTER": raster, "BANDS": "9"}
        with pytest.raises(QgsProcessingException, match="band 9"):
            processing.run("tilewright:builddataset", given, context=context)
        assert set(context.temporaryLayerStore().mapLayers()) == kept
    assert (own.featureCount(), image.bandCount()) == (1, 3)
    # What fails once may be mended and run in the same context.
    good = {**inputs["builddataset"], **labels, "RASTER": image.id(), "DRY_RUN": True}
    good.update(OTHER_LABEL="b", OUTPUT=str(tmp_path / "dataset"))
    assert processing.run("tilewright:builddataset", good, context=context)["TILE_COUNT"] == 16


def _save(layer, folder) -> str:
    import processing

    path = str(folder / "labels.gpkg")
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path})
    return path


def _files_in(folder) -> list[str]:
    found = []
    for link in list(Path("/proc/self/fd").iterdir()):
        try:
            path = link.readlink()
        except OSError:
            continue
        if str(path).startswith(str(folder)):
            found.append(path.name)
    return sorted(found)
