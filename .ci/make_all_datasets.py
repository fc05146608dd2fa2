"""Make datasets of every format from the examples, for comparing two versions of the engine.

Usage: make_all_datasets.py CHECKOUT FOLDER. Run by same_bytes.sh.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from pathlib import Path


def start(root: Path):
    """Processing with the provider of a checkout."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    spec = importlib.util.spec_from_file_location(
        "tilewright", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)
    sys.path += ["/usr/share/qgis/python", "/usr/share/qgis/python/plugins"]
    from qgis.core import QgsApplication

    application = QgsApplication([], True)
    application.initQgis()
    import processing
    from processing.core.Processing import Processing
    from qgis.analysis import QgsNativeAlgorithms

    Processing.initialize()
    provider = importlib.import_module("tilewright.algorithms.provider").TilewrightProvider()
    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        registry.addProvider(QgsNativeAlgorithms())
    registry.addProvider(provider)
    return application, provider, processing


def forget_time(folder: Path) -> None:
    """Empty the field that tells when a dataset was made."""
    path = folder / "dataset.json"
    text = re.sub(r'"created": "[^"]*"', '"created": ""', path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def make_images(run, data: Path, folder: Path) -> None:
    """Image folders: each format, with labels, splits, masks, scalings, names and a package."""
    foz = {
        "RASTER": str(data / "foz.tif"),
        "NODATA": 0,
        "MIN_VALID": 100,
        "TILE_SIZE": 64,
        "LABELS": str(data / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        "CLOUDS": str(data / "leave_out.geojson"),
    }
    mask = {"MASK": str(data / "land_cover.geojson"), "MASK_FIELD": "class"}
    split = {"SPLIT_METHOD": "BLOCKS", "SPLIT_BUFFER": 100}
    for name, more in {
        "jpeg": {},
        "png": {"FORMAT": "PNG", "SCALING": "MINMAX", "NAMING": "SEQUENCE", **split},
        "gtiff": {"FORMAT": "GTIFF", "SCALING": "NONE", **mask},
        "npy": {"FORMAT": "NPY", "SCALING": "NONE", **mask, **split},
        "resampled": {"FORMAT": "GTIFF", "RESAMPLING": "CUBIC", "PIXELS": 48},
    }.items():
        run("builddataset", **foz, **more, OUTPUT=str(folder / name))
        forget_time(folder / name)
    for kind in ("ZIP", "WEBDATASET"):
        output = folder / f"package-{kind.lower()}{'.zip' if kind == 'ZIP' else ''}"
        run("packagedataset", INPUT=str(folder / "png"), FORMAT=kind, OUTPUT=str(output))


def make_series(run, data: Path, folder: Path) -> None:
    """Time series: each format."""
    dates = folder / "dates"
    dates.mkdir()
    for day in ("20200518", "20200604"):
        shutil.copy(data / "foz.tif", dates / f"foz_{day}.tif")
    grid = str(folder / "grid.geojson")
    run("createtilegrid", INPUT=str(data / "foz.tif"), TILE_SIZE=256, OUTPUT=grid)
    for kind in ("NPZ", "ZARR", "GTIFF"):
        run(
            "exporttimeseries",
            FOLDER=str(dates),
            TILES=grid,
            FORMAT=kind,
            NODATA=0,
            OUTPUT=str(folder / f"series-{kind.lower()}"),
        )
        forget_time(folder / f"series-{kind.lower()}")
    run(
        "composite", FOLDER=str(dates), METHOD="MEDIAN", NODATA=0, OUTPUT=str(folder / "median.tif")
    )
    shutil.rmtree(dates)


def main() -> None:
    root, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    _application, _provider, processing = start(root)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    # Both versions read the same inputs, whose paths are in the records.
    data = folder.parent / "inputs"
    if not data.exists():
        shutil.copytree(root / "examples" / "foz", data)

    def run(name: str, **parameters) -> dict:
        return processing.run(f"tilewright:{name}", parameters)

    make_images(run, data, folder)
    make_series(run, data, folder)
    print(f"{sum(1 for p in folder.rglob('*') if p.is_file())} files in {folder}")


if __name__ == "__main__":
    main()
    # QGIS may fall on its own feet when Python ends it.
    sys.stdout.flush()
    os._exit(0)
