"""Going through many images."""

import errno
import shutil
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.batch.run import DONE, FAILED, WHOLE, BatchImage, read_mark, run_batch
from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.geotiff.profile import RasterProfile
from tilewright.core.geotiff.write import write_raster
from tilewright.core.resampling.grid import TargetGrid


@pytest.fixture
def world(tmp_path):
    """Images whose raster holds the number of bytes of its file; ``made`` are those made."""

    class World:
        def __init__(self):
            self.made, self.told = [], []
            self.errors = {}

        def image(self, name):
            source, target = tmp_path / f"{name}.txt", str(tmp_path / "out" / f"{name}.tif")
            if not source.exists():
                source.write_text(name)

            def make(tags, progress):
                progress(0.5)
                if name in self.errors:
                    raise self.errors[name]
                grid = TargetGrid("", (1, 0, 0, 0, -1, 0), 4, 4)
                profile = RasterProfile(grid, "uint8", ("n",), tags=dict(tags))
                ones = np.full((1, 4, 4), source.stat().st_size, dtype=np.uint8)
                write_raster(target, profile, lambda window: ones)
                self.made.append(name)

            return BatchImage(name, (str(source),), target, make)

        def run(self, names, how=None, **options):
            self.made, self.told, self.fractions = [], [], []
            return run_batch(
                [self.image(name) for name in names],
                how or {},
                told=lambda number, state, why: self.told.append((number, state)),
                progress=self.fractions.append,
                **options,
            )

    return World()


def test_what_is_whole_is_kept_and_what_fails_stops_no_other(world, tmp_path):
    world.errors = {"b": RasterError("b is damaged.")}
    found = world.run("abc")
    assert (found.done, found.whole, {k: str(v) for k, v in found.failed.items()}) == (
        ["a", "c"], [], {"b": "b is damaged."},
    )  # fmt: skip
    assert world.told == [(0, DONE), (1, FAILED), (2, DONE)]
    assert world.fractions == sorted(world.fractions)
    assert world.fractions[-1] == 1.0
    world.errors = {}
    found = world.run("abc")
    assert (world.made, found.done, found.whole) == (["b"], ["b"], ["a", "c"])
    assert world.told == [(0, WHOLE), (1, DONE), (2, WHOLE)]


def test_what_was_made_otherwise_is_neither_kept_nor_replaced(world, tmp_path):
    world.run("ab")
    (tmp_path / "a.txt").write_text("another")
    bytes_of = {p: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    found = world.run("ab")
    path = tmp_path / "out" / "a.tif"
    assert str(found.failed["a"]) == (
        f"{path} is there already and was made otherwise; choose another OUTPUT_FOLDER, or "
        "replace it with OVERWRITE."
    )
    assert found.whole == ["b"]
    assert {p: p.read_bytes() for p in (tmp_path / "out").iterdir()} == bytes_of
    # Other settings count as other files do.
    assert set(world.run("ab", {"bands": "1"}).failed) == {"a", "b"}
    assert world.run("ab", overwrite=True).done == ["a", "b"]
    assert world.run("ab").whole == ["a", "b"]


def test_a_file_that_is_no_raster_of_ours_stays(world, tmp_path):
    world.run("a")
    path = tmp_path / "out" / "a.tif"
    path.write_bytes(b"mine")
    assert read_mark(str(path)) == ""
    assert set(world.run("a").failed) == {"a"}
    assert path.read_bytes() == b"mine"


def test_rasters_beside_are_made_and_kept_with_the_first(world, tmp_path):
    image = world.image("a")
    beside = str(tmp_path / "out" / "beside.tif")

    def make(tags, progress):
        image.make(tags, progress)
        shutil.copy(image.target, beside)

    both = BatchImage("a", image.inputs, image.target, make, (beside,))
    assert run_batch([both], {}).done == ["a"]
    assert run_batch([both], {}).whole == ["a"]
    Path(beside).unlink()
    assert run_batch([both], {}).done == ["a"]
    assert Path(beside).is_file()
    Path(beside).write_bytes(b"mine")
    assert str(run_batch([both], {}).failed["a"]).startswith(f"{beside} is there already")
    assert Path(beside).read_bytes() == b"mine"


def test_an_image_is_never_its_own_result(world, tmp_path):
    image = world.image("a")
    twin = BatchImage("a", image.inputs, image.inputs[0], image.make)
    found = run_batch([twin], {}, overwrite=True)
    assert str(found.failed["a"]) == (
        f"{image.inputs[0]} is read for it; choose another OUTPUT_FOLDER."
    )
    assert Path(image.inputs[0]).read_text(encoding="utf-8") == "a"


def test_a_full_disk_and_a_cancel_stop_all(world):
    world.errors = {"b": OSError(errno.ENOSPC, "No space left on device", "b.tif")}
    with pytest.raises(OSError, match="No space"):
        world.run("abc")
    assert world.made == ["a"]
    world.errors = {"b": CancelledError()}
    with pytest.raises(CancelledError):
        world.run("abc")
    world.errors = {}
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(CancelledError):
        world.run("abc", is_cancelled=is_cancelled)
    world.errors = {"b": OSError(errno.EACCES, "Permission denied", "b.tif")}
    assert {k: str(v) for k, v in world.run("abc").failed.items()} == {
        "b": "b.tif cannot be read or written: Permission denied."
    }
