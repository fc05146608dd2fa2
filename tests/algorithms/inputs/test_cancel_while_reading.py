"""A cancel is heard while features are read, mended and indexed, however many there are."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

# What takes as long as this in these tests would take minutes with a large layer.
SECONDS = 20
HEARD = 5


@pytest.fixture
def squares(make_layer):
    """Touching squares with a side of 100 m, 20 by 20, with classes and ids."""
    made = []
    for k in range(400):
        x, y = 500000 + 100 * (k % 20), 4600000 - 100 * (k // 20)
        corners = (x, y), (x + 100, y), (x + 100, y - 100), (x, y - 100), (x, y)
        wkt = ", ".join(f"{a} {b}" for a, b in corners)
        made.append((f"POLYGON(({wkt}))", {"class": f"c{k % 2}", "cell": f"k{k % 9}"}))
    return make_layer(made, fields="class:string,cell:string", name="squares")


@pytest.fixture
def slow(monkeypatch):
    """Makes a function of a module take its time: ``slow("algorithms.inputs.shapes", "name")``."""
    ended = threading.Event()

    def make(module, name):
        import importlib

        owner = importlib.import_module(f"tilewright.{module}")
        own = getattr(owner, name)

        def waiting(*args, **more):
            ended.wait(SECONDS)
            return own(*args, **more)

        monkeypatch.setattr(owner, name, waiting)

    yield make
    ended.set()


@pytest.fixture
def seconds_until_cancelled(qgis):
    """How long an algorithm takes to stop when the user asks for it after half a second."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    def measure(algorithm, **parameters):
        parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        feedback = QgsProcessingFeedback(False)
        timer = threading.Timer(0.5, feedback.cancel)
        timer.start()
        begin = time.monotonic()
        with pytest.raises(QgsProcessingException, match=r"Cancelled\."):
            processing.run(f"tilewright:{algorithm}", parameters, feedback=feedback)
        timer.join()
        return time.monotonic() - begin

    return measure


CASES = {
    "labels": ("joinlabels", "algorithms.inputs.shapes", "repair_polygons"),
    "clouds": ("maskcloudpoints", "algorithms.inputs.shapes", "repair_polygons"),
    "coarse tiles": ("assigncoarsetile", "algorithms.inputs.coarse", "repair_polygons"),
    "parcels": ("rasterizelabels", "algorithms.inputs.parcels", "repair_wkb"),
    "pixels": ("samplepixels", "algorithms.classify.classify_parameters", "PolygonBurner"),
}


@pytest.mark.parametrize(("algorithm", "module", "name"), CASES.values(), ids=CASES)
def test_long_work_on_polygons_hears_a_cancel(
    slow, seconds_until_cancelled, run, squares, make_raster, tmp_path, algorithm, module, name
):
    raster = make_raster(np.ones((200, 200), dtype="uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    labels = {"LABELS": squares, "LABEL_FIELD": "class"}
    parameters = {
        "joinlabels": {"INPUT": tiles, **labels},
        "maskcloudpoints": {"INPUT": tiles, "CLOUDS": squares},
        "assigncoarsetile": {"INPUT": tiles, "COARSE": squares, "COARSE_ID": "cell"},
        "rasterizelabels": {**labels, "TEMPLATE": raster, "OUTPUT": str(tmp_path / "out.tif")},
        "samplepixels": {"RASTER": raster, **labels, "OUTPUT": str(tmp_path / "out.csv")},
    }[algorithm]
    slow(module, name)
    assert seconds_until_cancelled(algorithm, **parameters) < HEARD


def test_features_are_not_read_on_after_a_cancel(squares):
    from tilewright.algorithms.base.layer_snapshot import LayerSnapshot
    from tilewright.core.errors import CancelledError

    source, read = LayerSnapshot(squares), []
    source.is_cancelled = lambda: len(read) >= 150
    with pytest.raises(CancelledError):
        for feature in source.getFeatures():
            read.append(feature.id())
    assert 150 <= len(read) <= 250
