"""Tiles before they are written are those that are written: pixels, masks and labels."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

SIZE, TILE = 96, 24


def square(left, top, right, bottom):
    """A box in pixels of the raster as WKT."""
    x0, x1 = 500000 + 10 * left, 500000 + 10 * right
    y0, y1 = 4600000 - 10 * top, 4600000 - 10 * bottom
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


@pytest.fixture
def raster(make_raster):
    rng = np.random.default_rng(7)
    values = rng.integers(200, 4000, (3, SIZE, SIZE), dtype="uint16")
    values[:, :10, :6] = 0
    return make_raster(values, nodata=0, descriptions=("red", "green", "blue"))


@pytest.fixture
def base(raster, make_layer):
    labels = make_layer(
        [(square(0, 0, 50, SIZE), {"class": "crop"}), (square(50, 0, 96, 70), {"class": "urban"})]
    )
    return {
        "RASTER": raster,
        "TILE_SIZE": TILE,
        "LABELS": labels,
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "rest",
        "SPLIT_METHOD": "RANDOM",
        "TRAIN": 60,
        "VAL": 20,
        "TEST": 20,
        "SPLIT_SEED": 1,
    }


@pytest.fixture
def look(qgis):
    """Looks at the tiles of parameters of builddataset; closes what was opened."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

    from tilewright.algorithms.export.look_at_tiles import TileLookAlgorithm

    made = []

    def make(**parameters):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(QgsProject.instance())
        algorithm = TileLookAlgorithm(made.append).create()
        given = {**parameters, "DRY_RUN": True}
        assert algorithm.checkParameterValues(given, context)[0]
        _, is_fine = algorithm.run(given, context, feedback)
        assert is_fine, feedback.textLog()
        return made[-1]

    yield make
    for looks in made:
        if looks is not None:
            looks.close()


def read_all(looks):
    numbers = dict.fromkeys(n for group in looks.groups for n in group.numbers)
    return [looks.read(number, lambda: False) for number in numbers]


def pixels_of(path):
    if path.suffix == ".npy":
        return np.load(path)
    if path.suffix == ".tif":
        with rasterio.open(path) as dataset:
            return dataset.read()
    values = np.asarray(Image.open(path))
    return values[None] if values.ndim == 2 else values.transpose(2, 0, 1)


@pytest.mark.parametrize(
    "options",
    [
        {"FORMAT": "JPEG", "QUALITY": 60},
        {"FORMAT": "PNG", "SCALING": "MINMAX"},
        {"FORMAT": "GTIFF", "SCALING": "NONE"},
        {"FORMAT": "NPY", "SCALING": "RANGE", "SCALE_MIN": "500", "SCALE_MAX": "3000"},
        {"FORMAT": "PNG", "RESAMPLING": "BILINEAR", "PIXELS": 16},
    ],
    ids=["JPEG", "PNG", "GTIFF", "NPY", "resampled"],
)
def test_pixels_are_those_that_the_export_writes(run, look, base, raster, tmp_path, options):
    shown = read_all(look(**base, **options))
    folder = Path(run("builddataset", **base, **options, OUTPUT=str(tmp_path / "out"))["OUTPUT"])
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    rows = {row["tile_id"]: row for row in _rows(folder)}
    assert len({(s.tile.labels, s.tile.split) for s in shown}) > 4
    with rasterio.open(raster) as dataset:
        stored = dataset.read()
    for each in shown:
        tile, row = each.tile, rows[each.tile.tile_id]
        assert (tile.file, tile.split) == (row["file"], row["split"])
        assert tile.labels == (row["label"],)
        assert np.array_equal(tile.written, pixels_of(folder / tile.file))
        assert tile.size == (folder / tile.file).stat().st_size
        assert tile.valid_percent == pytest.approx(float(row["valid_pct"]), abs=0.01)
        if "PIXELS" not in options:
            left, top = int(row["col_off"]), int(row["row_off"])
            window = stored[:, top : top + TILE, left : left + TILE]
            assert np.array_equal(tile.stored, window)
        cuts = facts["scaling"].get("bands")
        if cuts:
            told = [(band["min"], band["max"]) for band in cuts]
            assert [band.cuts for band in each.bands] == told


