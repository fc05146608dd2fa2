"""What is not merged, and that nothing is left of it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def make(export, objects):
    """Exports a dataset of masks, or another one."""

    def make_dataset(folder="one", layout="MASKS", **more):
        given = {"MASK": objects, "MASK_FIELD": "class"} if layout == "MASKS" else {}
        return export(layout, folder, **{**given, **more})

    return make_dataset


@pytest.fixture
def refusal(run_error, tmp_path):
    """The sentence that a merge ends with; nothing may be left."""

    def read(*folders, **more):
        before = sorted(p.name for p in tmp_path.iterdir())
        text = run_error(
            "mergedatasets",
            **{"DATASETS": list(map(str, folders)), "OUTPUT": str(tmp_path / "merged"), **more},
        )
        assert sorted(p.name for p in tmp_path.iterdir()) == before
        return text

    return read


DIFFERENT = [
    ({"layout": "COCO"}, "The layout of one is MASKS and that of other is COCO"),
    ({"FORMAT": "GTIFF"}, "The images of one are PNG and those of other are GTIFF"),
    ({"BANDS": "3,2,1"}, "band 1, band 2, band 3 and those of other are band 3, band 2, band 1;"),
    ({"SPLIT_FIELD": None}, "The dataset one has splits (train, val, test) and other has none"),
    (
        {"SCALING": "RANGE", "SCALE_MIN": "0", "SCALE_MAX": "100"},
        "The scaling of one is NONE and that of other is RANGE",
    ),
    ({"RESAMPLING": "NEAREST", "PIXELS": 24, "MASK": None, "MASK_FIELD": None},
     "have 16 x 16 pixels and those of other have 24 x 24"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "says"), DIFFERENT)
def test_differences_are_told_with_both_values(make, refusal, more, says, make_raster):
    if "RESAMPLING" in more:
        codes = make_raster(np.ones((48, 64), dtype="uint8"), name="codes.tif")
        more = {**more, "MASK": codes, "MASK_FIELD": None}
        one = make(MASK=codes, MASK_FIELD=None)
    else:
        one = make()
    assert says in refusal(one, make("other", **more))


def test_types_are_told(make, refusal, make_raster):
    wide = make_raster(np.ones((3, 48, 64), dtype="uint16"), name="wide.tif")
    text = refusal(make(), make("other", RASTER=wide))
    assert "The values of one are uint8 and those of other are uint16" in text


def test_scalings_are_told_with_their_distance(make, refusal):
    scaled = {"SCALING": "RANGE", "SCALE_MIN": "0"}
    one = make(SCALE_MAX="200", **scaled)
    text = refusal(one, make("other", SCALE_MAX="210", **scaled))
    assert "In one band 1 is scaled from 0 to 200 and in other from 0 to 210" in text
    assert "5 % of the range" in text


def test_kinds_and_shapes_are_told(make, refusal):
    one, other = make("one", "COCO", SHAPE="BOX"), make("other", "COCO", SHAPE="POLYGON")
    assert "The objects of one are BOX and those of other are POLYGON" in refusal(one, other)
    facts = Path(other, "dataset.json")
    told = json.loads(facts.read_text(encoding="utf-8"))
    told["values"] = {"mean": 1.0, "std": 1.0}
    facts.write_text(json.dumps(told), encoding="utf-8")
    assert "The dataset other has numbers of tiles and one has none" in refusal(one, other)


def test_what_is_no_dataset_is_told(make, refusal, tmp_path):
    one = make()
    assert "takes two datasets or more, and DATASETS names 1" in refusal(one)
    assert "more than once" in refusal(one, one + "/dataset.json")
    assert "which is not a folder" in refusal(one, tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    assert "has no dataset.json" in refusal(one, tmp_path / "empty")
    other = make("other")
    assert "lies in the dataset" in refusal(one, other, OUTPUT=str(Path(other, "deep", "er")))
    assert "is not empty" in refusal(one, other, OUTPUT=one)
    assert "lies in the dataset" in refusal(one, other, OUTPUT=one, OVERWRITE=True)
    Path(other, ".tilewright-unfinished.json").write_text("{}", encoding="utf-8")
    assert "was interrupted" in refusal(one, other)


def test_changed_and_torn_files_are_told(make, refusal, tmp_path):
    one, other = make(), make("other")
    image = next(Path(other, "images").rglob("*.png"))
    data = image.read_bytes()
    image.write_bytes(data[:-20])
    assert f"{image.name} ends in the middle" in refusal(one, other)
    image.unlink()
    assert "is missing, though tiles.csv names it" in refusal(one, other)
    if os.name == "posix":
        (tmp_path / "elsewhere.png").write_bytes(data)
        image.symlink_to(tmp_path / "elsewhere.png")
        assert "is a link to a place outside the dataset" in refusal(one, other)
        image.unlink()
    image.write_bytes(data)
    table = Path(other, "tiles.csv")
    table.write_text(table.read_text(encoding="utf-8").replace(",val,", ",test,", 1), "utf-8")
    assert "was changed after the dataset was written" in refusal(one, other)


def test_too_many_classes_for_masks_are_told(make, refusal, make_raster):
    codes = np.arange(48 * 64).reshape(48, 64) % 250 + 1
    one, other = (
        make_raster(codes.astype("uint8"), name=f"{name}.tif") for name in ("first", "second")
    )
    names = [",".join(f"{k}={word}{k}" for k in range(1, 251)) for word in "ab"]
    folders = [
        make(folder, MASK=mask, MASK_FIELD=None, CLASS_MAP=told)
        for folder, mask, told in zip(("one", "other"), (one, other), names)
    ]
    text = refusal(*folders)
    assert "have more than 254 classes together" in text and "1 to 254" in text


def test_an_earlier_dataset_is_replaced_and_files_of_users_stay(make, run, tmp_path, dataset_files):
    one, other = make(), make("other")
    merged = tmp_path / "merged"
    fresh = {"DATASETS": [one, other], "OUTPUT": str(merged)}
    run("mergedatasets", **fresh)
    expected = dataset_files(merged)
    (merged / "notes.txt").write_text("mine", encoding="utf-8")
    run("mergedatasets", **{**fresh, "PREFIX": "NAME", "OVERWRITE": True})
    assert (merged / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert next((merged / "images").rglob("*.png")).name.startswith(("one_", "other_"))
    run("mergedatasets", **fresh, OVERWRITE=True)
    (merged / "notes.txt").unlink()
    assert dataset_files(merged) == expected
    assert Path(one, "dataset.json").is_file()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_an_empty_folder_becomes_the_dataset(make, run, tmp_path):
    merged = tmp_path / "merged"
    merged.mkdir()
    (merged / ".DS_Store").write_bytes(b"x")
    run("mergedatasets", DATASETS=[make(), make("other")], OUTPUT=str(merged))
    assert (merged / "dataset.json").is_file()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("at", [0, 1, 3, 10, 30, 80, 120])
def test_a_cancelled_merge_leaves_nothing(make, qgis, tmp_path, at):
    from qgis.core import (
        QgsApplication,
        QgsProcessingContext,
        QgsProcessingException,
        QgsProcessingFeedback,
    )

    folders = [make(), make("other")]

    class Impatient(QgsProcessingFeedback):
        asked = 0

        def isCanceled(self):
            self.asked += 1
            return self.asked > at

    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("tilewright:mergedatasets")
    feedback = Impatient()
    before = sorted(p.name for p in tmp_path.iterdir())
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        algorithm.run(
            {"DATASETS": folders, "OUTPUT": str(tmp_path / "merged")},
            QgsProcessingContext(), feedback, {}, False,
        )  # fmt: skip
    assert sorted(p.name for p in tmp_path.iterdir()) == before


KILLED = """
import os, signal, sys
sys.path.insert(0, {tests!r})
from conftest import _register_package
_register_package()
from pathlib import Path
from tilewright.core.merge import files
put = files._put
count = 0

