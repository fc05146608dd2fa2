"""Other systems, simulated on this one."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent


def _load(path: Path):
    spec = importlib.util.spec_from_file_location(f"systems_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def locks():
    """Locks files that are open in a block; see locks.py."""
    return _load(TESTS / "systems" / "locks.py").locks


@pytest.fixture(scope="session")
def good_world():
    """The module that makes a good call of each algorithm."""
    return _load(TESTS / "bad_inputs" / "world.py")


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory):
    """Where the world is, once it is made."""
    return tmp_path_factory.mktemp("systems") / "world"


@pytest.fixture
def world(good_world, world_folder, run, make_product):
    """Inputs of the good calls, made once."""
    if not world_folder.exists():
        good_world.make_world(world_folder, run, make_product)
    return world_folder
