"""The algorithm Validate Dataset: its outputs, report and layer, for whole and spoilt datasets."""

import json
import time
import venv
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def dataset(run, make_raster, tmp_path):
    values = np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8")
    tiles = run("createtilegrid", INPUT=make_raster(values), TILE_SIZE=10)["OUTPUT"]
    out = str(tmp_path / "set")
    run("exporttiles", RASTER=make_raster(values), TILES=tiles, OUTPUT=out, FORMAT="PNG")
    return Path(out)


def rows(folder):
    lines = (folder / "tiles.csv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]


def test_a_whole_dataset_passes(run, dataset):
    before = {p: p.read_bytes() for p in dataset.rglob("*") if p.is_file()}
    result = run("validatedataset", INPUT=str(dataset))
    assert result["PASSED"] is True
    assert result["PROBLEM_COUNT"] == 0
    assert json.loads(result["LOADS_IN"]) == {}
    assert {p: p.read_bytes() for p in dataset.rglob("*") if p.is_file()} == before


def test_faults_are_counted_listed_and_placed(run, dataset, tmp_path):
    first, *others = rows(dataset)
    (dataset / first["file"]).unlink()
    (dataset / "images" / "more <b>.png").write_bytes(b"")
    report = tmp_path / "reports" / "page"
    result = run(
        "validatedataset", INPUT=str(dataset), REPORT=str(report), PROBLEMS="TEMPORARY_OUTPUT"
    )
    assert result["PASSED"] is False
    assert result["PROBLEM_COUNT"] == 2
    page = Path(result["REPORT"])
    assert page == report.with_suffix(".html")
    text = page.read_text(encoding="utf-8")
    assert "2 faults found." in text
    assert first["file"] in text
    assert "more &lt;b&gt;.png" in text
    assert "<b>.png" not in text
    features = {f["kind"]: f for f in result["PROBLEMS"].getFeatures()}
    assert set(features) == {"missing image", "file without a row"}
    missing = features["missing image"]
    assert missing["file"] == first["file"]
    assert missing["tile_id"] == first["tile_id"]
    box = missing.geometry().boundingBox()
    found = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    assert found == tuple(float(first[name]) for name in ("xmin", "ymin", "xmax", "ymax"))
    assert features["file without a row"].geometry().isNull()
    assert result["PROBLEMS"].crs().authid() == first["crs"]


def test_it_fails_on_demand_after_the_report(run, run_error, dataset, tmp_path):
    (dataset / rows(dataset)[0]["file"]).unlink()
    page = tmp_path / "page.html"
    message = run_error("validatedataset", INPUT=str(dataset), FAIL=True, REPORT=str(page))
    assert "has 1 fault:" in message
    assert "Restore the file" in message
    assert "1 fault found." in page.read_text(encoding="utf-8")


def test_what_is_no_dataset_is_refused(run_error, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "is no dataset" in run_error("validatedataset", INPUT=str(tmp_path / "empty"))
    assert "INPUT" in run_error("validatedataset", INPUT=str(tmp_path / "none"))


def test_a_time_series_is_looked_at_file_by_file(run, make_raster, dataset, tmp_path):
    images = [
        make_raster(np.full((40, 40), k, dtype="uint8"), name=f"2020010{k}.tif") for k in (1, 2)
    ]
    tiles = run("createtilegrid", INPUT=images[0], TILE_SIZE=10)["OUTPUT"]
    for form in ("NPZ", "GTIFF"):
        out = tmp_path / form
        run("exporttimeseries", RASTERS=images, TILES=tiles, OUTPUT=str(out), FORMAT=form)
        result = run("validatedataset", INPUT=str(out))
        assert result["PASSED"], form
        name = next(p for p in sorted(out.rglob("*")) if p.suffix in (".npz", ".tif"))
        name.write_bytes(name.read_bytes()[:40])
        result = run("validatedataset", INPUT=str(out))
        assert result["PROBLEM_COUNT"] == 1, form


@pytest.fixture
def fake_python(tmp_path):
    """A Python that has a library of a name: a module of this text."""

    def make(name, text):
        base = tmp_path / "env"
        venv.create(base, with_pip=False, symlinks=True)
        site = next(base.glob("lib/python3*/site-packages"))
        (site / f"{name}.py").write_text(text, encoding="utf-8")
        return str(base / "bin" / "python")

    return make


def loads(run, dataset, python):
    result = run("validatedataset", INPUT=str(dataset), PYTHON=python)
    return json.loads(result["LOADS_IN"]), result


def test_libraries_that_are_not_there_or_not_for_the_layout_are_told(run, dataset, fake_python):
    found, result = loads(run, dataset, fake_python("pycocotools", "x = 1"))
    assert found["torchvision"] == "not installed"
    assert found["pycocotools"] == "not for this layout"
    assert list(found) == [
        "torchvision", "timm", "torchgeo", "datasets", "pycocotools", "supervision",
        "ultralytics", "webdataset", "terratorch",
    ]  # fmt: skip
    assert result["PASSED"] is True


IMAGEFOLDER = """
import sys, types
from pathlib import Path
class ImageFolder:
    def __init__(self, root, allow_empty=False):
        names = sorted(p.name for p in Path(root).iterdir() if p.is_dir())
        self.class_to_idx = {name: k for k, name in enumerate(names)}
        self.samples = [
            (str(p), k) for name, k in self.class_to_idx.items()
            for p in sorted(Path(root, name).iterdir())
        ]
        CHANGE
    def __len__(self):
        return len(self.samples)
    def __getitem__(self, k):
        return types.SimpleNamespace(size=(10, 10)), self.samples[k][1]
sys.modules["torchvision.datasets"] = types.SimpleNamespace(
    ImageFolder=ImageFolder, CocoDetection=0
)
"""


@pytest.mark.parametrize(
    ("change", "start"),
    [
        ("pass", "loads (16 samples, classes a, b)"),
        ("self.samples.pop()", "wrong: samples: 15 instead of 16"),
        ("self.class_to_idx = {'a': 1, 'b': 0}", "wrong: numbers of classes: "),
        ("self.samples[0] = (self.samples[0][0], 1)", "wrong: class of a_"),
        ("raise OSError('no\\nmore')", "refuses: OSError: no"),
        ("print('noise'); sys.exit(3)", "refuses: noise"),
    ],
)
def test_what_a_library_gives_is_compared(
    run, make_layer, make_raster, fake_python, tmp_path, change, start
):
    raster = make_raster(np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    half = "POLYGON((500000 4600000, 500200 4600000, 500200 4590000, 500000 4600000))"
    labelled = run(
        "joinlabels", INPUT=tiles, LABELS=make_layer([(half, {"class": "a"})]), LABEL_FIELD="class",
        OTHER_LABEL="b",
    )["OUTPUT"]  # fmt: skip
    out = tmp_path / "set"
    run(
        "exporttiles", RASTER=raster, TILES=labelled, LABEL_FIELD="label", FORMAT="PNG",
        OUTPUT=str(out),
    )  # fmt: skip
    python = fake_python("torchvision", IMAGEFOLDER.replace("CHANGE", change))
    found, result = loads(run, out, python)
    assert found["torchvision"].startswith(start)
    assert result["PASSED"] is not start.startswith("wrong")
    assert result["PROBLEM_COUNT"] == start.startswith("wrong")


def test_a_python_that_is_none_is_refused(run_error, dataset, tmp_path):
    other = tmp_path / "no_python"
    other.write_text("#!/nowhere/python", encoding="utf-8")
    other.chmod(0o755)
    for path in (other, tmp_path / "missing"):
        message = run_error("validatedataset", INPUT=str(dataset), PYTHON=str(path))
        assert "PYTHON" in message


def test_a_library_that_hangs_is_ended(dataset, fake_python):
    from tilewright.core.errors import CancelledError
    from tilewright.core.validate.loads_in import try_loaders

    python = fake_python("torchvision", "import time; time.sleep(100)")
    began = time.monotonic()
    found = next(try_loaders(python, dataset, lambda: False, 1.5))
    assert found == ("torchvision", "refuses: it takes more than 1.5 s")
    assert time.monotonic() - began < 5
    began = time.monotonic()
    with pytest.raises(CancelledError):
        next(try_loaders(python, dataset, lambda: time.monotonic() - began > 1))
    assert time.monotonic() - began < 2.5


def test_an_export_reads_itself_back_on_demand(run, make_raster, tmp_path):
    raster = make_raster(np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    base = {"RASTER": raster, "TILES": tiles, "FORMAT": "PNG"}
    passed = "Passed: no fault was found in the dataset."
    written = []
    for asked in (True, False):
        out = tmp_path / f"set {asked}"
        run("exporttiles", **base, OUTPUT=str(out), VALIDATE=asked)
        assert (passed in run.log) == asked
        text = (out / "dataset.json").read_text(encoding="utf-8")
        facts = {k: v for k, v in json.loads(text).items() if k not in ("created", "checksums")}
        written.append(facts)
    assert written[0] == written[1]
    run("builddataset", RASTER=raster, TILE_SIZE=10, OUTPUT=str(tmp_path / "b"), VALIDATE=True)
    assert passed in run.log
