"""Twenty images of four files each: four calls from bands to a picture."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio

BANDS = ("red2", "green2", "nir", "tirs")
OTHERS = ("alpha", "blue")
COUNT, SIDE = 20, 40
# Brightness of canopy, soil and background in each band.
KINDS = np.array([[60, 80, 200, 90], [150, 120, 110, 160], [20, 25, 30, 40]], dtype=float)
UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


def write(path, values):
    path.parent.mkdir(parents=True, exist_ok=True)
    profile = {"driver": "GTiff", "width": SIDE, "height": SIDE, "count": 1, "dtype": "uint8"}
    place = rasterio.Affine(*UTM)
    with rasterio.open(path, "w", crs="EPSG:32631", transform=place, **profile) as dataset:
        dataset.write(values.astype("uint8"), 1)


@pytest.fixture(scope="module")
def flights(tmp_path_factory):
    """Folders of single-band files, a folder an image, with two bands that nobody wants."""
    folder = tmp_path_factory.mktemp("flights")
    rng = np.random.default_rng(5)
    for k in range(COUNT):
        rows, cols = np.indices((SIDE, SIDE)) // 8
        kinds = (rows * (k + 1) + cols) % 3
        noise = rng.normal(scale=7, size=(SIDE, SIDE, 4))
        pixels = (KINDS[kinds] + noise + k).clip(1, 255)
        home = folder / f"farm_{k % 2}" / f"flight_{k + 1}"
        for band, values in zip(BANDS, pixels.transpose(2, 0, 1)):
            write(home / f"{band}.tif", values)
        for band in OTHERS:
            write(home / f"{band}.tif", np.full((SIDE, SIDE), 255))
    return folder


def stack(run, folder, out, **more):
    more = {"FILTER": ",".join(BANDS), **more}
    return run("stackbands", FOLDER=str(folder), OUTPUT_FOLDER=str(out), **more)


@pytest.fixture(scope="module")
def made(qgis, flights, tmp_path_factory):
    """What the four calls return, by algorithm, and where it is."""
    import processing
    from qgis.core import QgsProcessingFeedback

    place = tmp_path_factory.mktemp("made")
    calls = []

    def call(name, **parameters):
        calls.append(name)
        feedback = QgsProcessingFeedback(False)
        return processing.run(f"tilewright:{name}", parameters, feedback=feedback)

    stacks = call(
        "stackbands", FOLDER=str(flights), FILTER=",".join(BANDS), OUTPUT_FOLDER=str(place / "s")
    )
    model = call(
        "trainclassifier",
        RASTER=stacks["RASTERS"][:2],
        METHOD="KMEANS",
        CLASSES=3,
        STANDARDIZE=False,
        OUTPUT=str(place / "k.npz"),
    )
    classes = call(
        "classifyraster",
        FOLDER=stacks["OUTPUT_FOLDER"],
        MODEL=model["OUTPUT"],
        OUTPUT_FOLDER=str(place / "c"),
    )
    sheet = call(
        "contactsheet",
        IMAGES_FOLDER=stacks["OUTPUT_FOLDER"],
        CLASS_FOLDER=classes["OUTPUT_FOLDER"],
        COLUMNS=10,
        CELL=40,
        OUTPUT=str(place / "sheet.png"),
    )
    assert len(calls) == 4
    return {"stacks": stacks, "model": model, "classes": classes, "sheet": sheet, "place": place}


def test_each_folder_becomes_a_stack_in_the_order_of_the_names(made, flights):
    stacks = made["stacks"]
    assert (stacks["DONE_COUNT"], stacks["WHOLE_COUNT"], stacks["FAILED_COUNT"]) == (20, 0, 0)
    names = [Path(p).relative_to(made["place"] / "s").as_posix() for p in stacks["RASTERS"]]
    # flight_2 before flight_10.
    numbers = [[*range(1, 21, 2)], [*range(2, 21, 2)]]
    assert names == [f"farm_{k}/flight_{n}.tif" for k in (0, 1) for n in numbers[k]]
    for path in stacks["RASTERS"][:3]:
        own = flights / Path(path).relative_to(made["place"] / "s").with_suffix("")
        with rasterio.open(path) as dataset:
            assert dataset.descriptions == BANDS
            for k, band in enumerate(BANDS, 1):
                with rasterio.open(own / f"{band}.tif") as single:
                    assert np.array_equal(dataset.read(k), single.read(1))


def test_clusters_are_those_of_scikit_learn(made):
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    def pixels(path):
        with rasterio.open(path) as dataset:
            return dataset.read().reshape(4, -1).T.astype(float)

    stacks, classes = made["stacks"]["RASTERS"], made["classes"]["RASTERS"]
    assert len(classes) == COUNT
    trained = np.concatenate([pixels(path) for path in stacks[:2]])
    fitted = KMeans(3, n_init=10, random_state=1).fit(trained)
    for source, found in zip(stacks, classes):
        with rasterio.open(found) as dataset:
            ours = dataset.read(1).reshape(-1)
        assert set(ours.tolist()) == {1, 2, 3}
        assert adjusted_rand_score(fitted.predict(pixels(source)), ours) >= 0.97
    counts = json.loads(made["classes"]["CLASS_COUNTS"])
    assert len(counts) == COUNT
    assert {sum(own.values()) for own in counts.values()} == {SIDE**2}


def test_the_sheet_has_classes_above_each_image_and_a_key(made):
    from PIL import Image

    assert made["sheet"]["PICTURE_COUNT"] == 2 * COUNT
    picture = np.asarray(Image.open(made["sheet"]["OUTPUT"]).convert("RGB"))
    with rasterio.open(made["classes"]["RASTERS"][0]) as dataset:
        colors, codes = dataset.colormap(1), dataset.read(1)
    shown = picture[8:48, 8:48]
    assert np.array_equal(shown, np.array([colors[c][:3] for c in codes.flat]).reshape(40, 40, 3))
    # Ten columns, four rows of pictures with captions, and the colours of the classes below.
    assert picture.shape[1] == 10 * 48 + 8
    below = picture[8 + 4 * (48 + 18) :].reshape(-1, 3)
    for number in (1, 2, 3):
        assert (below == colors[number][:3]).all(axis=1).any()


def test_a_second_run_makes_only_what_is_missing(run, made, tmp_path):
    shutil.copytree(made["place"] / "c", tmp_path / "c")
    lost = tmp_path / "c" / "farm_1" / "flight_4.tif"
    lost.unlink()
    kept = {p: p.stat().st_mtime_ns for p in (tmp_path / "c").rglob("*.tif")}
    again = run(
        "classifyraster",
        FOLDER=made["stacks"]["OUTPUT_FOLDER"],
        MODEL=made["model"]["OUTPUT"],
        OUTPUT_FOLDER=str(tmp_path / "c"),
    )
    assert (again["DONE_COUNT"], again["WHOLE_COUNT"], again["FAILED_COUNT"]) == (1, 19, 0)
    assert "11/20: farm_1/flight_2 is there already and whole." in run.log
    assert "12/20: farm_1/flight_4 is done." in run.log
    assert "Of 20 images 1 were made now, 19 were there already and 0 failed." in run.log
    assert {p: p.stat().st_mtime_ns for p in kept} == kept
    first = made["place"] / "c" / "farm_1" / "flight_4.tif"
    assert lost.read_bytes() == first.read_bytes()


def test_a_damaged_file_is_named_and_the_others_go_on(run, flights, made, tmp_path):
    shutil.copytree(flights / "farm_0", tmp_path / "farm")
    bad = tmp_path / "farm" / "flight_3" / "nir.tif"
    bad.write_bytes(bad.read_bytes()[:900])
    (tmp_path / "farm" / "flight_5" / "tirs.tif").unlink()
    out = stack(run, tmp_path / "farm", tmp_path / "s")
    assert (out["DONE_COUNT"], out["FAILED_COUNT"]) == (8, 2)
    failed = json.loads(out["FAILED"])
    assert list(failed) == ["flight_3", "flight_5"]
    assert "nir.tif" in failed["flight_3"]
    assert failed["flight_5"] == ("It lacks tirs; add that, or name the files to take with FILTER.")
    assert f"3/10: flight_5 failed: {failed['flight_5']}" in run.log
    assert (
        "2 of 10 images failed: flight_3, flight_5. Mend them and run again; what is there is "
        "kept." in run.log
    )
    assert len(list((tmp_path / "s").rglob("*"))) == 8

    stacks = [Path(p) for p in out["RASTERS"]]
    stacks[1].write_bytes(stacks[1].read_bytes()[:1200])
    classes = run(
        "classifyraster",
        FOLDER=str(tmp_path / "s"),
        MODEL=made["model"]["OUTPUT"],
        OUTPUT_FOLDER=str(tmp_path / "c"),
    )
    assert (classes["DONE_COUNT"], list(json.loads(classes["FAILED"]))) == (7, ["flight_7"])

    sheet = run(
        "contactsheet",
        IMAGES_FOLDER=str(tmp_path / "s"),
        CLASS_FOLDER=str(tmp_path / "c"),
        OUTPUT=str(tmp_path / "sheet.png"),
    )
    assert sheet["PICTURE_COUNT"] == 14
    assert "1 raster is left out, as the other folder has none of its name: flight_7." in run.log
    alone = run(
        "contactsheet", IMAGES_FOLDER=str(tmp_path / "s"), OUTPUT=str(tmp_path / "alone.png")
    )
    assert alone["PICTURE_COUNT"] == 7
    assert "7 of 8 images are shown; 1 failed: flight_7." in run.log


def test_lists_of_layers_files_and_folders(run, made, tmp_path):
    from qgis.core import QgsRasterLayer

    stacks = made["stacks"]["RASTERS"]
    layer = QgsRasterLayer(stacks[0], "First: one", "gdal")
    out = run(
        "classifyraster",
        SCENES=[layer, stacks[1], str(Path(stacks[-1]).parent)],
        FILTER="flight_1?",
        MODEL=made["model"]["OUTPUT"],
        OUTPUT_FOLDER=str(tmp_path / "c"),
    )
    names = [Path(p).relative_to(tmp_path / "c").as_posix() for p in out["RASTERS"]]
    assert names[0].startswith("First")
    assert names[1:] == [
        "flight_3.tif", *(f"flight_{n}.tif" for n in (10, 12, 14, 16, 18)),
    ]  # fmt: skip
    listed = run(
        "stackbands",
        INPUTS=[layer, *stacks[1:3]],
        FILTER="flight_*",
        OUTPUT_FOLDER=str(tmp_path / "s"),
        BANDS="2",
    )
    assert [Path(p).name for p in listed["RASTERS"]] == ["farm_0.tif"]
    with rasterio.open(listed["RASTERS"][0]) as dataset:
        assert dataset.count == 3


def test_one_raster_is_as_before(run, run_error, made, flights, tmp_path):
    stacks, model = made["stacks"]["RASTERS"], made["model"]["OUTPUT"]
    out = run("classifyraster", RASTER=stacks[0], MODEL=model, OUTPUT=str(tmp_path / "one.tif"))
    with rasterio.open(out["OUTPUT"]) as one, rasterio.open(made["classes"]["RASTERS"][0]) as many:
        assert np.array_equal(one.read(1), many.read(1))
        assert "TILEWRIGHT_MADE_OF" not in one.tags()
    assert set(out) == {"OUTPUT", "CLASS_COUNTS", "LEGEND"}
    own = flights / "farm_0" / "flight_1"
    out = run("stackbands", FOLDER=str(own), FILTER="nir,red2", OUTPUT=str(tmp_path / "s.tif"))
    with rasterio.open(out["OUTPUT"]) as dataset:
        assert dataset.descriptions == ("nir", "red2")
    text = run_error("stackbands", FOLDER=str(own), FILTER="nir,red", OUTPUT=str(tmp_path / "t"))
    assert "FILTER names red, which none of the rasters is called" in text


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("classifyraster", {"RASTER": "S", "FOLDER": "F"}, "RASTER and FOLDER are both given"),
        ("classifyraster", {"SCENES": ["S"], "FOLDER": "F", "OUTPUT_FOLDER": "O"},
         "SCENES and FOLDER are both given"),
        ("classifyraster", {}, "There is no raster; give RASTER, or several with SCENES or"),
        ("classifyraster", {"FOLDER": "F"}, "Give OUTPUT_FOLDER, the folder for the class"),
        ("classifyraster", {"RASTER": "S", "OUTPUT": None}, "Give OUTPUT, the class raster"),
        ("classifyraster", {"RASTER": "S", "OUTPUT_FOLDER": "O"},
         "OUTPUT_FOLDER is for several rasters; give OUTPUT for one RASTER."),
        ("classifyraster", {"FOLDER": "F", "OUTPUT_FOLDER": "O", "PROBABILITIES": "P"},
         "PROBABILITIES is written of one RASTER alone; give PROBABILITIES_FOLDER for those of"),
        ("classifyraster", {"FOLDER": "F", "OUTPUT_FOLDER": "O", "PROBABILITIES_FOLDER": "O"},
         "Models of KMEANS do not know how likely a class is; leave PROBABILITIES_FOLDER empty."),
        ("classifyraster", {"RASTER": "S", "PROBABILITIES_FOLDER": "O"},
         "PROBABILITIES_FOLDER is for several rasters; give PROBABILITIES for one RASTER."),
        ("classifyraster", {"FOLDER": "F", "OUTPUT_FOLDER": "O", "FILTER": "x"},
         "where no raster has a name that FILTER asks for"),
        ("classifyraster", {"FOLDER": "F", "OUTPUT_FOLDER": "F"}, "is read for it; choose"),
        ("classifyraster", {"FOLDER": "F", "OUTPUT_FOLDER": "O", "BANDS": "9"},
         "All 20 images failed; of the first, farm_0/flight_1:"),
        ("stackbands", {"FOLDER": "F", "OUTPUT": None},
         "Give OUTPUT, or OUTPUT_FOLDER for several images."),
        ("contactsheet", {"IMAGES": ["S"], "IMAGES_FOLDER": "F"},
         "IMAGES and IMAGES_FOLDER are both given"),
        ("contactsheet", {"IMAGES": ["S"], "CLASS_FOLDER": "F", "FILTER": "flight_3"},
         "No image has the name of a class raster: flight_1 beside farm_0/flight_3."),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(run_error, made, tmp_path, name, parameters, message):
    words = {
        "S": made["stacks"]["RASTERS"][0],
        "F": made["stacks"]["OUTPUT_FOLDER"],
        "O": str(tmp_path / "o"),
        "P": str(tmp_path / "p.tif"),
    }

    def fill(value):
        return [fill(v) for v in value] if isinstance(value, list) else words.get(value, value)

    given = {key: fill(value) for key, value in parameters.items()}
    given.setdefault("OUTPUT", str(tmp_path / "one.png"))
    if name == "classifyraster":
        given["MODEL"] = made["model"]["OUTPUT"]
    before = sorted(Path(words["F"]).rglob("*"))
    assert message in run_error(name, **given)
    assert sorted(Path(words["F"]).rglob("*")) == before
    assert not list(tmp_path.iterdir())


def test_a_folder_of_results_inside_is_not_read_again(run, made, tmp_path):
    shutil.copytree(made["place"] / "s" / "farm_0", tmp_path / "f")
    counts = []
    for made_now, whole in ((10, 0), (0, 10)):
        out = run(
            "classifyraster",
            FOLDER=str(tmp_path / "f"),
            MODEL=made["model"]["OUTPUT"],
            OUTPUT_FOLDER=str(tmp_path / "f" / "classes"),
        )
        assert (out["DONE_COUNT"], out["WHOLE_COUNT"]) == (made_now, whole)
        counts.append(json.loads(out["CLASS_COUNTS"]))
    # Those of images that were there already are counted in their rasters.
    assert counts[0] == counts[1]
    assert len(counts[0]) == 10


def test_classes_that_lie_among_images_are_no_images(run, made, tmp_path):
    """Of any run, by any algorithm; unless a name asks for them, or nothing else is there."""
    folder = tmp_path / "f"
    shutil.copytree(made["place"] / "s" / "farm_0", folder)
    model = made["model"]["OUTPUT"]
    shutil.copytree(made["place"] / "c" / "farm_0", folder / "earlier" / "classes")
    first = folder / "earlier" / "classes" / "flight_1.tif"
    run("cleanclasses", RASTER=str(first), MIN_AREA=0.5, OUTPUT=str(folder / "clean.tif"))
    (folder / "earlier" / "classes" / "flight_3.tif").unlink()
    for name, out in (("classifyraster", "again"), ("stackbands", "stacks")):
        more = {"MODEL": model} if name == "classifyraster" else {}
        found = run(name, FOLDER=str(folder), OUTPUT_FOLDER=str(tmp_path / out), **more)
        expected = 10 if name == "classifyraster" else 1
        assert (found["DONE_COUNT"], found["FAILED_COUNT"]) == (expected, 0)
        assert "10 rasters of" in run.log
        assert "classes, labels or counts and are no images: clean.tif, earlier" in run.log
    with rasterio.open(found["RASTERS"][0]) as dataset:
        assert dataset.count == 10 * len(BANDS)
    # Beside an image, the classes of a sheet still are its classes.
    beside = tmp_path / "beside"
    shutil.copytree(folder / "earlier" / "classes", beside)
    shutil.copy(folder / "flight_3.tif", beside)
    sheet = run(
        "contactsheet", IMAGES_FOLDER=str(folder), CLASS_FOLDER=str(beside),
        OUTPUT=str(tmp_path / "sheet.png"),
    )  # fmt: skip
    assert sheet["PICTURE_COUNT"] == 20
    assert "holds classes" not in run.log.replace("clean.tif", "")
    for more in ({"FILTER": "clean*"}, {"FOLDER": str(folder / "earlier")}):
        asked = {"FOLDER": str(folder), "OUTPUT_FOLDER": str(tmp_path / "x"), **more}
        run("stackbands", **asked)
        assert "no image" not in run.log


def test_labels_that_lie_among_images_are_no_images(run, made, tmp_path):
    """All that Rasterize labels writes on the pixels of an image, without a palette too."""
    folder = tmp_path / "f"
    folder.mkdir()
    image = shutil.copy(made["place"] / "s" / "farm_0" / "flight_1.tif", folder)
    with rasterio.open(image) as dataset:
        (left, bottom, right, top), crs = dataset.bounds, dataset.crs.to_epsg()
    corners = [[left, bottom], [right, bottom], [right, top], [left, bottom]]
    shape = {"type": "Polygon", "coordinates": [corners]}
    labels = tmp_path / "labels.geojson"
    features = [{"type": "Feature", "properties": {"crop": "a", "yield": 2.5}, "geometry": shape}]
    name = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
    labels.write_text(json.dumps({"type": "FeatureCollection", "crs": name, "features": features}))
    parts = {key: str(folder / f"{key}.tif") for key in ("IDS", "RATIOS", "DISTANCES", "CONFLICTS")}
    for field, more in (("crop", parts), ("yield", {})):
        run(
            "rasterizelabels", LABELS=str(labels), LABEL_FIELD=field, TEMPLATE=str(image),
            OUTPUT=str(folder / f"{field}.tif"), **more,
        )  # fmt: skip
    out = run(
        "classifyraster", FOLDER=str(folder), MODEL=made["model"]["OUTPUT"],
        OUTPUT_FOLDER=str(tmp_path / "classes"),
    )  # fmt: skip
    assert (out["DONE_COUNT"], out["FAILED_COUNT"]) == (1, 0)
    assert "6 rasters of" in run.log


def test_masks_beside_a_folder_of_results_are_no_images(run, made, tmp_path):
    folder = tmp_path / "f"
    shutil.copytree(made["place"] / "s" / "farm_0", folder)
    shutil.copy(folder / "flight_1.tif", folder / "flight_1_udm2.tif")
    out = run(
        "classifyraster", FOLDER=str(folder), MODEL=made["model"]["OUTPUT"],
        OUTPUT_FOLDER=str(folder / "classes"),
    )  # fmt: skip
    assert out["DONE_COUNT"] == 10
    assert "which is a mask by its name: flight_1_udm2.tif" in run.log


def test_probabilities_of_many_images(run, made, tmp_path):
    (tmp_path / "f").mkdir()
    for number in (1, 3, 5):
        shutil.copy(made["place"] / "s" / "farm_0" / f"flight_{number}.tif", tmp_path / "f")
    stacks = sorted((tmp_path / "f").iterdir())
    model = str(tmp_path / "forest.npz")
    run(
        "trainclassifier",
        RASTER=[str(stacks[0])],
        LABEL_RASTER=str(made["place"] / "c" / "farm_0" / stacks[0].name),
        TREES=5,
        FOLDS=0,
        MAX_PER_CLASS=60,
        OUTPUT=model,
    )
    # Both folders lie in that of the images, and are not read.
    call = {
        "FOLDER": str(tmp_path / "f"),
        "MODEL": model,
        "OUTPUT_FOLDER": str(tmp_path / "f" / "classes"),
        "PROBABILITIES_FOLDER": str(tmp_path / "f" / "shares"),
    }
    out = run("classifyraster", **call)
    assert (out["DONE_COUNT"], out["WHOLE_COUNT"], out["FAILED_COUNT"]) == (3, 0, 0)
    expected = [str(tmp_path / "f" / "shares" / f"{s.stem}_probabilities.tif") for s in stacks]
    assert out["PROBABILITY_RASTERS"] == expected
    single = {"OUTPUT": str(tmp_path / "c.tif"), "PROBABILITIES": str(tmp_path / "p.tif")}
    run("classifyraster", RASTER=str(stacks[1]), MODEL=model, **single)
    with rasterio.open(single["PROBABILITIES"]) as one, rasterio.open(expected[1]) as many:
        shares = many.read()
        assert np.array_equal(one.read(), shares)
        assert many.descriptions == one.descriptions == ("cluster 1", "cluster 2", "cluster 3")
        assert np.allclose(shares.sum(axis=0), 1)
    with rasterio.open(out["RASTERS"][1]) as classes:
        # The first of equally likely ones.
        assert np.array_equal(classes.read(1), 1 + shares.argmax(axis=0))
    Path(expected[2]).unlink()
    out = run("classifyraster", **call)
    assert (out["DONE_COUNT"], out["WHOLE_COUNT"], out["FAILED_COUNT"]) == (1, 2, 0)
    assert Path(expected[2]).is_file()
    shutil.rmtree(call["PROBABILITIES_FOLDER"])
    # A folder for both, and no probabilities of classes.
    out = run("classifyraster", **{**call, "PROBABILITIES_FOLDER": call["OUTPUT_FOLDER"]})
    assert (out["DONE_COUNT"], out["FAILED_COUNT"]) == (3, 0)
    assert len(list((tmp_path / "f" / "classes").glob("*.tif"))) == 6


def test_cancel_keeps_what_is_whole(qgis, made, tmp_path, monkeypatch):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback = QgsProcessingFeedback(False)
    from tilewright.core.raster.source import FileRasterSource

    seen, plain = set(), FileRasterSource.read

    def counting(self, window):
        if "/s/" in self.info.path:
            seen.add(self.info.path)
            if len(seen) == 3:
                feedback.cancel()
        return plain(self, window)

    monkeypatch.setattr(FileRasterSource, "read", counting)
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(
            "tilewright:classifyraster",
            {
                "FOLDER": made["stacks"]["OUTPUT_FOLDER"],
                "MODEL": made["model"]["OUTPUT"],
                "OUTPUT_FOLDER": str(tmp_path / "c"),
            },
            feedback=feedback,
        )
    left = sorted(p.name for p in (tmp_path / "c").rglob("*.tif"))
    assert left == ["flight_1.tif", "flight_3.tif"]


def test_a_model_hands_folders_from_step_to_step(qgis, flights, made, tmp_path):
    import processing
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
        QgsProcessingModelParameter,
        QgsProcessingParameterFile,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("flights", "flights")
    model.addModelParameter(
        QgsProcessingParameterFile("flights", "", QgsProcessingParameterFile.Behavior.Folder),
        QgsProcessingModelParameter("flights"),
    )
    steps = {
        "stackbands": (source.fromModelParameter("flights"), {"FILTER": ",".join(BANDS)}),
        "classifyraster": (
            source.fromChildOutput("stackbands", "OUTPUT_FOLDER"),
            {"MODEL": made["model"]["OUTPUT"]},
        ),
    }
    for name, (folder, fixed) in steps.items():
        child = QgsProcessingModelChildAlgorithm(f"tilewright:{name}")
        child.setChildId(name)
        child.addParameterSources("FOLDER", [folder])
        # The modeler's dialog stores what it shows.
        shown = {
            d.name(): d.defaultValue()
            for d in child.algorithm().parameterDefinitions()
            if not d.isDestination() and d.defaultValue() is not None
        }
        for key, value in {**shown, **fixed}.items():
            child.addParameterSources(key, [source.fromStaticValue(value)])
        output = QgsProcessingModelOutput(name, name)
        output.setChildId(name)
        output.setChildOutputName("OUTPUT_FOLDER")
        child.setModelOutputs({name: output})
        model.addChildAlgorithm(child)
    assert model.validate() == (True, [])
    places = {d.name(): str(tmp_path / d.name().replace(":", "_"))
              for d in model.destinationParameterDefinitions()}  # fmt: skip
    processing.run(model, {"flights": str(flights), **places})
    (classes,) = [place for name, place in places.items() if "classify" in name]
    assert len(list(Path(classes).rglob("*.tif"))) == COUNT
