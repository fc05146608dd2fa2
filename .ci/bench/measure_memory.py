"""Peak memory that an export adds to a QGIS that has started. Usage: SCENE FOLDER"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from session import Session


def peak_mb() -> float:
    """Largest resident size of this program so far.

    getrusage would tell that of the program that started it as well, if that was larger.
    """
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Export tiles of 256 pixels; print the megabytes."""
    scene, folder = sys.argv[1], Path(sys.argv[2])
    session = Session(is_quick=True)
    tiles = session.grid(scene, 256)
    # What is loaded at the first use is no matter of size.
    few = tiles.materialize(_first())
    session.export(scene, few, folder / "few", SCALING="PERCENTILE")
    before = peak_mb()
    session.export(scene, tiles, folder / "all", SCALING="PERCENTILE")
    sys.stdout.write(json.dumps({"added_mb": round(peak_mb() - before, 1), "before_mb": before}))
    sys.stdout.write("\n")
    sys.stdout.flush()
    import os

    # QGIS takes its time to end, or fails at it.
    os._exit(0)


def _first():
    from qgis.core import QgsFeatureRequest

    return QgsFeatureRequest(1)


if __name__ == "__main__":
    main()
