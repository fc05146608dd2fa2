"""What grows with the size of the work: memory must not, time must in proportion."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from make_scene import make_scene
from row import Check

_MOST_MB = 400
_MORE = 1.1
_STEPS = (1, 2, 4, 8)


def rows(session):
    """Peak memory of two scenes, and time at 1, 2, 4 and 8 times the tiles."""
    yield Check(
        "added peak memory, scene and one four times as large",
        lambda: _memory(session),
        f"<= {_MOST_MB} MB, and the same within 10 %",
    )
    yield Check(
        "time a tile at 8 times the tiles, against 1 time",
        lambda: _growth(session),
        "<= 1.1",
    )


def _memory(session):
    script = Path(__file__).with_name("measure_memory.py")
    added = []
    for side in (session.side, 2 * session.side):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", str(script), make_scene(side), str(session.folder())],
            check=True,
            capture_output=True,
            text=True,
        )
        added.append(json.loads(done.stdout.splitlines()[-1])["added_mb"])
    small, large = added
    is_met = max(added) <= _MOST_MB and large <= _MORE * small
    return f"{small:.0f} MB, {large:.0f} MB", is_met, {"added_mb": added}


def _growth(session):
    from qgis.core import QgsFeatureRequest

    scene = make_scene(session.side)
    tiles = session.grid(scene, 64)
    rows_of_tiles = session.side // 64
    layers = {}
    for step in _STEPS:
        rows = rows_of_tiles * step // _STEPS[-1]
        request = QgsFeatureRequest().setFilterExpression(f'"row" < {rows}')
        layers[step] = tiles.materialize(request)
    seconds = {step: [] for step in _STEPS}
    for _ in range(3):
        for step, layer in layers.items():
            folder = session.folder()
            start = time.perf_counter()
            count = session.export(scene, layer, folder)
            seconds[step].append((time.perf_counter() - start) / count)
    medians = {step: statistics.median(values) for step, values in seconds.items()}
    ratio = medians[_STEPS[-1]] / medians[_STEPS[0]]
    micros = {step: round(value * 1e6, 1) for step, value in medians.items()}
    text = f"{ratio:.2f} ({', '.join(f'{v:g}' for v in micros.values())} us)"
    return text, ratio <= _MORE, {"microseconds_a_tile": micros}
