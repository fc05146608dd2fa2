"""Exports on a Dask cluster: a real scheduler and real workers on this computer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from types import SimpleNamespace

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


def test_workers_of_another_version_are_one_sentence(cluster, environment):
    """Their answers could not be unpacked, and would be waited for forever."""
    package = Path(environment["PYTHONPATH"], "tilewright")
    root = package.resolve()
    package.unlink()
    package.mkdir()
    for name in ("__init__.py", "core"):
        (package / name).symlink_to(root / name)
    (package / "core").unlink()
    shutil.copytree(root / "core", package / "core")
    with (package / "core" / "errors.py").open("a") as file:
        file.write("# Other code.\n")
    address, _ = cluster
    with (
        pytest.raises(ExportError, match="has another version of Tilewright than this computer"),
        open_executor(address, 2),
    ):
        pass


def test_a_worker_that_hangs_is_one_sentence(cluster, monkeypatch):
    address, workers = cluster
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 3)
    os.kill(workers[0].pid, signal.SIGSTOP)
    begin = time.monotonic()
    with (
        pytest.raises(ExportError, match="A worker of .* does not answer"),
        open_executor(address, 2),
    ):
        pass
    assert time.monotonic() - begin < 30


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


@pytest.mark.parametrize(
    "reply",
    [b"", b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n" * 9, bytes(400), b"\xff" * 400],
    ids=["silence", "HTTP", "zeros", "ones"],
)
def test_a_port_of_something_else_is_one_sentence(monkeypatch, reply):
    monkeypatch.setattr(module, "_CONNECT_SECONDS", 1)
    begin = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        kept = []

        def answer():
            with contextlib.suppress(OSError):
                while True:
                    kept.append(server.accept()[0])
                    kept[-1].sendall(reply)

        threading.Thread(target=answer, daemon=True).start()
        with (
            pytest.raises(ExportError, match=f"SCHEDULER {address} does not answer; check the"),
            open_executor(address, 2),
        ):
            pass
        for connection in kept:
            connection.close()
    assert time.monotonic() - begin < 20


@pytest.fixture
def client():
    """A client whose scheduler answers as ``ask`` does."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    made = SimpleNamespace(
        status="running", loop=SimpleNamespace(asyncio_loop=loop), closed=[], asked=[]
    )
    made.close = lambda timeout=None: made.closed.append(timeout)
    yield made
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def no_answer(workers):
    await asyncio.sleep(0.01)
    raise OSError("timed out")


async def silence(workers):
    await asyncio.sleep(1.2)


async def answers(workers):
    return {}


@pytest.mark.parametrize(("ask", "is_lost"), [(no_answer, True), (silence, True), (answers, False)])
def test_a_scheduler_that_falls_silent_is_lost(monkeypatch, client, ask, is_lost):
    monkeypatch.setattr(module, "_LOST_SECONDS", 0.5)
    monkeypatch.setattr(module, "_ASK_SECONDS", 0.1)
    client.scheduler = SimpleNamespace(ncores=ask)
    watch = module._Watch(client, "tcp://x")
    lost, end = False, time.monotonic() + 1
    while not lost and time.monotonic() < end:
        try:
            watch()
        except ExportError as error:
            lost = "tcp://x was lost: it no longer answers" in str(error)
        time.sleep(0.02)
    assert lost == is_lost == bool(client.closed)
    if ask is silence:
        time.sleep(0.8)


def test_a_scheduler_that_counts_no_workers_is_one_sentence(monkeypatch):
    def sync(ask, workers, callback_timeout):
        raise TimeoutError("timed out")

    client = SimpleNamespace(scheduler=SimpleNamespace(ncores=None), sync=sync)
    monkeypatch.setattr(module, "_connect", lambda scheduler: client)
    client.close = lambda timeout: None
    with pytest.raises(ExportError, match="tcp://x does not answer"), open_executor("tcp://x", 2):
        pass


def test_threads_need_no_package(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with open_executor("", 2) as pool:
        assert (pool.ahead, pool.is_remote) == (4, False)
        assert pool.executor.submit(threading.get_ident).result() != threading.get_ident()


def test_the_same_work_is_done_each_time_it_is_asked_for(cluster):
    with open_executor(cluster[0], 2) as pool:
        asked = [pool.executor.submit(uuid.uuid4) for _ in range(3)]
        assert len({future.result() for future in asked}) == 3
