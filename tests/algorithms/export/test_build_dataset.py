"""Build Dataset: the steps in one call."""

import json

import numpy as np
import pytest
from shapely.geometry import Point, box

LEFT, TOP = 500000, 4600000


@pytest.fixture
def scene(make_raster, make_layer):
    """All inputs that there can be, so that every step has something to do."""
    rng = np.random.default_rng(9)
    image = rng.integers(1, 5000, (3, 210, 250), dtype="uint16")
    image[:, :50, :40] = 0
    clouds = (rng.random((21, 25)) > 0.93).repeat(10, axis=0).repeat(10, axis=1)

    def rectangle(left, top, right, bottom):
        return box(LEFT + 10 * left, TOP - 10 * bottom, LEFT + 10 * right, TOP - 10 * top).wkt

    return {
        "raster": make_raster(image, descriptions=("red", "green", "blue")),
        "mask": make_raster(clouds.astype("uint16") << 14, name="quality.tif"),
        "marks": make_layer(
            [(Point(LEFT + x, TOP - y).wkt, {}) for x, y in ((705, 1330), (2010, 400))],
            kind="Point",
            name="marks",
        ),
        "labels": make_layer(
            [
                (rectangle(30, 20, 130, 150), {"class": "urban"}),
                (rectangle(100, 100, 230, 190), {"class": "Vårbyg"}),
                (rectangle(140, 30, 180, 60), {"class": None}),
            ],
            name="labels",
        ),
        "edits": make_layer(
            [
                (Point(LEFT + 2100, TOP - 1500).wkt, {"label": "urban"}),
                (Point(LEFT + 1100, TOP - 1100).wkt, {"label": None}),
            ],
            kind="Point",
            fields="label:string",
            name="edits",
        ),
        "area": make_layer([(rectangle(0, 0, 240, 200), {})], name="area"),
    }


GRID = {"TILE_SIZE": 32, "OVERLAP": 4, "EDGE": "KEEP", "MIN_VALID": 60, "NODATA": 0}
LABELLING = {"LABEL_FIELD": "class", "PREDICATE": "COVERAGE", "MIN_COVERAGE": 30}
EXPORT = {"NAMING": "SEQUENCE", "BANDS": "3,1,2", "FILL": 9, "QUALITY": 80}


@pytest.fixture
def whole_call(scene):
    return {
        "RASTER": scene["raster"],
        "AOI": scene["area"],
        "AOI_PREDICATE": "WITHIN",
        "CLOUDS": scene["marks"],
        "CLOUD_BUFFER": 25,
        "CLOUD_MASK": scene["mask"],
        "CLOUD_BITS": "14-15=1",
        "MAX_CLOUD": 12,
        "LABELS": scene["labels"],
        "LABEL_EDITS": scene["edits"],
        **GRID,
        **LABELLING,
        **EXPORT,
    }


@pytest.fixture
def step_by_step(run, scene, tmp_path):
    def call(folder, in_files, **export):
        rejected = []

        def step(name, **parameters):
            kept = dropped = "TEMPORARY_OUTPUT"
            if in_files:
                kept, dropped = (str(tmp_path / f"{name} {n}.gpkg") for n in ("kept", "dropped"))
            result = run(name, OUTPUT=kept, REJECTED=dropped, **parameters)
            assert result["REJECTED_COUNT"] > 0, name
            rejected.append(result["REJECTED"])
            return result["OUTPUT"]

        tiles = step(
            "createtilegrid",
            INPUT=scene["raster"],
            AOI=scene["area"],
            AOI_PREDICATE="WITHIN",
            BANDS="3,1,2",
            **GRID,
        )
        tiles = step("maskcloudpoints", INPUT=tiles, CLOUDS=scene["marks"], BUFFER=25)
        tiles = step(
            "maskcloudraster", INPUT=tiles, MASK=scene["mask"], BITS="14-15=1", MAX_CLOUD=12
        )
        tiles = step(
            "joinlabels",
            INPUT=tiles,
            LABELS=scene["labels"],
            LABEL_EDITS=scene["edits"],
            **LABELLING,
        )
        return run(
            "exporttiles",
            RASTER=scene["raster"],
            TILES=tiles,
            LABEL_FIELD="label",
            NODATA=0,
            REJECTED_TILES=rejected,
            OUTPUT=str(folder),
            **{**EXPORT, **export},
        )

    return call


