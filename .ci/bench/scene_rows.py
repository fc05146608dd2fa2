"""Many scenes as one dataset, against an export of each in a loop."""

from __future__ import annotations

import os
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np
from make_scene import cache_folder, make_scene
from row import Check, Row, Target

_SCENES = 20
_SMALL, _SIDE = 1000, 64
_MOST_FILES = 150
_MORE = 1.25


def rows(session):
    """Large scenes against a loop, and what many small ones open and take."""
    side = min(2000, session.side)
    yield Row(
        f"{_SCENES} scenes of {side} px as one dataset",
        {
            "tilewright": partial(_together, session, side),
            "exports in a loop": partial(_in_a_loop, session, side),
        },
        targets=[Target("exports in a loop", at_least=1.0)],
    )
    yield Check(
        f"{_SMALL} scenes of {_SIDE} px: files open at once, time a scene against a tenth of them",
        lambda: _growth(session),
        f"<= {_MOST_FILES} files, <= {_MORE}",
    )


def _scenes(side: int) -> list[str]:
    """Copies of one scene: what differs between them takes no time."""
    scene = Path(make_scene(side))
    copies = [scene.with_name(f"{scene.stem}-{k:02d}{scene.suffix}") for k in range(_SCENES)]
    for copy in copies:
        if not copy.exists():
            os.link(scene, copy)
    return [str(copy) for copy in copies]


def _build(session, folder: Path, **parameters) -> int:
    made = session.run(
        "tilewright:builddataset", TILE_SIZE=256, SCALING="RANGE", SCALE_MIN="0",
        SCALE_MAX="3000", OUTPUT=str(folder), **parameters,
    )  # fmt: skip
    return made["TILE_COUNT"]


def _together(session, side: int) -> tuple[int, float]:
    scenes, folder, start = _scenes(side), session.folder(), time.perf_counter()
    count = _build(session, folder, SCENES=scenes)
    return count, time.perf_counter() - start


def _in_a_loop(session, side: int) -> tuple[int, float]:
    scenes, folder, start = _scenes(side), session.folder(), time.perf_counter()
    count = sum(_build(session, folder / str(k), RASTER=path) for k, path in enumerate(scenes))
    return count, time.perf_counter() - start


def _small_scenes() -> list[str]:
    import rasterio
    from rasterio.transform import from_origin

    folder = cache_folder() / "small-scenes"
    folder.mkdir(exist_ok=True)
    values = np.random.default_rng(1).integers(1, 3000, (3, _SIDE, _SIDE)).astype("uint16")
    paths = [folder / f"{k:04d}.tif" for k in range(_SMALL)]
    for k, path in enumerate(paths):
        if not path.exists():
            place = from_origin(300_000 + 640 * (k % 40), 4_800_000 - 640 * (k // 40), 10, 10)
            with rasterio.open(
                path, "w", driver="GTiff", width=_SIDE, height=_SIDE, count=3, dtype="uint16",
                crs="EPSG:32631", transform=place,
            ) as dataset:  # fmt: skip
                dataset.write(values)
    return [str(path) for path in paths]


def _growth(session):
    paths, seconds, most = _small_scenes(), {}, 0
    for count in (_SMALL // 10, _SMALL):
        with _Watch() as watch:
            start = time.perf_counter()
            _build(session, session.folder(), SCENES=paths[:count], EDGE="KEEP")
            seconds[count] = (time.perf_counter() - start) / count
        most = max(most, watch.most)
    ratio = seconds[_SMALL] / seconds[_SMALL // 10]
    is_met = most <= _MOST_FILES and ratio <= _MORE
    return f"{most} files, {ratio:.2f}", is_met, {"files": most, "ratio": round(ratio, 3)}


class _Watch:
    """Counts the files that this process has open."""

    def __init__(self) -> None:
        self.most = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(0.02):
            self.most = max(self.most, sum(1 for _ in Path("/proc/self/fd").iterdir()))
