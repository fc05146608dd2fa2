"""What every algorithm promises to the toolbox, models, batch mode and scripts."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

IDS = [
    "createtilegrid",
    "maskcloudpoints",
    "maskcloudraster",
    "joinlabels",
    "splittiles",
    "auditsplit",
    "createrandomtiles",
    "selecttiles",
    "labelproportions",
    "coarseproportions",
    "assigncoarsetile",
    "exporttiles",
    "builddataset",
    "rasterizelabels",
    "exporttimeseries",
    "validatedataset",
    "loaddataset",
    "rebuilddataset",
    "reviewlabels",
    "mergedatasets",
    "packagedataset",
    "assessmentpoints",
    "assessmap",
    "cleanclasses",
    "comparemaps",
    "earthenginetiles",
    "searchcatalog",
    "mgrstiles",
    "downloadproducts",
    "selectproducts",
    "loadsentinel2",
    "stackbands",
    "composite",
]
IMAGERY = IDS[IDS.index("searchcatalog") :]
# Those that read tiles or make them, and hear Cancel at once.
STEPS = IDS[: IDS.index("exporttiles")]


@pytest.fixture(params=IDS)
def algorithm(request, qgis):
    from qgis.core import QgsApplication

    return QgsApplication.processingRegistry().createAlgorithmById(f"tilewright:{request.param}")


def test_provider_offers_these_algorithms(qgis):
    provider = qgis.tilewright_provider
    assert {"tilewright:" + name for name in IDS} <= {a.id() for a in provider.algorithms()}
    assert provider.warningMessage() == ""
    assert not provider.icon().isNull()


def test_none_takes_the_place_of_what_all_do_first(qgis):
    """Inputs are checked by private methods of the class that all algorithms come from."""
    from tilewright.algorithms.base.algorithm import TilewrightAlgorithm

    shared = {name for name in vars(TilewrightAlgorithm) if re.match("_[a-z]", name)}
    assert {"_compute", "_take", "_guarded"} <= shared
    for algorithm in qgis.tilewright_provider.algorithms():
        kinds = type(algorithm).__mro__
        for kind in kinds[: kinds.index(TilewrightAlgorithm)]:
            assert not shared & set(vars(kind)), kind


def test_each_group_has_an_icon_of_its_own(qgis):
    algorithms = qgis.tilewright_provider.algorithms()
    pictures = {}
    for algorithm in algorithms:
        image = algorithm.icon().pixmap(16, 16).toImage()
        pixels = bytes(image.constBits().asarray(image.byteCount()))
        assert len(set(pixels)) > 4, algorithm.name()
        pictures.setdefault(algorithm.group(), set()).add(pixels)
    assert all(len(found) == 1 for found in pictures.values())
    assert len(set().union(*pictures.values())) == len(pictures) == 7


def test_names_groups_and_help_are_filled_in(algorithm):
    assert re.fullmatch("[a-z][a-z0-9]+", algorithm.name())
    assert algorithm.group() in (
        *("Imagery", "Grid", "Clouds", "Labels", "Split", "Export", "Classify"),
    )
    assert algorithm.groupId() == algorithm.group().lower()
    assert len(algorithm.shortHelpString()) > 80
    assert 20 < len(algorithm.shortDescription()) < 250
    assert algorithm.tags()
    assert not algorithm.icon().isNull()
    assert algorithm.displayName()[0].isupper()


def test_parameters_have_upper_case_names_and_help(algorithm):
    for parameter in algorithm.parameterDefinitions():
        assert re.fullmatch("[A-Z][A-Z0-9_]*", parameter.name())
        assert len(parameter.help()) > 15, parameter.name()
        assert parameter.help().endswith("."), parameter.name()
        assert parameter.description()


def test_choices_are_words_and_the_help_lists_them(algorithm):
    from qgis.core import QgsProcessingParameterEnum

    for parameter in algorithm.parameterDefinitions():
        if isinstance(parameter, QgsProcessingParameterEnum):
            assert parameter.usesStaticStrings()
            assert parameter.defaultValue() in parameter.options()
            assert f"Values: {', '.join(parameter.options())}." in parameter.help()


def test_required_parameters_without_default_are_inputs_and_outputs_only(algorithm):
    required = {
        p.name()
        for p in algorithm.parameterDefinitions()
        if not p.flags() & p.Flag.FlagOptional and p.defaultValue() is None
    }
    inputs = {"INPUT", "RASTER", "TILES", "CLOUDS", "MASK", "LABELS", "COARSE", "COARSE_ID"}
    inputs |= {"TEMPLATE", "DATASETS", "BEFORE", "AFTER"}
    assert required <= {*inputs, "OUTPUT"}


def test_run_in_the_background_in_models_and_in_batches(algorithm):
    from qgis.core import QgsProcessingAlgorithm

    flags = algorithm.flags()
    for flag in ("FlagSupportsBatch", "FlagCanCancel"):
        assert flags & getattr(QgsProcessingAlgorithm.Flag, flag)
    for flag in ("FlagNoThreading", "FlagHideFromModeler", "FlagHideFromToolbox"):
        assert not flags & getattr(QgsProcessingAlgorithm.Flag, flag)
    assert algorithm.canExecute()[0]


@pytest.fixture
def catalog(tmp_path, optional_libraries):
    """A STAC catalogue of nothing."""
    pytest.importorskip("pystac_client")
    links = [{"rel": "self", "href": "./catalog.json"}]
    told = {"type": "Catalog", "stac_version": "1.0.0", "id": "a", "description": "b"}
    path = tmp_path / "catalog.json"
    path.write_text(json.dumps({**told, "links": links}))
    return str(path)


@pytest.fixture
def results(run, make_raster, make_layer, make_product, tmp_path, catalog):
    """What each algorithm returns when everything is asked for."""
    raster = make_raster(np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8"))
    mask = make_raster(np.zeros((40, 40), dtype="uint8"), name="mask.tif")
    marks = make_layer([("POINT(500010 4599990)", {})], kind="Point")
    square = "POLYGON((500000 4599600, 500300 4599600, 500300 4600000, 500000 4599600))"
    labels = make_layer([(square, {"class": "a"})])
    rejected = {"REJECTED": "TEMPORARY_OUTPUT"}
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=10, **rejected)
    tiles = grid["OUTPUT"]
    images = {
        ("B02", 10): np.full((12, 12), 3000, dtype="uint16"),
        ("SCL", 20): np.full((6, 6), 4, dtype="uint8"),
    }
    product = make_product(images, offsets=-1000, folder=tmp_path / "products")
    split = run("splittiles", INPUT=tiles, METHOD="RANDOM", **rejected)
    shares = run("labelproportions", INPUT=tiles, LABEL_RASTER=mask, CSV=str(tmp_path / "p.csv"))
    dataset = run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(tmp_path / "a"))
    classes = {"LABEL_FIELD": "class", "OTHER_LABEL": "b", "PREDICATE": "CENTROID"}
    labelled = run("joinlabels", INPUT=tiles, LABELS=labels, **classes)["OUTPUT"]
    run("exporttiles", RASTER=raster, TILES=labelled, OUTPUT=str(tmp_path / "labelled"))
    coarse = {"INPUT": tiles, "COARSE": shares["OUTPUT"]}
    return {
        "splittiles": split,
        "auditsplit": run("auditsplit", INPUT=split["OUTPUT"], REPORT=str(tmp_path / "c.html")),
        "createrandomtiles": run("createrandomtiles", AOI=labels, MAX_SIZE=100),
        "selecttiles": run("selecttiles", INPUT=tiles, AOI=labels, **rejected),
        "labelproportions": shares,
        "coarseproportions": run("coarseproportions", **coarse),
        "assigncoarsetile": run("assigncoarsetile", COARSE_ID="tile_id", **coarse),
        "validatedataset": run(
            "validatedataset",
            INPUT=str(tmp_path / "a"),
            REPORT=str(tmp_path / "v.html"),
            PROBLEMS="TEMPORARY_OUTPUT",
        ),
        "loaddataset": run(
            "loaddataset",
            INPUT=str(tmp_path / "a"),
            TILES="TEMPORARY_OUTPUT",
            OBJECTS="TEMPORARY_OUTPUT",
        ),
        "rebuilddataset": run(
            "rebuilddataset",
            INPUT=str(tmp_path / "a"),
            OUTPUT=str(tmp_path / "again"),
            REPORT=str(tmp_path / "again.json"),
        ),
        "reviewlabels": run(
            "reviewlabels",
            INPUT=str(tmp_path / "labelled"),
            REPORT=str(tmp_path / "r.html"),
            CSV=str(tmp_path / "r.csv"),
        ),
        "mergedatasets": run(
            "mergedatasets",
            DATASETS=[str(tmp_path / "a"), str(tmp_path / "again")],
            OUTPUT=str(tmp_path / "both"),
        ),
        "packagedataset": run(
            "packagedataset", INPUT=str(tmp_path / "a"), OUTPUT=str(tmp_path / "p")
        ),
        "assessmentpoints": run("assessmentpoints", RASTER=raster, COUNT=300, MIN_PER_CLASS=2),
        "assessmap": run(
            "assessmap",
            RASTER=mask,
            REFERENCE_RASTER=mask,
            REPORT=str(tmp_path / "m.html"),
            CSV=str(tmp_path / "m.csv"),
        ),
        "cleanclasses": run("cleanclasses", RASTER=mask, MIN_AREA=3, AREA_UNIT="PIXELS"),
        "comparemaps": run(
            "comparemaps",
            BEFORE=mask,
            AFTER=mask,
            REPORT=str(tmp_path / "changes.html"),
            CSV=str(tmp_path / "c.csv"),
        ),
        "searchcatalog": run("searchcatalog", URL=catalog),
        "mgrstiles": run("mgrstiles", AOI=labels),
        "downloadproducts": run(
            "downloadproducts",
            NAMES=Path(product).stem,
            OUTPUT=str(tmp_path / "products"),
            PRODUCTS="TEMPORARY_OUTPUT",
        ),
        "selectproducts": run("selectproducts", INPUT=str(tmp_path / "products")),
        "loadsentinel2": run("loadsentinel2", INPUT=product, SCL="TEMPORARY_OUTPUT"),
        "stackbands": run("stackbands", INPUTS=[raster, mask]),
        "composite": run("composite", RASTERS=[mask, mask], COUNT_BAND="TEMPORARY_OUTPUT"),
        "createtilegrid": grid,
        "maskcloudpoints": run("maskcloudpoints", INPUT=tiles, CLOUDS=marks, **rejected),
        "maskcloudraster": run("maskcloudraster", INPUT=tiles, MASK=mask, VALUES="1", **rejected),
        "joinlabels": run("joinlabels", INPUT=tiles, LABELS=labels, LABEL="a", **rejected),
        "exporttiles": dataset,
        "builddataset": run(
            "builddataset",
            RASTER=raster,
            TILE_SIZE=10,
            SPLIT_METHOD="RANDOM",
            OUTPUT=str(tmp_path / "b"),
            TILES="TEMPORARY_OUTPUT",
            **rejected,
        ),
        "rasterizelabels": run(
            "rasterizelabels",
            LABELS=labels,
            LABEL_FIELD="class",
            TEMPLATE=raster,
            OUTPUT=str(tmp_path / "classes.tif"),
            IDS=str(tmp_path / "ids.tif"),
            CONFLICTS=str(tmp_path / "conflicts.tif"),
            RATIOS=str(tmp_path / "ratios.tif"),
            DISTANCES=str(tmp_path / "distances.tif"),
            LEGEND=str(tmp_path / "legend.csv"),
            PARCELS=str(tmp_path / "parcels.csv"),
        ),
        "exporttimeseries": run(
            "exporttimeseries",
            RASTERS=[make_raster(np.ones((40, 40), dtype="uint8"), name="20200101.tif")],
            PARCELS=labels,
            PARCEL_LABEL_FIELD="class",
            OUTPUT=str(tmp_path / "c"),
        ),
    }


def test_every_returned_key_is_a_declared_output_of_its_type(qgis, results):
    from qgis.core import QgsApplication

    registry = QgsApplication.processingRegistry()
    for name, result in results.items():
        algorithm = registry.createAlgorithmById(f"tilewright:{name}")
        declared = {output.name(): output.type() for output in algorithm.outputDefinitions()}
        assert set(result) <= set(declared), name
        # A dry run alone estimates, counts objects and draws a sample; one of many images alone
        # counts them.
        others = {"ESTIMATED_BYTES", "OBJECT_COUNT", "SAMPLE", "SAMPLE_TILE"}
        if "OUTPUT_FOLDER" in declared:
            others |= {"OUTPUT_FOLDER", "RASTERS", "DONE_COUNT", "WHOLE_COUNT"}
            others |= {"FAILED_COUNT", "FAILED"}
        assert set(declared) - set(result) <= others, name
        for key, value in result.items():
            if declared[key] == "outputNumber":
                assert isinstance(value, (int, float)), key
            if declared[key] == "outputBoolean":
                assert isinstance(value, bool), key
            if declared[key] in ("outputString", "outputFile", "outputFolder"):
                assert isinstance(value, str), key


@pytest.mark.parametrize("name", STEPS)
def test_steps_hear_cancel(qgis, make_raster, make_layer, run, name):
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    parameters = {"INPUT": grid, "OUTPUT": "TEMPORARY_OUTPUT"}
    if name == "createtilegrid":
        parameters.update(INPUT=raster, TILE_SIZE=10)
    elif name == "maskcloudraster":
        parameters.update(MASK=raster, VALUES="3")
    elif name == "maskcloudpoints":
        parameters["CLOUDS"] = make_layer([("POINT(500010 4599990)", {})], kind="Point")
    elif name in ("createrandomtiles", "selecttiles"):
        parameters["AOI"] = grid
    elif name == "labelproportions":
        parameters["LABEL_RASTER"] = raster
    elif name == "coarseproportions":
        parameters["COARSE"] = run("labelproportions", INPUT=grid, LABEL_RASTER=raster)["OUTPUT"]
    elif name == "assigncoarsetile":
        parameters.update(COARSE=grid, COARSE_ID="tile_id")
    elif name == "joinlabels":
        parameters.update(LABELS=grid, LABEL="a")
    _hear_cancel(name, parameters)


@pytest.mark.parametrize("name", IMAGERY)
def test_imagery_hears_cancel_and_leaves_nothing(
    qgis, make_raster, make_layer, make_product, tmp_path, name, catalog
):
    images = {("B02", 10): np.full((12, 12), 3000, dtype="uint16")}
    product = make_product(images, offsets=-1000, folder=tmp_path / "products")
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    target = tmp_path / "out" / "a.tif"
    square = "POLYGON((1 43, 2 43, 2 44, 1 43))"
    inputs = {
        "searchcatalog": {"URL": catalog},
        "mgrstiles": {"AOI": make_layer([(square, {})], crs="EPSG:4326")},
        "downloadproducts": {"NAMES": Path(product).stem, "PRODUCTS": "TEMPORARY_OUTPUT"},
        "selectproducts": {"INPUT": str(tmp_path / "products"), "OUTPUT": "TEMPORARY_OUTPUT"},
        "loadsentinel2": {"INPUT": product},
        "stackbands": {"INPUTS": [raster]},
        "composite": {"RASTERS": [raster]},
    }
    _hear_cancel(name, {"OUTPUT": str(target), **inputs[name]})
    assert not target.parent.exists()


def _hear_cancel(name, parameters):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(f"tilewright:{name}", parameters, feedback=feedback)


def test_unforeseen_errors_reach_users_as_one_sentence(run, make_raster, monkeypatch):
    from qgis.core import QgsProcessingException

    from tilewright.algorithms.grid import over_scenes

    def fail(*_):
        raise KeyError("inner detail")

    monkeypatch.setattr(over_scenes, "read_grid_request", fail)
    with pytest.raises(QgsProcessingException) as caught:
        run("createtilegrid", INPUT=make_raster(np.ones((40, 40), dtype="uint8")), TILE_SIZE=10)
    assert "Tilewright failed unexpectedly (KeyError: 'inner detail')" in str(caught.value)
    assert "Traceback" not in str(caught.value)


def test_a_service_is_asked_for_no_pixels_of_unknown_size(run_error, qgis):
    from qgis.core import QgsProject, QgsRasterLayer

    layer = QgsRasterLayer(
        "type=xyz&url=file:///none/%7Bz%7D/%7Bx%7D/%7By%7D.png&zmax=3&zmin=0", "online", "wms"
    )
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    text = run_error("createtilegrid", INPUT=layer, TILE_SIZE=64)
    assert "online is a map service, whose pixels can have many sizes; give RESOLUTION" in text
    QgsProject.instance().clear()
