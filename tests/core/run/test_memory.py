"""Refusing what does not fit into memory."""

import resource
import sys

import pytest

from tilewright.core.errors import RasterError
from tilewright.core.message import Message
from tilewright.core.run import memory
from tilewright.core.run.memory import check_fits, free_memory


def test_what_fits_passes_and_what_does_not_is_told(monkeypatch):
    monkeypatch.setattr(memory, "free_memory", lambda: 2_000_000_000)
    check_fits(2_000_000_000, "a.tif", Message("cut it"))
    with pytest.raises(RasterError) as told:
        check_fits(2_600_000_000, "a.tif", Message("cut it"))
    assert str(told.value) == ("a.tif would take 2.6 GB of memory, and 2.0 GB are free; cut it.")
    monkeypatch.setattr(memory, "free_memory", lambda: 3_000_000)
    with pytest.raises(RasterError, match="100 MB of memory, and 3 MB are free"):
        check_fits(1e8, "a.tif", Message("cut it"))
    # So little is not even looked at.
    check_fits(1e7, "a.tif", Message("cut it"))


def test_free_memory_is_that_of_the_system():
    assert 10**7 < free_memory() < 10**14


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of processes")
def test_a_limit_of_the_process_counts(monkeypatch):
    before = free_memory()
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (10**6, 10**6))
    assert free_memory() == 0
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (resource.RLIM_INFINITY,) * 2)
    assert abs(free_memory() - before) < before


def test_systems_that_do_not_tell_are_taken_for_usual(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert free_memory() == 16 * 1024**3
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(memory, "_MEMINFO", "/nowhere")
    monkeypatch.setattr(memory, "_STATUS", "/nowhere")
    assert free_memory() == 16 * 1024**3
