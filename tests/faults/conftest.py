"""Faults of the machine are tried in the world of bad inputs."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent / "bad_inputs"
sys.path += [str(HOME), str(Path(__file__).parent)]

from contents import CHILD  # noqa: E402

_spec = importlib.util.spec_from_file_location("bad_inputs_conftest", HOME / "conftest.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
bad_place, world, case_folder = _module.bad_place, _module.world, _module.case_folder


@pytest.fixture(scope="module", autouse=True)
def few_trees():
    """How well labels are judged is nothing of faults, and would take longer than all else."""
    from tilewright.core.doubt import predict

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(predict, "_TREES", 20)
        yield
    CHILD.end()


@pytest.fixture(autouse=True)
def has_its_library(request, optional_libraries):
    """Skips an algorithm whose optional library cannot be installed here."""
    parameters = getattr(request.node, "callspec", None)
    if parameters is not None and parameters.params.get("name") == "searchcatalog":
        pytest.importorskip("pystac_client")