def slow(*given):
    global count
    count += 1
    if count > 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return put(*given)

files._put = slow
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by a signal, which Windows has not")
def test_a_killed_merge_leaves_nothing_that_is_taken_for_a_dataset(make, run, tmp_path, root):
    folders = [make(), make("other")]
    merged = tmp_path / "merged"
    code = (
        KILLED.format(tests=str(root / "tests"))
        + """
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
from tilewright.algorithms.provider import TilewrightProvider
provider = TilewrightProvider()
QgsApplication.processingRegistry().addProvider(provider)
import processing
"""
    )
    code = (
        code.replace("import processing\n", "")
        + f"""
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:mergedatasets")
algorithm.run({{"DATASETS": {folders!r}, "OUTPUT": {str(merged)!r}}},
              QgsProcessingContext(), QgsProcessingFeedback(), {{}}, False)
"""
    )
    killed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, timeout=120, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-2000:]
    assert not merged.exists()
    assert any(p.name.startswith(".merged.") for p in tmp_path.iterdir())
    run("mergedatasets", DATASETS=folders, OUTPUT=str(merged))
    assert (merged / "dataset.json").is_file()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert run("validatedataset", INPUT=str(merged))["PASSED"]


def test_cancel_is_heard_within_a_second(make, tmp_path, monkeypatch):
    """Where each file takes a moment, as on a slow disk."""
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    from tilewright.core.merge import files

    put, begun = files._put, []
    folders = [make(), make("other")]
    feedback = QgsProcessingFeedback()

    def slow(*given):
        time.sleep(0.2)
        if not begun:
            begun.append(time.monotonic())
            feedback.cancel()
        return put(*given)

    monkeypatch.setattr(files, "_put", slow)
    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("tilewright:mergedatasets")
    parameters = {"DATASETS": folders, "OUTPUT": str(tmp_path / "merged")}
    with pytest.raises(Exception, match="Cancelled"):
        algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert time.monotonic() - begun[0] < 1
    assert not (tmp_path / "merged").exists()