@pytest.mark.parametrize("in_files", [False, True])
@pytest.mark.parametrize(
    "export",
    [
        {"FORMAT": "JPEG"},
        {"FORMAT": "GTIFF", "SCALING": "NONE"},
        {"FORMAT": "PNG", "RESAMPLING": "BILINEAR", "PIXELS": 24},
    ],
)
def test_one_call_gives_the_bytes_of_the_steps(
    run, whole_call, step_by_step, dataset_files, tmp_path, export, in_files
):
    whole, steps = tmp_path / "whole" / "set", tmp_path / "steps" / "set"
    result = run("builddataset", OUTPUT=str(whole), **{**whole_call, **export})
    step_by_step(steps, in_files, **export)
    one, other = dataset_files(whole), dataset_files(steps)
    facts, other_facts = one.pop("dataset.json"), other.pop("dataset.json")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    for described in (facts, other_facts):
        # That of the parameters too.
        described["checksums"].pop("dataset.json")
    for fact in facts.keys() - {"fingerprint", "parameters", "sources"}:
        assert facts[fact] == other_facts[fact], fact
    counts = {row["name"]: row["tiles"] for row in facts["classes"]}
    assert json.loads(result["CLASS_COUNTS"]) == counts
    assert set(counts) == {"urban", "Vårbyg"}
    assert result["TILE_COUNT"] == sum(counts.values()) == facts["tile_count"]
    assert result["REJECTED_COUNT"] == facts["rejected_count"]
    assert result["TILE_COUNT"] + result["REJECTED_COUNT"] == 9 * 8


def test_rejected_layer_of_the_dataset_has_every_reason(run, whole_call, rows, tmp_path):
    from qgis.core import QgsVectorLayer

    run("builddataset", OUTPUT=str(tmp_path / "set"), **whole_call)
    layer = QgsVectorLayer(f"{tmp_path}/set/tiles.gpkg|layername=rejected", "rejected", "ogr")
    reasons = {row["reason"].partition(" (")[0] for row in rows(layer)}
    assert reasons == {
        "not wholly inside the area of interest",
        "too few valid pixels",
        "cloud mark",
        "too cloudy",
        "too little coverage",
        "no label",
        "label taken away by hand",
    }
    facts = json.loads((tmp_path / "set" / "dataset.json").read_text("utf-8"))
    assert set(facts["sources"]) == {"raster", "clouds", "cloud_mask", "labels"}
    assert facts["parameters"]["CLOUD_BUFFER"] == 25


def test_layers_of_tiles_are_those_of_the_dataset(run, whole_call, rows, csv_rows, tmp_path):
    result = run(
        "builddataset",
        OUTPUT=str(tmp_path / "set"),
        TILES="TEMPORARY_OUTPUT",
        REJECTED="TEMPORARY_OUTPUT",
        **whole_call,
    )
    lines = csv_rows(result["MANIFEST"])
    assert {(r["tile_id"], r["label"]) for r in rows(result["TILES"])} == {
        (line["tile_id"], line["label"]) for line in lines
    }
    assert result["REJECTED"].featureCount() == result["REJECTED_COUNT"]
    assert all(row["reason"] for row in rows(result["REJECTED"]))


