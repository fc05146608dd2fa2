"""The commands of docs/tutorial_classify.md, on the example scene, and the model that does them."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
from pathlib import Path

import numpy as np


def run_model(path: Path, parameters: dict) -> None:
    import processing
    from qgis.core import QgsProcessingFeedback, QgsProcessingModelAlgorithm

    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    model.initAlgorithm()
    assert model.validate() == (True, [])
    processing.run(model, parameters, feedback=QgsProcessingFeedback(False))


def test_every_command_runs_and_makes_what_the_page_says(
    run, commands_of, examples, tmp_path, monkeypatch
):
    import rasterio

    # A folder with a space, as the commands' own is anybody's.
    folder = tmp_path / "my foz"
    shutil.copytree(examples / "foz", folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    monkeypatch.chdir(folder)
    commands = commands_of("tutorial_classify.md")
    assert len(commands) == 12
    for name, parameters in commands:
        # The console finds files in its folder; processing.run looks in QGIS's.
        for key, value in parameters.items():
            if (folder / value).exists() or "." in value or key.endswith(("OUTPUT", "dataset")):
                parameters[key] = str(folder / value)
        if name.endswith(".model3"):
            run_model(folder / name, parameters)
        else:
            run(name, **parameters)

    with (folder / "samples.csv").open(encoding="utf-8", newline="") as file:
        samples = list(csv.DictReader(file))
    numbers = {(r["label"], r["class_id"]) for r in samples}
    assert numbers == {
        ("bare", "1"), ("field", "2"), ("forest", "3"), ("urban", "4"), ("water", "5"),
    }  # fmt: skip
    assert max(int(r["polygon"]) for r in samples) == 19
    quality = json.loads((folder / "report.json").read_text("utf-8"))
    assert quality["held_out"]["untested"] == []
    # The page says that the two differ a lot.
    assert 0.6 < quality["held_out"]["accuracy"] < quality["out_of_bag"] - 0.05 < 0.95
    confusion = np.array(quality["held_out"]["confusion"])
    assert confusion[4, 4] / confusion[4].sum() > 0.98
    with rasterio.open(folder / "land_cover.tif") as dataset:
        classes = dataset.read(1)
        assert dataset.colormap(1)[5] == (43, 131, 186, 255)
    with rasterio.open(folder / "foz.tif") as dataset:
        image = dataset.read()
    assert np.array_equal(classes == 0, (image == 0).any(axis=0))
    with rasterio.open(folder / "land_cover_clean.tif") as dataset:
        clean = dataset.read(1)
        assert dataset.colormap(1)[5] == (43, 131, 186, 255)
    assert np.array_equal(clean == 0, classes == 0)
    assert 0.08 < (clean != classes).sum() / (classes > 0).sum() < 0.12
    assert 0.6 < (clean == 1).sum() / (classes == 1).sum() < 0.73
    signatures = json.loads((folder / "signatures.json").read_text("utf-8"))
    nearest = signatures["separability"]["pairs"][0]
    assert nearest["classes"] == ["bare", "urban"]
    assert abs(nearest["distance"] - 1.03) < 0.03
    # The lake and the city, where anyone can see them.
    assert (classes[310:400, 610:660] == 5).mean() > 0.99
    assert (classes[1300:1390, 20:120] == 4).mean() > 0.8
    labels = {path.name for path in (folder / "land_cover_tiles").iterdir() if path.is_dir()}
    assert labels == {"bare", "field", "forest", "urban", "water"}

    # The model does the same steps, so it makes the same.
    assert (folder / "all_classes.tif").read_bytes() == (folder / "land_cover.tif").read_bytes()
    assert (folder / "all_report.json").is_file()
    one, all_at_once = (
        {p.relative_to(folder / name): p.read_bytes() for p in (folder / name).rglob("*.jpg")}
        for name in ("land_cover_tiles", "all_tiles")
    )
    assert one == all_at_once
    with rasterio.open(folder / "clusters.tif") as dataset:
        clusters = dataset.read(1)
    brightness = [image[:, clusters == k].mean() for k in range(1, 6)]
    assert brightness == sorted(brightness)

    pictures = os.environ.get("TILEWRIGHT_PICTURES")
    if pictures:
        for name, target in (("sheet", "classify_sheet"), ("tiles", "classify_tiles")):
            shutil.copy(folder / f"{name}.png", Path(pictures) / f"{target}.png")


def test_the_page_shows_pictures_that_are_there(root):
    page = (root / "docs/tutorial_classify.md").read_text("utf-8")
    names = re.findall(r"!\[.*?\]\((.*?)\)", page)
    assert len(names) == 3
    for name in names:
        assert (root / "docs" / name).stat().st_size < 300_000