def test_statistics_that_are_not_told_are_measured(make, run, tmp_path):
    one, other = make(), make("other")
    expected = tmp_path / "merged"
    run("mergedatasets", DATASETS=[one, other], OUTPUT=str(expected))
    facts = json.loads(Path(other, "dataset.json").read_text(encoding="utf-8"))
    for row in facts["statistics"]:
        del row["pixels"]
    Path(other, "dataset.json").write_text(json.dumps(facts), encoding="utf-8")
    run("mergedatasets", DATASETS=[one, other], OUTPUT=str(tmp_path / "again"))
    assert "they are measured from its images" in run.log
    told = [
        json.loads((folder / "dataset.json").read_text(encoding="utf-8"))["statistics"]
        for folder in (expected, tmp_path / "again")
    ]
    assert told[0] == told[1]


def test_a_card_that_was_filled_in_is_told(make, run, tmp_path):
    one, other = make(), make("other")
    card = Path(one, "README.md")
    card.write_text(card.read_text(encoding="utf-8") + "Licence: CC0\n", encoding="utf-8")
    run("mergedatasets", DATASETS=[one, other], OUTPUT=str(tmp_path / "merged"))
    assert f"{card} was changed; what was written there is not taken over" in run.log
    shutil.rmtree(one)
    assert run("validatedataset", INPUT=str(tmp_path / "merged"))["PASSED"] is not None


def test_scalings_that_differ_by_less_than_images_round_are_merged(make, run, tmp_path, refusal):
    scaled = {"SCALING": "RANGE", "SCALE_MIN": "0"}
    one = make(SCALE_MAX="200", **scaled)
    other = make("other", SCALE_MAX="200.3", **scaled)
    run("mergedatasets", DATASETS=[str(one), str(other)], OUTPUT=str(tmp_path / "both"))
    assert "scaled from 0 to 200 and in other from 0 to 200.3, which differs by 0.15 %" in run.log
    assert "less than half a step of the 255 that images hold" in run.log
    text = refusal(one, make("far", SCALE_MAX="200.5", **scaled))
    assert (
        "which differs by 0.25 % of the range; export one of them again with SCALING=RANGE" in text
    )
