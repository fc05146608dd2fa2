"""A server for the calls that need one, started once, and a good call of each."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "earthengine"))

# Parameters that say which image is meant: a call has one of them.
_IMAGES = ("CODE", "EXPRESSION", "LAYER", "SOURCE")


@contextmanager
def earth_engine(world: Path):
    """The address of a server of which every image is the scene of the world."""
    from fake_earth_engine import FakeEarthEngine

    scene = str(world / "scene.tif")
    with FakeEarthEngine({"": scene, "made/scene": scene}) as fake:
        yield fake.url


def call_of_earth_engine(world: Path, case: Path, url: str, parameter: str) -> dict:
    """Parameters with which earthenginetiles works, without those that ``parameter`` excludes."""
    call = {
        "TILES": str(world / "tiles.gpkg"),
        "ASSET": "made/scene",
        "LABEL_FIELD": "label",
        "URL": url,
        "OUTPUT": str(case / "dataset"),
    }
    if parameter in _IMAGES:
        del call["ASSET"]
    if parameter == "URL":
        del call["URL"]
    return call
