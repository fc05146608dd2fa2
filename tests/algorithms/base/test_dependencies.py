"""What users read whose QGIS lacks a package."""

from __future__ import annotations

import pytest

from tilewright.algorithms.base.dependencies import NEEDED, installation_help, missing_packages


def test_packages_that_are_there_are_not_missing():
    assert NEEDED == ("numpy", "rasterio", "shapely")
    assert missing_packages() == []
    assert missing_packages(("numpy", "no_such_package", "nor_this")) == [
        "no_such_package",
        "nor_this",
    ]


@pytest.mark.parametrize(
    ("platform", "missing", "expected"),
    [
        (
            "linux",
            ["rasterio"],
            "Tilewright needs the Python package rasterio. Install python3-rasterio with your "
            "system's package manager (Debian and Ubuntu: 'sudo apt install python3-rasterio'), "
            "and start QGIS again.",
        ),
        (
            "linux",
            ["sklearn", "PIL"],
            "Tilewright needs the Python packages scikit-learn Pillow. Install python3-sklearn "
            "python3-pil with your system's package manager (Debian and Ubuntu: 'sudo apt install "
            "python3-sklearn python3-pil'), and start QGIS again.",
        ),
        (
            "win32",
            ["rasterio", "shapely"],
            "Tilewright needs the Python packages rasterio shapely. Close QGIS, open the OSGeo4W "
            "Shell from the Start menu, run 'python -m pip install rasterio shapely', and start "
            "QGIS again.",
        ),
        (
            "darwin",
            ["sklearn"],
            "Tilewright needs the Python package scikit-learn. Close QGIS, open Terminal, run "
            "'/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install scikit-learn', and "
            "start QGIS again.",
        ),
    ],
)
def test_help_is_that_of_the_platform(qgis, monkeypatch, platform, missing, expected):
    monkeypatch.setattr("sys.platform", platform)
    assert installation_help(missing) == expected
