"""Makers of small inputs for the engine's tests."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry.base import BaseGeometry

from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.tiles.table import DOUBLE, INT, TEXT, Field, TileTable, make_column

START_WORKER = "from distributed.cli.dask_worker import main; main()"
START_SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
PIXELS = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@pytest.fixture
def open_source(make_raster):
    """Writes a raster and opens it: ``open_source(values, bands="1", nodata=0)``.

    ``nodata``, ``bands`` and ``keep_alpha`` go to the source, ``tagged`` is the file's nodata
    value, other keywords go to make_raster. Sources are closed at the end.
    """
    opened = []

    def open_it(values, bands=None, nodata=None, keep_alpha=False, tagged=None, **profile):
        path = make_raster(values, nodata=tagged, **profile)
        opened.append(FileRasterSource(path, bands, nodata, keep_alpha))
        return opened[-1]

    yield open_it
    for source in opened:
        source.close()


def _kind(values) -> str:
    known = [v for v in values if v is not None]
    if any(isinstance(v, str) for v in known) or not known:
        return TEXT
    return INT if all(isinstance(v, (int, np.integer)) for v in known) else DOUBLE


@pytest.fixture(scope="session")
def make_table():
    """Makes a tile table of shapely polygons or of (N, 4) pixel windows.

    Columns are keywords; their kind is that of the values. Windows are placed by ``transform`` and
    named t000001, t000002, ... unless tile_id is given; ``tile_id=False`` leaves them nameless.
    """

    def make(tiles, transform=PIXELS, tile_id=None, **columns):
        tiles = list(tiles)
        if tiles and isinstance(tiles[0], BaseGeometry):
            wkb = [tile.wkb for tile in tiles]
        else:
            windows = np.array(tiles, dtype=np.int64).reshape(-1, 4)
            wkb = wkb_of_corners(corners_of_windows(windows, transform))
        if tile_id is None:
            tile_id = [f"t{i:06d}" for i in range(1, len(wkb) + 1)]
        if tile_id is not False:
            columns = {"tile_id": tile_id, **columns}
        fields = [
            Field(name, TEXT if name == "tile_id" else _kind(list(v)))
            for name, v in columns.items()
        ]
        made = {f.name: make_column(f.kind, list(columns[f.name])) for f in fields}
        return TileTable(fields, made, wkb)

    return make


@pytest.fixture(scope="session")
def outlines():
    """Outlines of shapely polygons."""
    return lambda polygons: TileGeometries([polygon.wkb for polygon in polygons])


@pytest.fixture
def environment(root, tmp_path):
    """What a worker needs: the package under its name."""
    place = tmp_path / "modules"
    place.mkdir()
    (place / "tilewright").symlink_to(root, target_is_directory=True)
    return {**os.environ, "PYTHONPATH": str(place), "PYTHONWARNINGS": "ignore"}


@pytest.fixture
def cluster(environment, tmp_path):
    """A scheduler and two workers: their address, and the workers' processes."""
    started = []

    def start(code, *arguments):
        log = (tmp_path / f"log-{len(started)}.txt").open("w")  # noqa: SIM115
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            env=environment,
            cwd=tmp_path,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        started.append((process, log))
        return process

    address_file = tmp_path / "scheduler.json"
    start(
        START_SCHEDULER,
        *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
        *("--scheduler-file", str(address_file)),
    )
    workers = [
        start(
            START_WORKER,
            *("--scheduler-file", str(address_file), "--host", "127.0.0.1"),
            *("--no-nanny", "--nthreads", "1", "--no-dashboard"),
        )
        for _ in range(2)
    ]
    try:
        yield _address(address_file, 2), workers
    finally:
        for process, log in started:
            process.kill()
            process.wait()
            log.close()


def _address(file: Path, workers: int) -> str:
    from distributed import Client

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            address = json.loads(file.read_text(encoding="utf-8"))["address"]
            break
        except (OSError, ValueError):
            time.sleep(0.1)
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)
    return address


@pytest.fixture
def killed_at():
    """Whether a run in a child process was killed when it came to a step.

    Called with the step's number from 1, what to run, and whether an event of Python's, with its
    arguments, is a step.
    """

    def kill(step, run, is_step):
        child = os.fork()
        if child:
            return os.WIFSIGNALED(os.waitpid(child, 0)[1])
        left = [step]

        def hook(event, args):
            if left[0] and is_step(event, args):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            run()
        finally:
            os._exit(0)

    return kill
