"""No algorithm works for a second on 10^5 features without asking whether the user cancelled.

By hand, since it takes minutes: ``python3 -m pytest tests/bad_inputs/cancel_gaps.py -s``. The
inputs are kept in the folder that TILEWRIGHT_MANY names, where it names one. Times are the
processor's, so that other programs do not count.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from pathlib import Path

import numpy as np
import pytest

# Tiles along a side of the raster, and pixels along a side of the tiles.
TILES, PIXELS = 316, 8
# Seconds: the longest gap between two looks, those that are told, and after which a run is stopped.
MOST, TOLD, LONGEST = 1.0, 0.25, 600


def make_inputs(folder: Path) -> None:
    """A raster, 10^5 tiles with labels and splits, as many labelled squares, and their centres."""
    import processing

    sys.path.insert(0, str(Path(__file__).parent))
    from world import write_raster

    if (folder / "tiles.gpkg").exists():
        return
    values = np.random.default_rng(1).integers(1, 3000, (3, TILES * PIXELS, TILES * PIXELS))
    write_raster(folder / "scene.tif", values.astype("uint16"))
    write_raster(folder / "clouds.tif", (values[0] % 50 == 0).astype("uint8") * 3)

    def run(name: str, output: str, **parameters):
        return processing.run(name, {**parameters, "OUTPUT": output})["OUTPUT"]

    def path(name: str) -> str:
        return str(folder / name)

    grid = run(
        "tilewright:createtilegrid", path("grid.gpkg"), INPUT=path("scene.tif"), TILE_SIZE=PIXELS
    )
    moved = run("native:translategeometry", "TEMPORARY_OUTPUT", INPUT=grid, DELTA_X=33, DELTA_Y=-21)
    named = {"FIELD_NAME": "class", "FIELD_TYPE": 2, "FORMULA": "'c' || ($id % 5)"}
    labels = run("native:fieldcalculator", path("labels.gpkg"), INPUT=moved, **named)
    run("native:centroids", path("points.gpkg"), INPUT=labels)
    joined = run(
        "tilewright:joinlabels", "TEMPORARY_OUTPUT", INPUT=grid, LABELS=labels, LABEL_FIELD="class"
    )
    run("tilewright:splittiles", path("tiles.gpkg"), INPUT=joined, METHOD="RANDOM")


def calls(folder: Path, out: Path) -> dict[str, dict]:
    """Parameters of algorithms that work through many features."""
    w, c = (lambda name: str(folder / name)), (lambda name: str(out / name))
    tiles, labels, scene = w("tiles.gpkg"), w("labels.gpkg"), w("scene.tif")
    named = {"LABELS": labels, "LABEL_FIELD": "class"}
    return {
        "assigncoarsetile": {
            "INPUT": tiles,
            "COARSE": labels,
            "COARSE_ID": "tile_id",
            "OUTPUT": c("out.gpkg"),
        },
        "auditsplit": {"INPUT": tiles, "REPORT": c("report.html")},
        "builddataset": {"RASTER": scene, "TILE_SIZE": PIXELS, **named, "OUTPUT": c("dataset")},
        "createrandomtiles": {"AOI": labels, "MAX_SIZE": 300, "OUTPUT": c("out.gpkg")},
        "createtilegrid": {
            "INPUT": scene,
            "TILE_SIZE": PIXELS,
            "AOI": labels,
            "OUTPUT": c("out.gpkg"),
        },
        "exporttiles": {
            "RASTER": scene,
            "TILES": tiles,
            "LABEL_FIELD": "label",
            "OUTPUT": c("dataset"),
        },
        "exporttimeseries": {
            "RASTERS": [scene],
            "PARCELS": labels,
            "PARCEL_LABEL_FIELD": "class",
            "OUTPUT": c("series"),
        },
        "joinlabels": {
            "INPUT": tiles,
            **named,
            "LABEL_EDITS": w("points.gpkg"),
            "OUTPUT": c("out.gpkg"),
        },
        "labelproportions": {"INPUT": tiles, **named, "OUTPUT": c("out.gpkg")},
        "maskcloudpoints": {
            "INPUT": tiles,
            "CLOUDS": labels,
            "BUFFER": 20,
            "OUTPUT": c("out.gpkg"),
        },
        "maskcloudraster": {
            "INPUT": tiles,
            "MASK": w("clouds.tif"),
            "VALUES": "3",
            "OUTPUT": c("out.gpkg"),
        },
        "rasterizelabels": {**named, "TEMPLATE": scene, "OUTPUT": c("out.tif")},
        "samplepixels": {
            "RASTER": scene,
            **named,
            "MAX_PER_CLASS": 20000,
            "OUTPUT": c("samples.csv"),
        },
        "selecttiles": {"INPUT": tiles, "AOI": labels, "OUTPUT": c("out.gpkg")},
        "splittiles": {"INPUT": tiles, "METHOD": "RANDOM", "OUTPUT": c("out.gpkg")},
    }


@pytest.fixture(scope="session")
def many(qgis, tmp_path_factory) -> Path:
    """The folder with the inputs."""
    given = os.environ.get("TILEWRIGHT_MANY")
    folder = Path(given) if given else tmp_path_factory.mktemp("many")
    make_inputs(folder)
    return folder


@pytest.fixture
def looks(qgis, monkeypatch):
    """Gaps between looks at whether the user cancelled, of all feedbacks: seconds, and where."""
    from qgis.core import QgsFeedback

    gaps, last, look = [], [time.process_time()], QgsFeedback.isCanceled

    def noted(feedback) -> bool:
        now = time.process_time()
        if now - last[0] > TOLD:
            frames = traceback.extract_stack(sys._getframe(1))[-3:]
            where = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
            gaps.append((now - last[0], where))
        last[0] = now
        return look(feedback)

    monkeypatch.setattr(QgsFeedback, "isCanceled", noted)
    return gaps


@pytest.mark.parametrize("name", calls(Path(), Path()))
def test_no_algorithm_is_deaf_for_a_second(many, looks, tmp_path, name):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    feedback, end = QgsProcessingFeedback(False), "finished"
    timer = threading.Timer(LONGEST, feedback.cancel)
    timer.start()
    feedback.isCanceled()
    looks.clear()
    begin = time.process_time()
    try:
        processing.run(f"tilewright:{name}", calls(many, tmp_path)[name], feedback=feedback)
    except QgsProcessingException as error:
        end = str(error)
    timer.cancel()
    feedback.isCanceled()
    print(f"\n{name}: {time.process_time() - begin:.1f} s, {end}")
    for gap, where in sorted(looks, reverse=True)[:3]:
        print(f"    {gap:.2f} s until {where}")
    assert max((gap for gap, _ in looks), default=0.0) < MOST
