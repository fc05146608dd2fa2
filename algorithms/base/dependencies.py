"""Python packages that the engine needs and QGIS may lack."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

NEEDED = ("numpy", "rasterio", "shapely")
# Packages that are imported by another name than they are installed by.
_PACKAGES = {"sklearn": "scikit-learn", "PIL": "Pillow"}
# What Debian calls them behind python3-.
_DEBIAN = {"PIL": "pil"}


def missing_packages(names: Sequence[str] = NEEDED) -> list[str]:
    """Names to import of those packages that are not installed."""
    return [name for name in names if name not in sys.modules and find_spec(name) is None]


def installation_help(missing: list[str]) -> str:
    """How to install packages on this platform, in a sentence or two."""
    from .words import tr

    names = " ".join(_PACKAGES.get(name, name) for name in missing)
    if len(missing) > 1:
        what = tr("Tilewright needs the Python packages {}.").format(names)
    else:
        what = tr("Tilewright needs the Python package {}.").format(names)
    if sys.platform == "win32":
        how = tr(
            "Close QGIS, open the OSGeo4W Shell from the Start menu, run "
            "'python -m pip install {}', and start QGIS again."
        ).format(names)
    elif sys.platform == "darwin":
        how = tr(
            "Close QGIS, open Terminal, run '/Applications/QGIS.app/Contents/MacOS/bin/python3 "
            "-m pip install {}', and start QGIS again."
        ).format(names)
    else:
        packages = " ".join(f"python3-{_DEBIAN.get(name, name)}" for name in missing)
        how = tr(
            "Install {} with your system's package manager (Debian and Ubuntu: "
            "'sudo apt install {}'), and start QGIS again."
        ).format(packages, packages)
    return f"{what} {how}"
