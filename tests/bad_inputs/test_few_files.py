"""With few files that may be open, a run ends as without that limit, or in a sentence."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from child import run_algorithm, tree
from world import good_calls, make_world


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return tmp_path_factory.mktemp("few") / "world"


def images(folder: Path) -> dict[str, str]:
    """Checksums of the images in a folder, and the names of its other files."""
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if name.endswith((".tif", ".png", ".npy"))
        else ""
        for name in tree(folder)
    }


@pytest.mark.parametrize(
    "name", ["exporttiles", "exporttimeseries", "classifyraster", "composite", "stackbands"]
)
def test_outputs_are_whole_or_none(world, name, qgis, run, make_product, tmp_path):
    if not world.exists():
        make_world(world, run, make_product)
    out = tmp_path / "out"
    expected = None
    for files in (None, 20, 10, 4):
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        parameters = good_calls(world, out)[name]
        outcome = run_algorithm(name, parameters, files=files)
        if files is None:
            assert outcome.end == "works"
            expected = images(out)
        elif outcome.end == "works":
            assert images(out) == expected
        else:
            assert outcome.end == "refused" and "unexpectedly" not in outcome.text
            assert len(outcome.error) < 450 and not any(p.is_file() for p in out.rglob("*"))
