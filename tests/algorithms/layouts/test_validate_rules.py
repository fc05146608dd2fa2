"""Rules find what is wrong with a dataset, and nothing in one that was just written."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.layouts import LAYOUTS
from tilewright.core.validate.findings import MOST_A_KIND
from tilewright.core.validate.validate import validate_dataset

# What is made for people and catalogues is not compared with the rest.
NOT_READ = ("README.md", "index.html", "map.png", "croissant.json")


def find(folder):
    return validate_dataset(str(folder))[1]


@pytest.fixture(scope="module")
def datasets():
    """Folders of datasets that were written once, by layout."""
    return {}


@pytest.fixture
def labelled_tiles(run, split_tiles, make_layer):
    """Split tiles whose label is ``>10 %`` or ``0-10 %``."""
    return run(
        "joinlabels",
        INPUT=split_tiles,
        LABELS=make_layer(
            [
                (
                    "Polygon((500000 4600000, 500320 4600000, 500320 4599000, 500000 4599000, "
                    "500000 4600000))",
                    {"c": ">10 %"},
                ),
                (
                    "Polygon((500320 4600000, 501000 4600000, 501000 4599000, 500320 4599000, "
                    "500320 4600000))",
                    {"c": "0-10 %"},
                ),
            ],
            kind="Polygon",
            fields="c:string",
        ),
        LABEL_FIELD="c",
    )["OUTPUT"]


@pytest.fixture
def write(export, objects, labelled_tiles):
    """Exports with all that a layout takes."""

    def make(layout, folder="out", **parameters):
        takes = LAYOUTS[layout].takes
        given = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None, "MASK": None}
        if takes.shapes:
            given = {"OBJECTS": objects, "OBJECT_FIELD": "class", "OBJECT_ID_FIELD": "ref"}
        if takes.has_masks and not takes.one_kind:
            given.update(MASK=objects, MASK_FIELD="class")
        given.update({"TILES": labelled_tiles, "LABEL_FIELD": "label", **parameters})
        return Path(export(layout, folder, **{k: v for k, v in given.items() if k != "MASK" or v}))

    return make


@pytest.fixture
def planted(request, datasets, tmp_path, tmp_path_factory):
    """Gives a copy of a dataset to spoil."""

    def copy(layout):
        if layout not in datasets:
            # It takes three algorithms, which most tests need not wait for.
            write = request.getfixturevalue("write")
            kept = tmp_path_factory.mktemp(layout) / "kept"
            shutil.copytree(write(layout, f"first {layout}"), kept)
            datasets[layout] = kept
        shutil.copytree(datasets[layout], tmp_path / "spoilt")
        return tmp_path / "spoilt"

    return copy


@pytest.mark.parametrize(
    ("layout", "given"),
    [
        (layout, given)
        for layout in LAYOUTS
        for given in ({}, {"SPLIT_FIELD": None}, {"LABEL_FIELD": None})
        # These two need tiles to validate with.
        if "SPLIT_FIELD" not in given or layout not in ("ROBOFLOW", "YOLO")
    ],
)
def test_clean_exports_have_no_fault(write, layout, given):
    findings = find(write(layout, **given))
    assert [f for f in findings.shown if not f.is_note] == []
    assert findings.passed


@pytest.mark.parametrize(
    "given",
    [
        {"FORMAT": "JPEG"},
        {"FORMAT": "GTIFF"},
        {"FORMAT": "NPY"},
        {"FORMAT": "PNG", "SCALING": "PERCENTILE"},
        {"FORMAT": "PNG", "NAMING": "SEQUENCE"},
        {
            "FORMAT": "GTIFF",
            "RESAMPLING": "BILINEAR",
            "PIXELS": 24,
            "MASK": None,
            "MASK_FIELD": None,
        },
    ],
)
def test_clean_exports_of_every_format_have_no_fault(write, given):
    findings = find(write("IMAGEFOLDER", **given))
    assert [f for f in findings.shown if not f.is_note] == []


@pytest.mark.parametrize(
    ("layout", "given"),
    [
        ("MASKS", {"RASTER2": True}),
        ("HUGGINGFACE", {"RASTER2": True}),
        ("MASKS", {"TARGET": True}),
        ("IMAGEFOLDER", {"LABEL_FIELD": None, "VALUE_FIELD": "value"}),
        ("HUGGINGFACE", {"LABEL_FIELD": None, "VALUE_FIELD": "value"}),
        ("HUGGINGFACE", {"LABEL_FIELD": None, "LABELS_FIELD": "labels"}),
        ("COCO", {"BLACKEN": True}),
        ("COCO", {"EMPTY_TILES": "DROP"}),
        ("IMAGEFOLDER", {"MAX_PER_CLASS": 2}),
    ],
)
def test_clean_exports_with_more_in_them_have_no_fault(
    write, layout, given, raster, labelled_tiles, make_raster, run
):
    given = dict(given)
    if "RASTER2" in given:
        given["RASTER2"] = raster
    if "TARGET" in given:
        values = np.random.default_rng(2).normal(0, 1, (48, 64)).astype("float32")
        given["TARGET"] = make_raster(values, name="target.tif")
    for field, formula in (("value", "$id * 1.5"), ("labels", "'a|b'")):
        labelled_tiles = run(
            "native:fieldcalculator", INPUT=labelled_tiles, FIELD_NAME=field,
            FIELD_TYPE=0 if field == "value" else 2, FORMULA=formula,
        )["OUTPUT"]  # fmt: skip
    folder = write(layout, **{"TILES": labelled_tiles, **given})
    assert [f for f in find(folder).shown if not f.is_note] == []
    if given.keys() & {"RASTER2", "TARGET"}:
        companion = next(p for p in sorted(folder.rglob("*")) if is_companion(p))
        companion.write_bytes(companion.read_bytes()[:-20])
        assert dict(find(folder).counts) == {"unreadable file": 1}
        companion.unlink()
        assert find(folder).problem_count == 1


def is_companion(path):
    """Whether a file is a second image, or a target."""
    return path.is_file() and {"images2", "targets"} & set(path.parts)


def test_masks_in_geotiffs_have_no_fault_until_nodata_is_tagged(write):
    folder = write("MASKS", FORMAT="GTIFF")
    assert not find(folder).counts
    tag_nodata(folder)
    assert dict(find(folder).counts) == {"mask with nodata": 1}


def test_a_class_without_tiles_in_a_split_is_a_note(write):
    findings = find(write("COCO"))
    assert findings.passed
    assert [(f.kind, f.is_note) for f in findings.shown] == [
        ("class without tiles in a split", True)
    ]
    assert "test has no tile of 0-10 %" in findings.shown[0].what


def test_only_the_first_of_a_kind_are_shown_and_all_are_counted(write, run, raster):
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=8)["OUTPUT"]
    folder = write(
        "IMAGEFOLDER", TILES=tiles, LABEL_FIELD=None, SPLIT_FIELD=None, MASK=None, MASK_FIELD=None
    )
    gone = [row["file"] for row in rows(folder)][:30]
    for name in gone:
        (folder / name).unlink()
    findings = find(folder)
    assert dict(findings.counts) == {"missing image": 30}
    assert findings.problem_count == 30
    assert [f.file for f in findings.shown] == gone[:MOST_A_KIND]


def test_files_that_were_changed_are_a_note(write):
    folder = write("COCO", LABEL_FIELD=None)
    assert find(folder).shown == []
    for name in ("README.md", "map.png"):
        (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    findings = find(folder)
    assert findings.passed
    assert [f.file for f in findings.shown] == ["README.md", "map.png"]


def test_what_is_no_dataset_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="is no dataset"):
        find(tmp_path)
    with pytest.raises(ExportError, match="is no dataset"):
        find(tmp_path / "none")


def test_it_stops_when_it_is_told_to_and_tells_how_far_it_is(write):
    folder = str(write("IMAGEFOLDER"))
    shares = []
    validate_dataset(folder, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    asked = []

    def stop():
        asked.append(1)
        return len(asked) > 12

    with pytest.raises(CancelledError):
        validate_dataset(folder, is_cancelled=stop)
    assert len(asked) < 20


@pytest.fixture
def few_tiles(run, labelled_tiles):
    """Tiles of each split."""
    expression = "split <> 'train' OR col = 0"
    found = run("native:extractbyexpression", INPUT=labelled_tiles, EXPRESSION=expression)["OUTPUT"]
    assert 4 < found.featureCount() < 9
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_records_of_any_kind_end_in_findings(write, few_tiles, layout):
    """Whatever dataset.json has lost, and whichever file is empty or gone, no error comes out."""
    folder = write(layout, TILES=few_tiles)
    whole = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    values = (None, 7, [7], {"classes": [{}]})
    for number, key in enumerate(whole, list(LAYOUTS).index(layout)):
        # Each value of each key in half of the layouts.
        for value in values[number % 2 :: 2]:
            text = json.dumps({**whole, key: value})
            (folder / "dataset.json").write_text(text, encoding="utf-8")
            find(folder)
    (folder / "dataset.json").write_text(json.dumps(whole), encoding="utf-8")
    names = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".gpkg")
    names = [p for p in names if p.suffix != ".png"] + [p for p in names if p.suffix == ".png"][:2]
    clean = find(folder)
    assert not clean.counts
    for path in names:
        data = path.read_bytes()
        is_told = data and path.name not in NOT_READ
        for other in (b"", data[: len(data) // 2], b"\0\xff"):
            path.write_bytes(other)
            assert find(folder).shown != clean.shown or not is_told, (path, other[:9])
        path.unlink()
        is_told = path.name not in NOT_READ
        assert find(folder).shown != clean.shown or not is_told, path
        path.write_bytes(data)


# --- faults ---------------------------------------------------------------------------------


def image(folder):
    """The first image of the manifest."""
    return folder / rows(folder)[0]["file"]


def mask(folder):
    return folder / rows(folder)[0]["mask"]


def rows(folder):
    lines = (folder / "tiles.csv").read_text(encoding="utf-8").splitlines()
    head = lines[0].split(",")
    return [dict(zip(head, line.split(","))) for line in lines[1:]]


def change_row(folder, **values):
    """Change the first row of the manifest."""
    changed = rows(folder)
    changed[0].update(values)
    write_rows(folder, changed)


def write_rows(folder, changed):
    lines = [",".join(changed[0]), *(",".join(row.values()) for row in changed)]
    (folder / "tiles.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_json(path, change):
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


def facts(change):
    return lambda folder: change_json(folder / "dataset.json", change)


def instances(change):
    return lambda folder: change_json(folder / "annotations/instances_train.json", change)


def annotation(**values):
    return instances(lambda value: value["annotations"][0].update(values))


def shorten(folder):
    path = image(folder)
    path.write_bytes(path.read_bytes()[:-30])


def scratch(folder):
    """Damage that leaves the end of a file whole."""
    path = image(folder)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = b"\0" * 8
    path.write_bytes(bytes(data))


def save(path, values):
    Image.fromarray(values).save(path)


def put_number(folder, number):
    path = mask(folder)
    values = np.asarray(Image.open(path)).copy()
    values[0, 0] = number
    save(path, values)


def tag_nodata(folder):
    path = folder / "masks/train"
    name = next(path.iterdir())
    with rasterio.open(name) as file:
        values, profile = file.read(), file.profile
    name.unlink()
    with rasterio.open(name, "w", **{**profile, "driver": "GTiff", "nodata": 255}) as file:
        file.write(values)


def edit(name, pattern, text):
    def change(folder):
        path = folder / name
        before = path.read_text(encoding="utf-8")
        after = re.sub(pattern, text, before, count=1)
        assert after != before
        path.write_text(after, encoding="utf-8")

    return change


def swap_classes(value):
    value["classes"].reverse()


def move_class(folder):
    path = image(folder)
    others = [p for p in path.parent.parent.iterdir() if p != path.parent]
    path.rename(others[0] / path.name)
    name = (others[0] / path.name).relative_to(folder).as_posix()
    change_row(folder, file=name, mask="")


def first_sidecar(folder):
    """Of the first image with an object."""
    found = (
        p for p in sorted((folder / "Annotations").iterdir()) if "<obj" in p.read_text("utf-8")
    )
    return next(found)


def sidecar(pattern, text):
    return lambda folder: edit(first_sidecar(folder), pattern, text)(folder)


def row_of(pattern, text):
    """Change the first row of the first label file that has one."""

    def change(folder):
        name = next(p for p in sorted(folder.rglob("labels/*/*.txt")) if p.stat().st_size)
        edit(name, pattern, text)(folder)

    return change


def table(pattern, text):
    return edit("train/metadata.jsonl", pattern, text)


def add_tile_of_train(folder):
    path = next(folder.rglob("val.txt"))
    first = path.with_name("train.txt").read_text(encoding="utf-8").splitlines()[0]
    path.write_text(path.read_text(encoding="utf-8") + first + "\n", encoding="utf-8")


def outline_of(*numbers):
    return annotation(segmentation=[list(numbers)])


FAULTS = [
    ("IMAGEFOLDER", "missing image", lambda f: image(f).unlink()),
    ("IMAGEFOLDER", "missing mask", lambda f: mask(f).unlink()),
    ("IMAGEFOLDER", "unreadable file", shorten),
    ("IMAGEFOLDER", "unreadable file", scratch),
    ("IMAGEFOLDER", "unreadable file", lambda f: image(f).write_text("no image", "utf-8")),
    ("IMAGEFOLDER", "unreadable file", lambda f: image(f).write_bytes(b"")),
    ("IMAGEFOLDER", "wrong size", lambda f: save(image(f), np.zeros((9, 16, 3), "uint8"))),
    ("IMAGEFOLDER", "wrong bands", lambda f: save(image(f), np.zeros((16, 16), "uint8"))),
    ("IMAGEFOLDER", "wrong type", facts(lambda v: v.update(dtype="uint16"))),
    ("IMAGEFOLDER", "wrong size", lambda f: save(mask(f), np.zeros((9, 16), "uint8"))),
    ("IMAGEFOLDER", "wrong mask", lambda f: save(mask(f), np.zeros((16, 16, 3), "uint8"))),
    ("IMAGEFOLDER", "unknown number in a mask", lambda f: put_number(f, 77)),
    ("IMAGEFOLDER", "file without a row", lambda f: shutil.copy(image(f), f / "train/more.png")),
    ("IMAGEFOLDER", "folder that is no class", lambda f: (f / "train/Thumbs").mkdir()),
    ("IMAGEFOLDER", "file outside the dataset", lambda f: change_row(f, file="../a.png")),
    ("IMAGEFOLDER", "tile_id not unique", lambda f: change_row(f, tile_id=rows(f)[1]["tile_id"])),
    ("IMAGEFOLDER", "file not unique", lambda f: write_rows(f, [*rows(f), rows(f)[0]])),
    ("IMAGEFOLDER", "number of tiles disagrees", lambda f: write_rows(f, rows(f)[:-1])),
    ("IMAGEFOLDER", "unknown class", lambda f: change_row(f, label="other")),
    ("IMAGEFOLDER", "tiles of a class disagree", facts(lambda v: v["classes"][0].update(tiles=99))),
    ("IMAGEFOLDER", "class number out of order", facts(swap_classes)),
    ("IMAGEFOLDER", "unknown split", lambda f: change_row(f, split="all")),
    ("IMAGEFOLDER", "tiles of a split disagree", facts(lambda v: v["splits"].update(val=0))),
    ("IMAGEFOLDER", "image in another class", move_class),
    ("IMAGEFOLDER", "damaged record", lambda f: (f / "dataset.json").write_text("{", "utf-8")),
    ("IMAGEFOLDER", "missing record", lambda f: (f / "tiles.csv").unlink()),
    ("IMAGEFOLDER", "unknown layout", facts(lambda v: v.update(layout="OWN"))),
    (
        "IMAGEFOLDER",
        "unfinished export",
        lambda f: (f / ".tilewright-unfinished.json").write_text("{}", "utf-8"),
    ),
    ("MASKS", "split list disagrees", edit("splits/train.txt", r"\A.*\n", "")),
    ("MASKS", "tile in two splits", add_tile_of_train),
    ("MASKS", "class numbers disagree", edit("data.yaml", "house", "shed")),
    ("MASKS", "missing labels", lambda f: (f / "splits/val.txt").unlink()),
    ("MASKS", "missing mask", lambda f: mask(f).unlink()),
    ("MASKS", "image without a mask", lambda f: change_row(f, mask="")),
    ("YOLO", "box outside the image", row_of("[0-9] [0-9.]+", "0 1.2")),
    ("YOLO", "box outside the image", row_of("[0-9] [0-9.]+", "0 -0.1")),
    ("YOLO", "annotation of an unknown class", row_of("[0-9] ", "7 ")),
    ("YOLO", "row of another shape", row_of("[0-9] .*", "0 0.5 0.5 0.5")),
    ("YOLO", "row of something else", row_of("[0-9] ", "house ")),
    ("YOLO", "class numbers disagree", edit("data.yaml", "house", "shed")),
    ("YOLO", "relative path", edit("data.yaml", r"\A", "path: .\n")),
    (
        "ROBOFLOW",
        "objects are missing or too many",
        lambda f: change_json(f / "train/_annotations.coco.json", lambda v: v["annotations"].pop()),
    ),
    ("HUGGINGFACE", "unreadable labels", table("(?s).\\Z", "{")),
    ("HUGGINGFACE", "class of another tile", table('"label": "[^"]+"', '"label": "shed"')),
    ("HUGGINGFACE", "mask of another image", table('"masks/r', '"masks/s')),
    ("HUGGINGFACE", "images of the labels disagree", table("(?m)^.*\\n", "")),
    ("HUGGINGFACE", "image size in the labels", table('"width": [0-9]+', '"width": 17')),
    ("HUGGINGFACE", "image id not unique", table('"image_id": [0-9]+', '"image_id": 12')),
    ("HUGGINGFACE", "box outside the image", table('"bbox": \\[\\[[0-9.]+', '"bbox": [[15.5')),
    (
        "HUGGINGFACE",
        "objects are missing or too many",
        table('"category": \\[[0-9]+', '"category": [7'),
    ),
    ("VOC", "box outside the image", sidecar("<xmin>[0-9]+", "<xmin>0")),
    ("VOC", "box outside the image", sidecar("<xmax>[0-9]+", "<xmax>17")),
    ("VOC", "annotation of an unknown class", sidecar("<name>[^<]+", "<name>shed")),
    ("VOC", "objects are missing or too many", sidecar("(?s)<object>.*?</object>", "")),
    ("VOC", "image size in the labels", sidecar("<width>[0-9]+", "<width>17")),
    ("VOC", "images of the labels disagree", sidecar("<filename>", "<filename>a")),
    ("VOC", "tile in two splits", add_tile_of_train),
    ("VOC", "missing labels", lambda f: first_sidecar(f).unlink()),
    (
        "COCO",
        "unreadable labels",
        lambda f: (f / "annotations/instances_val.json").write_text("{", "utf-8"),
    ),
    ("COCO", "unreadable labels", instances(lambda v: v["images"][0].pop("id"))),
    ("COCO", "missing labels", lambda f: (f / "annotations/instances_val.json").unlink()),
    ("COCO", "images of the labels disagree", instances(lambda v: v["images"].pop())),
    ("COCO", "image size in the labels", instances(lambda v: v["images"][0].update(width=17))),
    (
        "COCO",
        "image id not unique",
        instances(lambda v: v["images"][0].update(id=v["images"][1]["id"])),
    ),
    (
        "COCO",
        "annotation id not unique",
        instances(lambda v: v["annotations"][0].update(id=v["annotations"][1]["id"])),
    ),
    ("COCO", "annotation of an unknown class", annotation(category_id=9)),
    ("COCO", "annotation of no image", annotation(image_id=9999)),
    ("COCO", "class numbers disagree", instances(lambda v: v["categories"][0].update(name="shed"))),
    ("COCO", "objects are missing or too many", instances(lambda v: v["annotations"].pop())),
    ("COCO", "box outside the image", annotation(bbox=[10, 10, 10, 3], area=5)),
    ("COCO", "box without size", annotation(bbox=[3, 3, 0, 3])),
    ("COCO", "box without four numbers", annotation(bbox=[3, 3, 3])),
    ("COCO", "area does not fit the box", annotation(area=900)),
    ("COCO", "outline of too few points", outline_of(1, 1, 2, 2)),
    ("COCO", "outline outside the image", outline_of(1, 1, 2, 2, 3, -4)),
    ("COCO", "outline of the wrong kind", annotation(iscrowd=1)),
    (
        "COCO",
        "run lengths of another size",
        annotation(iscrowd=1, segmentation={"counts": [4], "size": [16, 16]}),
    ),
]


@pytest.mark.parametrize(
    ("layout", "kind", "spoil"), FAULTS, ids=[f"{n} {f[0]} {f[1]}" for n, f in enumerate(FAULTS)]
)
def test_planted_faults_are_found(planted, layout, kind, spoil):
    folder = planted(layout)
    assert not find(folder).counts
    spoil(folder)
    findings = find(folder)
    assert kind in findings.counts
    assert not findings.passed
    assert findings.problem_count == sum(findings.counts.values())
    fault = next(f for f in findings.shown if f.kind == kind)
    assert fault.file
    assert fault.what.endswith(".")
    assert fault.remedy.endswith(".")
    assert not re.search(r"Traceback|<class|object at", fault.what)
