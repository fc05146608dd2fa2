"""Files that are open cannot be replaced or deleted on Windows: nothing is lost by it."""

from __future__ import annotations

import contextlib
import importlib.util

import pytest

# Where an output can be that stands there already.
FOLDERS = {"builddataset", "exporttiles", "exporttimeseries", "mergedatasets", "packagedataset"}


def tree(folder):
    """Every file below a folder, and its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def hidden(folder):
    return [path.name for path in folder.rglob(".*")]


def is_open(path):
    """A program that has a file open."""
    return path.open("rb")


def test_open_files_are_locked(tmp_path, locks):
    path = tmp_path / "a.txt"
    path.write_text("a")
    with is_open(path), locks():
        for act in (path.unlink, lambda: path.rename(tmp_path / "b.txt")):
            with pytest.raises(PermissionError):
                act()
        with pytest.raises(PermissionError):
            (tmp_path / "c.txt").write_text("c")
            (tmp_path / "c.txt").replace(path)
    with locks():
        path.unlink()


def test_no_algorithm_moves_or_deletes_what_it_has_open(
    algorithm_ids, good_world, world, run, tmp_path, locks, optional_libraries
):
    calls = good_world.good_calls(world, tmp_path)
    assert sorted([*calls, *good_world.NEED_SERVERS]) == algorithm_ids
    if importlib.util.find_spec("pystac_client") is None:
        calls.pop("searchcatalog")
    for name in calls:
        parameters = good_world.good_calls(world, tmp_path / name)[name]
        again = {"OVERWRITE": True} if name in FOLDERS else {}
        with locks():
            run(name, **parameters)
            if not str(parameters.get("OUTPUT", "")).endswith(".gpkg"):
                run(name, **parameters, **again)
        assert hidden(tmp_path) == [], name


@pytest.mark.parametrize("percent", [1, 60])
def test_a_cancelled_run_deletes_what_it_was_writing(
    good_world, world, qgis, tmp_path, locks, percent
):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Impatient(QgsProcessingFeedback):
        def setProgress(self, progress):
            super().setProgress(progress)
            if progress >= percent:
                self.cancel()

    for name in good_world.good_calls(world, tmp_path):
        parameters = good_world.good_calls(world, tmp_path / name)[name]
        with contextlib.suppress(QgsProcessingException), locks():
            processing.run(f"tilewright:{name}", parameters, feedback=Impatient(False))
        left = [text for text in hidden(tmp_path) if text != ".tilewright-unfinished.json"]
        assert left == [], name


@pytest.mark.parametrize(
    "name",
    ["classifyraster", "contactsheet", "samplepixels", "trainclassifier", "auditsplit",
     "createtilegrid", "composite", "rasterizelabels", "stackbands", "loadsentinel2"],
)  # fmt: skip
def test_an_earlier_file_that_is_open_stays(
    name, good_world, world, run, run_error, tmp_path, locks
):
    parameters = good_world.good_calls(world, tmp_path)[name]
    run(name, **parameters)
    path = tmp_path / (parameters.get("REPORT") or parameters["OUTPUT"])
    before = tree(tmp_path)
    with is_open(path), locks():
        text = run_error(name, **parameters)
    assert f"{path} cannot be replaced: The process cannot access" in text
    assert "Close it where it is open" in text
    assert tree(tmp_path) == before
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_an_earlier_dataset_of_which_a_file_is_open_stays(
    name, good_world, world, run, run_error, tmp_path, locks
):
    parameters = good_world.good_calls(world, tmp_path)[name]
    run(name, **parameters)
    before = tree(tmp_path)
    path = tmp_path / sorted(before)[-1]
    with is_open(path), locks():
        text = run_error(name, **parameters, OVERWRITE=True)
    assert "Close it where it is open" in text
    assert path.name in text
    assert tree(tmp_path) == before
    assert hidden(tmp_path) == []
    run(name, **parameters, OVERWRITE=True)
    assert hidden(tmp_path) == []
