"""What must be true of every bad input, beside what its line says."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest
from cases import CHILD, Case, is_raster, read_table
from child import Outcome, tree

KINDS = ("rasters", "layers", "files", "values", "outputs")
# A sentence that is longer is not read.
LONGEST = 450
# Whoever wrote these did not think of the reader.
RAW = re.compile(r"Traceback|failed unexpectedly|-2147483648|sqlite3|SELECT |object at 0x")
# QGIS writes statistics beside rasters that it loads.
_ASIDE = ".aux.xml"
# A dataset that fails half-way is there for RESUME.
_RESUMED = ("builddataset", "earthenginetiles", "exporttiles", "exporttimeseries")


def each_case_of(kind: str):
    """Parametrize a test with the cases of a table."""
    cases = read_table(kind)
    return pytest.mark.parametrize("case", cases, ids=[case.id for case in cases])


def _kept(folder: Path) -> dict:
    return {name: fact for name, fact in tree(folder).items() if not name.endswith(_ASIDE)}


def find_faults(case: Case, world: Path, folder: Path, listener) -> tuple[Outcome, list[str]]:
    """Carry out a case, and tell what is wrong with any outcome."""
    before, requests = _kept(world), listener.count
    (folder / "out").mkdir(parents=True, exist_ok=True)
    server = listener.server_of(case, world)
    request = {"world": str(world), "folder": str(folder), "port": listener.port, "server": server}
    outcome = CHILD.call({**request, "case": asdict(case)})
    faults = []
    if outcome.end not in ("works", "refused"):
        faults.append(f"it {outcome.end}")
    if RAW.search(outcome.text):
        faults.append("it shows what only developers can read")
    if len(outcome.error) > LONGEST:
        faults.append(f"the sentence has {len(outcome.error)} characters")
    if _kept(world) != before:
        faults.append("inputs changed")
    if listener.count != requests:
        faults.append("the network was used")
    if outcome.end == "refused":
        if case.algorithm not in _RESUMED and _kept(folder / "out"):
            faults.append(f"it left {sorted(_kept(folder / 'out'))}")
        faults += [f"{p} stayed open" for p in outcome.opened if is_raster(p)]
    return outcome, faults


def check_case(case: Case, world: Path, folder: Path, listener) -> None:
    """Assert that a case ends as its line says, and harms nothing."""
    outcome, faults = find_faults(case, world, folder, listener)
    assert faults == [], outcome
    assert outcome.end == case.end, outcome
    text = outcome.text.replace(str(folder.parent), "")
    assert any(part in text for part in case.says.split("|")), outcome
