"""Python packages that the engine needs and QGIS may lack."""

from __future__ import annotations

import sys
from importlib.util import find_spec

NEEDED = ("numpy", "rasterio", "shapely")


def missing_packages() -> list[str]:
    """Names of needed packages that are not installed."""
    return [name for name in NEEDED if name not in sys.modules and find_spec(name) is None]


def installation_help(missing: list[str]) -> str:
    """How to install packages on this platform, in a sentence or two."""
    names = " ".join(missing)
    what = f"Tilewright needs the Python package{'s' if len(missing) > 1 else ''} {names}. "
    if sys.platform == "win32":
        return what + (
            f"Close QGIS, open the OSGeo4W Shell from the Start menu, run "
            f"'python -m pip install {names}', and start QGIS again."
        )
    if sys.platform == "darwin":
        return what + (
            "Close QGIS, open Terminal, run '/Applications/QGIS.app/Contents/MacOS/bin/python3 "
            f"-m pip install {names}', and start QGIS again."
        )
    packages = " ".join(f"python3-{name}" for name in missing)
    return what + (
        f"Install {packages} with your system's package manager (Debian and Ubuntu: "
        f"'sudo apt install {packages}'), and start QGIS again."
    )
