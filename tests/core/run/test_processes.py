"""Work in processes beside this one, and in its threads where there are none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.run import processes
from tilewright.core.run.batches import run_in_order
from tilewright.core.run.processes import (
    are_processes_worth_it,
    find_python,
    process_pool,
    start_processes,
)

HERE = os.getpid()


def whereabouts(item, is_cancelled=None):
    time.sleep(0.01)
    return item, os.getpid()


def killed_there(item, is_cancelled=None):
    """A process that takes the item is killed; a thread is not."""
    if is_cancelled is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def refused(item, is_cancelled=None):
    raise ExportError("{what} is refused.", what=item)


def sleeps(item, is_cancelled=None):
    for _ in range(600):
        if is_cancelled is not None and is_cancelled():
            raise CancelledError
        time.sleep(0.1)


def unreadable(item, is_cancelled=None):
    """What comes of it cannot be sent."""
    return threading.Lock() if is_cancelled is None else item


def wait_until_there(pool):
    """A process has answered."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = [pool.submit(whereabouts, k).result()[1] for k in range(4)]
        if HERE not in found:
            return set(found)
    raise AssertionError("no process came")


def children():
    command = ["ps", "-o", "pid=,args=", "--ppid", str(HERE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in told.splitlines() if "work_apart.py" in line]


def test_work_is_done_elsewhere_in_order():
    with process_pool(2) as pool:
        wait_until_there(pool)
        found = list(run_in_order(pool, whereabouts, range(40), 4))
        assert [item for item, _ in found] == list(range(40))
        assert HERE not in {pid for _, pid in found}
        assert len(children()) == 2
    assert children() == []


def test_until_processes_are_there_threads_work(monkeypatch):
    monkeypatch.setattr(processes, "find_python", lambda: None)
    with process_pool(2) as pool:
        found = list(run_in_order(pool, whereabouts, range(10), 4))
    assert found == [(k, HERE) for k in range(10)]


@pytest.mark.parametrize("program", ["/nowhere/python3", "/bin/false"])
def test_where_none_can_be_started_threads_work(monkeypatch, program):
    monkeypatch.setattr(processes, "find_python", lambda: program)
    with process_pool(2) as pool:
        found = list(run_in_order(pool, whereabouts, range(30), 4))
    assert found == [(k, HERE) for k in range(30)]


def test_where_no_socket_can_be_made_threads_work(monkeypatch, tmp_path):
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    monkeypatch.setattr(processes.tempfile, "mkdtemp", lambda prefix: str(deep))
    with process_pool(2) as pool:
        assert pool.submit(whereabouts, 1).result() == (1, HERE)
    assert not deep.exists()


def test_what_a_killed_process_had_is_done_here():
    with process_pool(2) as pool:
        wait_until_there(pool)
        assert list(run_in_order(pool, killed_there, range(10), 4)) == list(range(10))


def test_what_cannot_be_sent_is_done_here():
    with process_pool(2) as pool:
        wait_until_there(pool)
        assert list(run_in_order(pool, unreadable, range(4), 4)) == list(range(4))
        assert list(run_in_order(pool, lambda item, is_cancelled: item, [5], 4)) == [5]


def test_an_error_comes_over_as_it_is():
    with process_pool(2) as pool:
        wait_until_there(pool)
        with pytest.raises(ExportError, match=r"^apples is refused\.$"):
            pool.submit(refused, "apples").result()
        assert pool.submit(whereabouts, 1).result()[1] != HERE


def test_cancelled_work_is_killed():
    asked = threading.Event()
    with process_pool(2, asked.is_set) as pool:
        wait_until_there(pool)
        threading.Timer(0.3, asked.set).start()
        with pytest.raises(CancelledError):
            list(run_in_order(pool, sleeps, range(4), 4, asked.is_set))
        assert asked.is_set()
    assert children() == []


def test_processes_end_with_a_program_that_is_killed(root, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import importlib.util, sys, time\n"
        f"spec = importlib.util.spec_from_file_location('tilewright', {str(root)!r} + "
        f"'/__init__.py', submodule_search_locations=[{str(root)!r}])\n"
        "sys.modules['tilewright'] = module = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(module)\n"
        "from tilewright.core.run.processes import process_pool\n"
        "with process_pool(2) as pool:\n"
        "    while not pool._processes._idle: time.sleep(0.05)\n"
        "    print('there', flush=True)\n"
        "    time.sleep(600)\n"
    )
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert program.stdout.readline() == "there\n"
    told = ["ps", "-o", "pid=", "--ppid", str(program.pid)]
    found = subprocess.run(told, capture_output=True, text=True, check=True).stdout.split()
    assert len(found) == 2
    program.kill()
    program.wait()
    program.stdout.close()
    end = time.monotonic() + 60
    while time.monotonic() < end and any(Path("/proc", pid).exists() for pid in found):
        time.sleep(0.1)
    assert [pid for pid in found if Path("/proc", pid).exists()] == []


def test_the_interpreter_is_found_where_the_program_is_another(monkeypatch, tmp_path):
    assert find_python() == sys.executable
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "qgis"))
    monkeypatch.setattr(sys, "exec_prefix", str(tmp_path))
    assert find_python() is None
    name = "python3.exe" if os.name == "nt" else "python3"
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / name).write_bytes(b"")
    assert find_python() == str(tmp_path / "bin" / name)


@pytest.mark.parametrize(
    ("files", "side", "workers", "expected"),
    [
        (1000, 64, 2, False),
        (29_241, 64, 2, True),
        (29_241, 64, 1, False),
        # Libraries do nearly all of that, and let other threads run.
        (29_241, 256, 2, False),
        (29_241, 256, 16, True),
    ],
)
def test_much_work_of_pythons_own_is_worth_it(files, side, workers, expected):
    assert are_processes_worth_it(files, files * side * side * 3, workers) is expected


def test_processes_that_were_started_are_taken_and_ended(tmp_path):
    started = start_processes(1)
    with process_pool(1, started=started) as pool:
        deadline = time.monotonic() + 60
        while pool.submit(whereabouts, 1).result()[1] == os.getpid():
            assert time.monotonic() < deadline
        assert not started.is_over
    assert started.is_over
    started.end()
    with process_pool(1, started=started) as pool:
        assert pool.submit(whereabouts, 2).result()[0] == 2


def test_pools_that_are_hardly_used_end_at_once():
    for k in range(20):
        with process_pool(2) as pool:
            assert pool.submit(whereabouts, k).result()[0] == k
    assert children() == []
