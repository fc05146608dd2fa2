"""Exports a small dataset: for tests that kill the process, or send its work to others."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path


def register_package() -> None:
    """Make the checkout importable as ``tilewright``, whatever its folder is called."""
    root = Path(__file__).resolve().parents[3]
    spec = importlib.util.spec_from_file_location(
        "tilewright", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)


def make_request(raster: str, scheduler: str = "", size: int = 8):
    """All tiles of a raster as JPEG in two classes, by batches of few tiles."""
    from tilewright.core.dataset.plan import plan_dataset
    from tilewright.core.export.options import ExportOptions
    from tilewright.core.export.request import ExportRequest
    from tilewright.core.geometry.outlines import corners_of_windows, wkb_of_corners
    from tilewright.core.grid.grid import TileGrid
    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.resampling import plan_reads
    from tilewright.core.resampling.windows import windows_of_geometries
    from tilewright.core.tiles.table import TEXT, Field, TileTable, make_column

    plan_reads.DEFAULT_BUDGET = 40_000
    source = FileRasterSource(raster)
    info = source.info
    grid = TileGrid.plan(info.width, info.height, size, size)
    batch = grid.batch(0, len(grid))
    columns = {
        "tile_id": make_column(TEXT, grid.tile_ids(batch)),
        "label": make_column(TEXT, ["a" if k % 3 else "b" for k in range(len(grid))]),
    }
    wkb = wkb_of_corners(corners_of_windows(batch.windows, info.transform))
    table = TileTable([Field(name, TEXT) for name in columns], columns, wkb)
    places = windows_of_geometries(table.geometries, info.transform)
    plan = plan_dataset(table, places, info, "jpg", "label")
    options = ExportOptions(workers=2, scheduler=scheduler)
    return ExportRequest(plan, source, options, crs_name="EPSG:32631")


def slow_down(seconds: float) -> None:
    """Let every tile take longer, with its temporary file open."""
    from tilewright.core.export import encode as encode_tiles

    quick = encode_tiles.write_through

    def write_slowly(path, save):
        def save_slowly(file):
            save(file)
            time.sleep(seconds)

        return quick(path, save_slowly)

    encode_tiles.write_through = write_slowly


def export(raster: str, output: str, scheduler: str = "") -> None:
    """Export, resuming what is there."""
    from tilewright.core.export.export import export_dataset

    request = make_request(raster, scheduler)
    export_dataset(request, output, resume=True, log=lambda text: None)


def wrong_files(output: str, whole: str) -> list[str]:
    """Images that are not those of the whole dataset, byte for byte."""
    wrong = []
    for folder, _, names in os.walk(output):
        for name in names:
            path = Path(folder, name)
            other = Path(whole, path.relative_to(output))
            if name.endswith(".jpg") and path.read_bytes() != other.read_bytes():
                wrong.append(str(path))
    return wrong


def kill_often(raster: str, output: str, whole: str, kills: int) -> dict:
    """Begin the export again and again, and kill it at random moments; then let it finish."""
    rng = random.Random(4)
    start = time.monotonic()
    export(raster, output + "-timed")
    seconds = time.monotonic() - start
    counts = {"killed": 0, "with_tiles": 0, "with_parts": 0, "finished": 0, "wrong": []}
    while counts["killed"] < kills:
        # The modules are loaded already, so that a moment is one of the export.
        child = os.fork()
        if not child:
            try:
                export(raster, output)
            except BaseException as error:
                sys.stderr.write(f"{error!r}\n")
                os._exit(1)
            os._exit(0)
        time.sleep(rng.uniform(0, seconds))
        os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status):
                raise SystemExit("A resumed export failed.")
            counts["finished"] += 1
            counts["wrong"] += wrong_files(output, whole)
            shutil.rmtree(output)
            continue
        counts["killed"] += 1
        left = [name for _, _, names in os.walk(output) for name in names]
        counts["with_tiles"] += any(name.endswith(".jpg") for name in left)
        counts["with_parts"] += any(name.endswith(".part") for name in left)
        counts["wrong"] += wrong_files(output, whole)
    export(raster, output)
    return counts


def main() -> None:
    """``export RASTER OUTPUT [SCHEDULER]`` or ``kill RASTER OUTPUT WHOLE KILLS``."""
    mode, raster, output, *rest = sys.argv[1:]
    register_package()
    slow_down(float(os.environ.get("TILE_SECONDS", "0")))
    if mode == "kill":
        sys.stdout.write(json.dumps(kill_often(raster, output, rest[0], int(rest[1]))))
    else:
        export(raster, output, *rest)


if __name__ == "__main__":
    main()
