"""The tutorial of time series does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys

import numpy as np
import pytest


@pytest.fixture
def tutorial(root):
    return (root / "docs" / "tutorial_timeseries.md").read_text("utf-8")


@pytest.fixture
def folder(examples, tmp_path, monkeypatch):
    """The example's folder, in which the commands run."""
    copy = tmp_path / "Éxample data"
    shutil.copytree(examples / "foz", copy, ignore=shutil.ignore_patterns("*.aux.xml"))
    monkeypatch.chdir(copy)
    return copy


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def python(*words) -> str:
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_commands_run_and_give_what_the_page_shows(run, tutorial, folder, root):
    make_dates, load = blocks(tutorial, "python")
    arrays, sizes = blocks(tutorial, "text")
    (folder / "make_dates.py").write_text(make_dates, encoding="utf-8")
    results = []
    # The first block makes the shell ready.
    for command in (line for block in blocks(tutorial, "sh")[1:] for line in block.splitlines()):
        program, *words = shlex.split(command)
        if program == "python3":
            python(*words)
            continue
        assert [program, words[0], words[2]] == ["qgis_process", "run", "--"]
        parameters = dict(word.split("=", 1) for word in words[3:])
        results.append((words[1], run(words[1], **parameters), run.log))
    names = [name.partition(":")[2] for name, _, _ in results]
    assert names == ["createtilegrid", "rasterizelabels", *["exporttimeseries"] * 3]
    found = [result for _, result, _ in results]
    assert f"It gives {found[0]['TILE_COUNT']} tiles." in tutorial
    assert found[1]["CONFLICT_COUNT"] == 0
    told = re.search(r"(\d+) samples are written,\s+(\d+) windows are left out", tutorial)
    assert (found[2]["TILE_COUNT"], found[2]["SKIPPED_COUNT"]) == (int(told[1]), int(told[2]))
    lines = [line.replace("\u00a0", " ").rstrip() for line in results[3][2].splitlines()]
    assert all(line in lines for line in sizes.splitlines())
    assert python("-c", load) == arrays
    samples = list((folder / "series").rglob("*.npz"))
    assert len(samples) == found[2]["TILE_COUNT"]
    for path in samples:
        with np.load(path) as sample:
            assert sample["labels"].any()
            assert sample["dates"].tolist() == sorted(sample["dates"].tolist())
    assert (root / "docs" / "images" / "timeseries.png").stat().st_size < 300_000
