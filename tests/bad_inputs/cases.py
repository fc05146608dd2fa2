"""The table of bad inputs: reading it, and carrying out one of its lines."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import makers.addresses
import makers.datasets
from child import Outcome, call_algorithm
from kept_child import KeptChild
from makers.files import FILES
from makers.layers import LAYERS
from makers.places import OUTPUTS, VALUES
from makers.rasters import RASTERS
from servers import call_of_earth_engine
from world import ALTERNATIVES, COMPANIONS, NEED_SERVERS, good_calls

# They add to the others.
assert makers.addresses and makers.datasets
MAKERS = {"raster": RASTERS, "layer": LAYERS, "file": FILES, "output": OUTPUTS}


@dataclass(frozen=True)
class Case:
    """A good call with one parameter gone bad.

    Attributes:
        algorithm: its name.
        parameter: which one is bad.
        kind: raster, layer, file, output or value.
        name: which of that kind; see the modules of makers.
        end: "refused" or "works".
        says: part of what the user reads; where versions of QGIS differ, several with | between.
    """

    algorithm: str
    parameter: str
    kind: str
    name: str
    end: str = ""
    says: str = ""

    @property
    def id(self) -> str:
        return f"{self.algorithm}-{self.parameter}-{self.kind}-{self.name}"


def read_table(kind: str) -> list[Case]:
    """The cases of a kind, such as rasters."""
    path = Path(__file__).with_name("tables") / f"{kind}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def parameters_of(case: Case, world: Path, folder: Path, port: int, server: str = "") -> dict:
    """What the algorithm is called with; makes the bad input in ``folder``.

    Args:
        server: address of the server of an algorithm that needs one.
    """
    if case.algorithm in NEED_SERVERS:
        parameters = call_of_earth_engine(world, folder / "out", server, case.parameter)
    else:
        parameters = dict(good_calls(world, folder / "out")[case.algorithm])
    for name in ALTERNATIVES.get((case.algorithm, case.parameter), ()):
        del parameters[name]
    for name, value in COMPANIONS.get((case.algorithm, case.parameter), {}).items():
        parameters[name] = str(world / value) if "." in value else value
        if value.startswith("out/"):
            parameters[name] = str(folder / value)
    if case.kind == "value":
        value = VALUES[case.name]
    else:
        value = MAKERS[case.kind][case.name](folder, port)
        if case.kind == "file":
            value = _as_is_asked(case, value)
        value = str(value) if isinstance(value, Path) else value
        if case.kind == "output":
            value = value.replace(
                ".gpkg", Path(str(parameters.get(case.parameter, ""))).suffix or ".gpkg"
            )
    is_list = isinstance(parameters.get(case.parameter), list) and case.kind in ("raster", "file")
    parameters[case.parameter] = [value, *parameters[case.parameter][1:]] if is_list else value
    return parameters


def _as_is_asked(case: Case, path):
    """A file under a name that ends as the parameter wants: QGIS lets no other pass."""
    from qgis.core import QgsApplication

    algorithm = QgsApplication.processingRegistry().algorithmById(f"tilewright:{case.algorithm}")
    definition = algorithm.parameterDefinition(case.parameter)
    wanted = f".{getattr(definition, 'extension', str)()}".rstrip(".")
    if not isinstance(path, Path) or not os.path.isfile(path):
        return path
    if path.suffix and wanted in ("", path.suffix):
        return path
    return path.rename(path.with_name(path.name + (wanted or ".txt")))


def carry_out(outcome: Outcome, case: dict, world: str, folder: str, port: int, server: str):
    """Run a case, whose fields ``case`` has; ``folder`` lies beside the world and is empty."""
    parameters = parameters_of(Case(**case), Path(world), Path(folder), port, server)
    call_algorithm(case["algorithm"], parameters, outcome)


def is_raster(path: str) -> bool:
    """Whether a file is one that no call may leave open."""
    return path.endswith((".tif", ".vrt", ".jp2", ".png", ".jpg"))


CHILD = KeptChild(carry_out, is_raster)
