"""Exports by Dask's workers, processes of this machine: two beside one, and what a task costs."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from make_scene import make_scene
from noise import tree_seconds
from row import Check, Row, Target
from session import ROOT

_SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"
_WORKER = "from distributed.cli.dask_worker import main; main()"
# As docs/cluster.md advises: processors that only wait are asked less often how they are.
_SETTINGS = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__WORKER__MEMORY__MONITOR_INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms",
}
_TASKS = 2000
_TILES = 10**9


def rows(session):
    """Tiles of 64 and 256 pixels, and tasks that do nothing.

    What begins and ends each export is not spread, and a tenth of one that takes three seconds: so
    the tiles of 256 pixels are those of a scene four times as large.
    """
    small, large = partial(make_scene, session.side), partial(make_scene, 2 * session.side)
    with ExitStack() as stack:

        @cache
        def start(workers: int) -> _Cluster:
            """When it is needed, and before the clock starts."""
            return stack.enter_context(_cluster(session, workers))

        for size, scene, targets in (
            (64, small, []),
            (256, large, [Target("one worker", at_least=1.8)]),
        ):
            yield Row(
                f"JPEG {size} px by two workers of Dask",
                {
                    "two workers": partial(_export, session, scene, size, partial(start, 2)),
                    "one worker": partial(_export, session, scene, size, partial(start, 1)),
                    "threads": partial(_export, session, scene, size),
                },
                own="two workers",
                targets=targets,
            )
        yield Check(
            "cost of a task of a cluster, 64 px",
            lambda: _task_cost(session, small(), start(2)),
            "(no target)",
        )


class _Cluster:
    """A scheduler and its workers."""

    def __init__(self, address: str, scheduler: int, workers: list[int]) -> None:
        self.address = address
        self._scheduler, self._workers = scheduler, workers

    def seconds(self) -> tuple[float, float, float]:
        """Processor time of this program's own, the scheduler and all workers."""
        times = os.times()
        workers = sum(tree_seconds(pid) for pid in self._workers)
        return times.user + times.system, tree_seconds(self._scheduler), workers


@contextmanager
def _cluster(session, count: int):
    """Workers have one thread each, as two of them are to be twice one."""
    folder = session.folder(f"cluster-{count}")
    modules = folder / "modules"
    modules.mkdir()
    (modules / "tilewright").symlink_to(ROOT, target_is_directory=True)
    paths = os.pathsep.join((str(modules), str(Path(__file__).parent)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore", **_SETTINGS}
    file = folder / "scheduler.json"
    with ExitStack() as stack:

        def start(code: str, *arguments: str) -> int:
            log = stack.enter_context((folder / "log.txt").open("a"))
            process = subprocess.Popen(
                [sys.executable, "-c", code, "--scheduler-file", str(file), *arguments],
                env=environment,
                cwd=folder,
                stdout=log,
                stderr=log,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process.pid

        scheduler = start(_SCHEDULER, "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        alone = ("--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--no-dashboard")
        workers = [start(_WORKER, *alone) for _ in range(count)]
        yield _Cluster(_wait(file, count), scheduler, workers)


def _wait(file: Path, workers: int) -> str:
    from distributed import Client

    deadline = time.monotonic() + 120
    while True:
        try:
            address = json.loads(file.read_text("utf-8"))["address"]
            break
        except (OSError, ValueError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
        client.run(_load)
    return address


def _load() -> None:
    """What a worker loads at its first task, a second's work, is no part of an export."""
    for name in ("PIL.JpegImagePlugin", "rasterio.windows", "tilewright.core.export.encode"):
        import_module(name)


def _export(session, make, size: int, start=None) -> tuple[int, float]:
    scene = make()
    tiles = session.grid(scene, size)
    more = {"SCHEDULER": start().address} if start else {}
    folder, begin = session.folder(), time.perf_counter()
    return session.export(scene, tiles, folder, **more), time.perf_counter() - begin


class Idle:
    """Stands for an encoder on a worker: takes the same work, and writes nothing."""

    def __init__(self, encoder) -> None:
        self.encoder = encoder

    def run(self, work):
        """The result of tiles without pixels."""
        import numpy as np

        from tilewright.core.cut.masks import MaskCounts
        from tilewright.core.export.encode import TileResult

        percents = np.zeros(len(work.files))
        return TileResult(
            work.batch.index, percents, self.encoder.no_statistics, 0, [], MaskCounts()
        )


def _task_cost(session, scene: str, cluster: _Cluster):
    """Sends the work of an export many times over to workers that do nothing with it."""
    from tilewright.core.export import write_tiles

    real, facts, tiles = write_tiles.run_in_order, {}, session.grid(scene, 64)

    def send_idly(executor, run, works, ahead, is_cancelled):
        works = list(works)
        count = -(-_TASKS // len(works))
        before, start = cluster.seconds(), time.perf_counter()
        for _ in real(executor, Idle(run.__self__).run, works * count, ahead, is_cancelled):
            pass
        seconds = time.perf_counter() - start
        tasks = len(works) * count
        spent = [1e6 * (b - a) / tasks for a, b in zip(before, cluster.seconds())]
        facts.update(
            tasks=tasks,
            tiles_a_task=sum(len(work.files) for work in works) / len(works),
            us=1e6 * seconds / tasks,
            processor_us=dict(zip(("client", "scheduler", "workers"), spent)),
            encoder_bytes=len(pickle.dumps(run)),
            work_bytes=sum(len(pickle.dumps(work)) for work in works) / len(works),
        )
        sizes = []
        for result in real(executor, run, works, ahead, is_cancelled):
            # The picture of the dataset is 640 pixels wide, however many tiles there are.
            sizes.append(len(pickle.dumps(replace(result, samples=[]))))
            yield result
        facts["result_bytes"] = sum(sizes) / len(sizes)

    write_tiles.run_in_order = send_idly
    try:
        session.export(scene, tiles, session.folder(), SCHEDULER=cluster.address)
    finally:
        write_tiles.run_in_order = real
    client, scheduler, workers = facts["processor_us"].values()
    tasks = _TILES / facts["tiles_a_task"]
    hours = tasks * max(client, scheduler) / 3.6e9
    text = (
        f"{facts['us']:.0f} us a task (processors: client {client:.0f}, scheduler {scheduler:.0f}, "
        f"workers {workers:.0f}) of {facts['tiles_a_task']:.0f} tiles; "
        f"{facts['work_bytes'] + facts['encoder_bytes']:.0f} bytes there, "
        f"{facts['result_bytes']:.0f} back; {_TILES:.0e} tiles are {tasks:.1e} tasks, "
        f"{hours:.1f} hours of the busier of client and scheduler"
    )
    return text, True, facts