@pytest.mark.parametrize(
    "options",
    [
        {"FORMAT": "JPEG"},
        {"FORMAT": "PNG", "SCALING": "MINMAX"},
        {"FORMAT": "GTIFF", "SCALING": "NONE"},
        {"FORMAT": "NPY"},
        {"FORMAT": "PNG", "SCALING": "STYLE"},
        {"FORMAT": "JPEG", "RESAMPLING": "AVERAGE", "PIXELS": 32},
    ],
)
def test_dry_run_counts_alike_writes_nothing_and_estimates_the_size(
    run, examples, tmp_path, files, options
):
    foz = examples / "foz"
    parameters = {
        "RASTER": str(foz / "foz.tif"),
        "TILE_SIZE": 64,
        "NODATA": 0,
        "MIN_VALID": 50,
        "LABELS": str(foz / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        **options,
    }
    folder = tmp_path / "set"
    dry = run("builddataset", DRY_RUN=True, OUTPUT=str(folder), **parameters)
    assert not folder.exists()
    real = run("builddataset", OUTPUT=str(folder), **parameters)
    for name in ("TILE_COUNT", "REJECTED_COUNT", "CLASS_COUNTS"):
        assert dry[name] == real[name], name
    assert sum(json.loads(dry["CLASS_COUNTS"]).values()) == dry["TILE_COUNT"] > 250
    size = sum(len(data) for name, data in files(folder).items() if "/" in name)
    assert dry["ESTIMATED_BYTES"] == pytest.approx(size, rel=0.15)


def test_dry_run_needs_no_output(run, scene):
    result = run("builddataset", RASTER=scene["raster"], TILE_SIZE=64, DRY_RUN=True, OUTPUT=None)
    assert (result["TILE_COUNT"], result["CLASS_COUNTS"]) == (9, "{}")


def test_without_labels_all_images_go_to_one_folder(run, scene, files, tmp_path):
    folder = tmp_path / "set"
    run("builddataset", RASTER=scene["raster"], TILE_SIZE=64, OUTPUT=str(folder))
    images = [name for name in files(folder) if "/" in name]
    assert images == [f"images/r0000{r}_c0000{c}.jpg" for r in range(3) for c in range(3)]


def test_other_label_alone_labels_all_tiles(run, scene, tmp_path):
    result = run(
        "builddataset",
        RASTER=scene["raster"],
        TILE_SIZE=64,
        OTHER_LABEL="land",
        OUTPUT=str(tmp_path / "set"),
    )
    assert json.loads(result["CLASS_COUNTS"]) == {"land": 9}


def test_no_tile_left_is_one_sentence_with_all_reasons(run_error, scene, make_layer, tmp_path):
    labels = make_layer([(box(LEFT, TOP - 10, LEFT + 10, TOP).wkt, {})], name="corner")
    folder = tmp_path / "set"
    text = run_error(
        "builddataset",
        RASTER=scene["raster"],
        TILE_SIZE=64,
        EDGE="DROP",
        CLOUDS=scene["marks"],
        LABELS=labels,
        LABEL="urban",
        NODATA=0,
        MIN_VALID=70,
        OUTPUT=str(folder),
    )
    assert "No tile is left of 16: " in text
    for reason in (
        "7 cut by the raster's edge",
        "1 too few valid pixels",
        "cloud mark",
        "no label",
    ):
        assert reason in text
    assert not folder.exists()


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"RASTER": "none.tif"}, "RASTER"),
        ({"TILE_SIZE": 0}, "TILE_SIZE is 0"),
        ({"TILE_SIZE": 999}, "less than one whole tile; choose a smaller TILE_SIZE"),
        ({"OVERLAP": 64}, "OVERLAP is 64 pixels and a tile only 64"),
        ({"OVERLAP": -999}, "OVERLAP is -999 pixels, a gap beyond which no second tile fits"),
        ({"BANDS": "7"}, "BANDS asks for band 7"),
        ({"CLOUD_MASK": "mask"}, "Say which mask values are cloudy"),
        ({"CLOUD_MASK": "mask", "CLOUD_VALUES": "x"}, "The value 'x' cannot be understood"),
        ({"LABELS": "labels"}, "Say which class the polygons are"),
        ({"LABELS": "labels", "LABEL_FIELD": "kind"}, "has no such field"),
        ({"LABEL_FIELD": "class"}, "LABEL_FIELD is given without LABELS"),
        ({"SCALING": "NONE"}, "JPEG holds 8-bit values and the raster has uint16"),
        ({"SCALING": "RANGE"}, "SCALING=RANGE needs SCALE_MIN"),
        ({"PIXELS": 32}, "say how with RESAMPLING"),
        ({"STYLE_FILE": "none.qml", "SCALING": "STYLE"}, "STYLE_FILE none.qml cannot be used"),
        ({"FORMAT": "BMP"}, "; choose one of JPEG, PNG, GTIFF, NPY"),
    ],
)
def test_wrong_inputs_leave_no_file_behind(run_error, scene, tmp_path, wrong, part):
    parameters = {"RASTER": scene["raster"], "TILE_SIZE": 64, **wrong}
    for name in ("CLOUD_MASK", "LABELS"):
        if name in parameters:
            parameters[name] = scene[parameters[name]]
    folder = tmp_path / "deep" / "set"
    assert part in run_error("builddataset", OUTPUT=str(folder), **parameters)
    assert not folder.parent.exists()


def test_output_is_asked_for_and_refused_before_the_work(run_error, run, scene, tmp_path):
    parameters = {"RASTER": scene["raster"], "TILE_SIZE": 64}
    text = run_error("builddataset", OUTPUT=None, **parameters)
    assert "Name a folder for the dataset with OUTPUT" in text
    folder = tmp_path / "set"
    run("builddataset", OUTPUT=str(folder), **parameters)
    assert "is not empty" in run_error("builddataset", OUTPUT=str(folder), **parameters)


def test_same_call_gives_the_same_bytes_and_resumes_only_itself(
    run, run_error, whole_call, scene, dataset_files, tmp_path
):
    folders = [tmp_path / name / "set" for name in "ab"]
    for folder, workers in zip(folders, (1, 3)):
        run("builddataset", OUTPUT=str(folder), WORKERS=workers, **whole_call)
    assert dataset_files(folders[0]) == dataset_files(folders[1])
    run("builddataset", OUTPUT=str(folders[0]), RESUME=True, **whole_call)
    assert dataset_files(folders[0]) == dataset_files(folders[1])
    scene["labels"].dataProvider().deleteFeatures([1])
    text = run_error("builddataset", OUTPUT=str(folders[0]), RESUME=True, **whole_call)
    assert "begun with other inputs or parameters" in text


def test_messages_of_the_export_reach_who_words_them_anew(qgis):
    from tilewright.algorithms.append.part_of_progress import PartOfProgress
    from tilewright.algorithms.base.words import MessageFeedback, put_into_words
    from tilewright.core.message import Message

    class Listener(MessageFeedback):
        def __init__(self):
            super().__init__(False)
            self.heard = []

        def pushInfo(self, info):
            self.heard.append(("info", info))

        def pushWarning(self, warning):
            self.heard.append(("warning", warning))

    listener = Listener()
    rest = PartOfProgress(listener, 20, 100)
    message = Message("{OVERWRITE} replaces {name}.", name="a")
    text = put_into_words(message, {}, rest)
    rest.pushInfo(text)
    rest.pushWarning(text)
    rest.setProgress(50)
    assert listener.messages == {text: message}
    assert listener.messages[text] is message
    assert listener.heard == [("info", text), ("warning", text)]
    assert listener.progress() == 60
    assert not rest.isCanceled()
    listener.cancel()
    assert rest.isCanceled()