def _rows(folder):
    import csv

    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_masks_are_those_that_the_export_writes(run, look, base, make_raster, tmp_path):
    codes = np.random.default_rng(2).integers(0, 3, (SIZE, SIZE), dtype="uint8")
    mask = make_raster(codes, name="codes.tif")
    given = {**base, "MASK": mask, "MASK_CLASS_MAP": "1=water\n2=road", "FORMAT": "PNG"}
    shown = read_all(look(**given))
    folder = Path(run("builddataset", **given, OUTPUT=str(tmp_path / "out"))["OUTPUT"])
    for each in shown:
        (path,) = (folder / "masks").rglob(f"{Path(each.tile.file).stem}.*")
        written = np.asarray(Image.open(path))
        assert np.array_equal(each.tile.mask, written)
        shares = {name: share for name, _, share in each.shares}
        for number, name in ((1, "water"), (2, "road"), (255, "")):
            expected = 100 * (written == number).mean()
            assert shares.get(name, 0) == pytest.approx(expected)


@pytest.fixture
def houses(make_layer):
    boxes = [(3, 3, 9, 8), (20, 20, 30, 31), (70.5, 40.25, 76, 47), (80, 80, 99, 90)]
    return make_layer([(square(*b), {"kind": "house"}) for b in boxes], fields="kind:string")


@pytest.mark.parametrize("shape", ["BOX", "POLYGON"])
def test_objects_are_those_of_the_labels(run, look, raster, houses, tmp_path, shape):
    given = {
        "RASTER": raster,
        "TILE_SIZE": TILE,
        "LAYOUT": "COCO",
        "OBJECTS": houses,
        "OBJECT_FIELD": "kind",
        "SHAPE": shape,
    }
    looks = look(**given)
    # Tiles without labels go by what is on them.
    assert [group.label for group in looks.groups] == ["house", ""]
    folder = Path(run("builddataset", **given, OUTPUT=str(tmp_path / "out"))["OUTPUT"])
    (labels,) = (folder / "annotations").iterdir()
    told = json.loads(labels.read_text("utf-8"))
    names = {image["id"]: Path(image["file_name"]).stem for image in told["images"]}
    expected = {name: [] for name in names.values()}
    for row in told["annotations"]:
        x, y, width, height = row["bbox"]
        expected[names[row["image_id"]]].append((x, y, x + width, y + height))
    count = 0
    for group in looks.groups:
        for number in group.numbers:
            each = looks.read(number, lambda: False)
            boxes = [
                (*np.min(np.concatenate(o.rings), 0), *np.max(np.concatenate(o.rings), 0))
                for o in each.outlines
            ]
            wanted = expected[Path(each.tile.file).stem]
            assert np.allclose(sorted(boxes), sorted(wanted), atol=1e-3)
            assert bool(boxes) == (group.label == "house")
            count += len(boxes)
    assert count >= 4


def test_tiles_without_labels_go_by_their_mask(look, raster, make_raster):
    codes = np.zeros((SIZE, SIZE), dtype="uint8")
    codes[:TILE, :TILE], codes[50:60, 50:60] = 1, 2
    mask = make_raster(codes, name="codes.tif")
    looks = look(RASTER=raster, TILE_SIZE=TILE, MASK=mask, MASK_CLASS_MAP="1=water\n2=road")
    names = {g.label: [looks.name(n) for n in g.numbers] for g in looks.groups}
    assert names["water"] == ["r00000_c00000"] and names["road"] == ["r00002_c00002"]


def test_many_values_are_fitted_to_some_of_the_tiles(look, base, monkeypatch):
    from tilewright.core.preview import tiles

    whole = look(**base)
    monkeypatch.setattr(tiles, "_MOST_FITTED", 3 * TILE * TILE * 4)
    part = look(**base)
    assert (whole.fitted, part.fitted) == (0, 4)


def test_what_is_closed_reads_no_more_and_a_tile_that_is_not_there_is_not_found(look, base):
    looks = look(**base)
    number = looks.groups[0].numbers[0]
    assert looks.find(looks.name(number)) == number
    assert looks.find("r09999_c00000") is None
    looks.close()
    assert looks.read(number, lambda: False) is None


def test_an_error_is_that_of_the_export(qgis, base):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    from tilewright.algorithms.export.look_at_tiles import TileLookAlgorithm

    made, feedback = [], QgsProcessingFeedback(False)
    given = {**base, "LAYOUT": "YOLO", "DRY_RUN": True}
    algorithm = TileLookAlgorithm(made.append).create()
    _, is_fine = algorithm.run(given, QgsProcessingContext(), feedback)
    assert not is_fine and made == []
    assert "needs objects; give" in feedback.textLog()
