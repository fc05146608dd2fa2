"""An append that is killed at any moment, or cancelled, leaves the old dataset or the new one."""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest

MOMENTS = 20
STEPS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "open"}


def is_step(event, args):
    """What may change a disk."""
    if event != "open":
        return event in STEPS
    mode = args[1]
    return isinstance(mode, str) and any(sign in mode for sign in "wxa+")


def kill_at(step, run):
    """Run in a child that is killed at a step; returns how many there were when it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        return None if killed else int(told)
    done = [0]
    is_on = [True]

    def hook(event, args):
        if is_on[0] and is_step(event, args):
            done[0] += 1
            if done[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    try:
        run()
    finally:
        is_on[0] = False
        os.write(writing, str(done[0]).encode())
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks, which Windows has not")
def test_a_kill_loses_nothing(build, scenes, fields, contents, tmp_path):
    files = list(scenes.values())[:3]
    given = {"LABELS": fields, "LABEL_FIELD": "class", "SCHEDULER": "", "WORKERS": 1}
    old = build(files[:2], "work/old", **given)
    new = tmp_path / "work/new"
    shutil.copytree(old, new)
    build(files[2:], "work/new", APPEND=True, **given)
    place = tmp_path / "work/out"

    def start_again():
        for left in [place, *place.parent.glob(".*")]:
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(old, place)

    def append():
        build(files[2:], "work/out", APPEND=True, **given)

    def read(folder):
        found = contents(folder)
        return {k: v for k, v in found.items() if k not in ("dataset.json", "tiles.gpkg")}

    def scenes_of(folder):
        return [row["name"] for row in contents(folder)["dataset.json"]["scenes"]]

    before, after = read(old), read(new)
    start_again()
    count = kill_at(0, append)
    assert count > 4 * MOMENTS
    seen = set()
    for moment in range(MOMENTS):
        start_again()
        assert kill_at(1 + moment * (count - 1) // (MOMENTS - 1), append) is None, moment
        # A kill within the swap is finished by the next run; nothing is lost meanwhile.
        was_swapping = (place / ".tilewright-swap.json").exists()
        if not was_swapping:
            found = read(place)
            assert found in (before, after), moment
            seen.add("old" if found == before else "new")
            is_new = found == after
        else:
            seen.add("swap")
            is_new = True
        if is_new:
            from qgis.core import QgsProcessingException

            with pytest.raises(QgsProcessingException, match="has all of the SCENES already"):
                append()
        else:
            append()
        assert read(place) == after, moment
        assert scenes_of(place) == list(scenes)[:3]
        # What a killed run has left beside the dataset is gone, too.
        assert [p.name for p in place.parent.iterdir() if p.name.startswith(".")] == []
    assert "old" in seen
    assert "swap" in seen or "new" in seen


def test_a_cancelled_append_leaves_the_old_dataset(scenes, build, contents, tmp_path):
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    old = build(list(scenes.values())[:2], "old")
    before = contents(old)
    alg = QgsApplication.processingRegistry().algorithmById("tilewright:builddataset")
    parameters = {
        "SCENES": list(scenes.values())[2:],
        "TILE_SIZE": 16,
        "FORMAT": "PNG",
        "SCALING": "RANGE",
        "SCALE_MIN": "0",
        "SCALE_MAX": "3000",
        "BANDS": "1,2,1",
        "APPEND": True,
        "OUTPUT": str(old),
    }

    for limit in (5, 21, 50, 80, 88, 95):

        class Stop(QgsProcessingFeedback):
            stopped = None

            def setProgress(self, percent, limit=limit):
                if percent >= limit and self.stopped is None:
                    self.stopped = time.monotonic()
                    self.cancel()

        feedback = Stop()
        _, ok = alg.create().run(parameters, QgsProcessingContext(), feedback)
        assert time.monotonic() - feedback.stopped < 1
        assert not ok
        assert contents(old) == before
        assert [p.name for p in Path(tmp_path).iterdir() if p.name.startswith(".")] == []
