"""Exports whose tiles are written by processes beside QGIS."""

from __future__ import annotations

import os
import signal
import time

import numpy as np
import pytest

from tilewright.core.run import processes


@pytest.fixture
def inputs(run, make_raster, tmp_path):
    """A raster of three bands with a hole in it, its tiles, and a raster of classes."""
    values = np.random.default_rng(3).integers(1, 4000, (3, 256, 256), dtype="uint16")
    values[:, 40:90, 30:200] = 0
    raster = make_raster(values, nodata=0)
    classes = make_raster(values[:1] % 3, name="classes.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16, OUTPUT=str(tmp_path / "t.gpkg"))
    return {"RASTER": raster, "TILES": tiles["OUTPUT"], "MASK": classes}


@pytest.fixture
def apart(monkeypatch):
    """However little is written, processes write all of it; returns the answers they gave."""
    answers = []
    take, ask = processes.Processes.take, processes._Process.ask

    def take_one(self):
        while (process := take(self)) is None:
            time.sleep(0.01)
        return process

    def count(self, work, item, is_cancelled):
        answers.append(ask(self, work, item, is_cancelled))
        return answers[-1]

    monkeypatch.setattr(processes, "_START_SECONDS", -1.0)
    monkeypatch.setattr(processes.Processes, "take", take_one)
    monkeypatch.setattr(processes._Process, "ask", count)
    return answers


@pytest.mark.parametrize(
    "options",
    [
        {"FORMAT": "JPEG"},
        {"FORMAT": "PNG", "SCALING": "MINMAX", "LAYOUT": "MASKS"},
        {"FORMAT": "NPY", "SCALING": "NONE"},
        {"FORMAT": "GTIFF", "SCALING": "NONE", "LAYOUT": "MASKS"},
        {"FORMAT": "GTIFF", "PIXELS": 20, "RESAMPLING": "CUBIC"},
    ],
    ids=lambda options: "-".join(str(value) for value in options.values()),
)
def test_the_dataset_is_the_one_of_threads(run, inputs, tmp_path, dataset_files, apart, options):
    if "LAYOUT" not in options:
        inputs.pop("MASK")
    run("exporttiles", OUTPUT=str(tmp_path / "apart"), WORKERS=2, **inputs, **options)
    assert apart and all(is_done for is_done, _ in apart)
    count = len(apart)
    run("exporttiles", OUTPUT=str(tmp_path / "here"), WORKERS=1, **inputs, **options)
    assert len(apart) == count
    one, other = dataset_files(tmp_path / "apart"), dataset_files(tmp_path / "here")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name] and name != "tiles.gpkg"] == []


def test_a_killed_process_costs_nothing(run, inputs, tmp_path, dataset_files, monkeypatch, apart):
    ask, killed = processes._Process.ask, []

    def kill_once(self, work, item, is_cancelled):
        if not killed:
            told = os.popen(f"ps -o pid=,args= --ppid {os.getpid()}").read().splitlines()
            killed.extend(int(line.split()[0]) for line in told if "work_apart.py" in line)
            os.kill(killed[0], signal.SIGKILL)
        return ask(self, work, item, is_cancelled)

    monkeypatch.setattr(processes._Process, "ask", kill_once)
    inputs.pop("MASK")
    run("exporttiles", OUTPUT=str(tmp_path / "apart"), WORKERS=2, **inputs)
    assert len(killed) == 2
    run("exporttiles", OUTPUT=str(tmp_path / "here"), WORKERS=1, **inputs)
    one, other = dataset_files(tmp_path / "apart"), dataset_files(tmp_path / "here")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name] and name != "tiles.gpkg"] == []


def test_what_only_this_program_sees_is_written_by_its_threads(run, inputs, tmp_path, apart):
    inputs.pop("MASK")
    run("exporttiles", OUTPUT=str(tmp_path / "out"), WORKERS=2, SCALING="STYLE", **inputs)
    assert apart == []
