"""Exports on a Dask cluster: a real scheduler and real workers on this computer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.errors import ExportError, MissingLibraryError
from tilewright.core.run import executor as module
from tilewright.core.run.executor import open_executor

CHILD = Path(__file__).with_name("export_child.py")


@pytest.fixture
def raster(make_raster):
    values = np.random.default_rng(5).integers(1, 4000, (3, 96, 128)).astype(np.uint16)
    return make_raster(values, tiled=True, blockxsize=16, blockysize=16)


def start_child(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, str(CHILD), "export", *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def images(folder: Path) -> int:
    return sum(1 for path in folder.rglob("*.jpg") if not path.name.startswith("."))


def test_cluster_that_loses_a_worker_writes_the_bytes_of_threads(
    cluster, environment, raster, dataset_files, tmp_path
):
    address, workers = cluster
    whole, out = tmp_path / "whole", tmp_path / "out"
    threads = start_child(environment, raster, whole)
    assert threads.wait(120) == 0, threads.stderr.read()
    total = images(whole)
    child = start_child(environment, raster, out, address)
    deadline = time.monotonic() + 60
    while images(out) < total // 2 and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    os.kill(workers[0].pid, signal.SIGKILL)
    assert child.wait(120) == 0, child.stderr.read()
    for process in (threads, child):
        process.stdout.close()
        process.stderr.close()
    assert workers[0].wait(10) == -signal.SIGKILL and workers[1].poll() is None
    assert dataset_files(out) == dataset_files(whole)


def test_scheduler_without_workers_is_one_sentence(cluster, tmp_path):
    address, workers = cluster
    for worker in workers:
        worker.kill()
        worker.wait()
    deadline = time.monotonic() + 30
    while True:
        try:
            with open_executor(address, 2):
                pass
        except ExportError as error:
            assert f"The scheduler {address} has no workers; start some with" in str(error)
            return
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_missing_package_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(MissingLibraryError, match="SCHEDULER needs the Python package distributed"),
        open_executor("tcp://127.0.0.1:1", 2),
    ):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "no address at all"])
def test_scheduler_that_does_not_answer_is_one_sentence(monkeypatch, address):
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 1)
    with (
        pytest.raises(ExportError, match=f"SCHEDULER {address} does not answer; check the address"),
        open_executor(address, 2),
    ):
        pass


def test_threads_need_no_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with open_executor("", 2) as pool:
        assert (pool.ahead, pool.is_remote) == (2, False)
        assert pool.executor.submit(threading.get_ident).result() != threading.get_ident()


def test_the_same_work_is_done_each_time_it_is_asked_for(cluster):
    with open_executor(cluster[0], 2) as pool:
        asked = [pool.executor.submit(uuid.uuid4) for _ in range(3)]
        assert len({future.result() for future in asked}) == 3
