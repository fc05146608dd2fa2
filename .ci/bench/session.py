"""QGIS with Processing and this checkout's provider, and folders to write to."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def register_package() -> None:
    """Make the checkout importable as ``tilewright``, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "tilewright", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)


class Session:
    """A running QGIS without a window, and what the rows are made with.

    Args:
        is_quick: small scenes, to prove that the benchmark works.
    """

    def __init__(self, is_quick: bool) -> None:
        self.is_quick = is_quick
        self.side = 1098 if is_quick else 10980
        self.half_side = 549 if is_quick else 5490
        memory = Path("/dev/shm")  # noqa: S108 (the RAM disk is what is wanted)
        base = memory if memory.is_dir() else ROOT / "build"
        self.memory = base / f"tilewright-bench-{os.getpid()}"
        self._start_qgis()

    def _start_qgis(self) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # With settings as they come, such as how long QGIS waits for servers.
        os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(self.memory / "profile")
        sys.path += ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
        register_package()
        from qgis.core import QgsApplication

        self._application = QgsApplication([], False)
        self._application.initQgis()
        from processing.core.Processing import Processing
        from qgis.analysis import QgsNativeAlgorithms

        Processing.initialize()
        from tilewright.algorithms.provider import TilewrightProvider

        registry = QgsApplication.processingRegistry()
        if registry.providerById("native") is None:
            registry.addProvider(QgsNativeAlgorithms())
        self._provider = TilewrightProvider()
        registry.addProvider(self._provider)
        # QGIS turns them on for everybody.
        warnings.simplefilter("ignore")

    def run(self, name: str, **parameters):
        """The result of a Processing algorithm."""
        import processing

        return processing.run(name, parameters)

    def grid(self, raster: str, size: int):
        """A layer of all whole tiles of a raster."""
        made = self.run(
            "tilewright:createtilegrid", INPUT=raster, TILE_SIZE=size, OUTPUT="TEMPORARY_OUTPUT"
        )
        return made["OUTPUT"]

    def export(self, raster: str, tiles, folder: Path, **parameters) -> int:
        """Export all tiles; RANGE and JPEG unless told otherwise."""
        parameters = {"FORMAT": "JPEG", "SCALING": "RANGE", **parameters}
        if parameters["SCALING"] == "RANGE":
            parameters.update(SCALE_MIN="200", SCALE_MAX="3500")
        made = self.run(
            "tilewright:exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(folder), **parameters
        )
        return made["TILE_COUNT"]

    def folder(self, name: str = "out") -> Path:
        """An empty place in memory; what was there is gone."""
        path = self.memory / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path

    def close(self) -> None:
        """Free the memory."""
        shutil.rmtree(self.memory, ignore_errors=True)
