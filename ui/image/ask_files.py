"""Asking for files of images."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsProviderRegistry, QgsSettings
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ...core.imagery.scenes import natural_key
from ...core.imagery.titles import title_files
from ...core.network.stays_local import BESIDE
from ..toolbox.product_field import LAST_PLACE, usual_place
from ..widgets.new_file import with_suffix


def ask_rasters(parent: QWidget, title: str) -> list[str]:
    """Files that the user chooses, by name, b2 before b10; nothing after a cancel."""
    place = usual_place()
    kinds = QgsProviderRegistry.instance().fileRasterFilters()
    paths, _ = QFileDialog.getOpenFileNames(parent, title, place, kinds)
    if paths:
        QgsSettings().setValue(LAST_PLACE, str(Path(paths[0]).parent))
    # Whoever chooses a range of files chooses what GDAL has put beside them as well.
    images = [path for path in paths if not path.endswith(BESIDE)]
    return sorted(images or paths, key=lambda path: natural_key(Path(path).name))


def ask_new_raster(parent: QWidget, title: str, files: Sequence[str], ending: str) -> str:
    """Where a raster made of some files is to go, beside them by default; empty after a cancel.

    Args:
        parent: of the dialog.
        title: of the dialog.
        files: paths that it is made of.
        ending: of the proposed name, behind what the files have in common.

    Raises:
        FileExistsError: see with_suffix.
    """
    proposed = Path(files[0]).with_name(f"{name_together(files)}{ending}.tif")
    path, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), "GeoTIFF (*.tif *.tiff)")
    has_suffix = path.lower().endswith((".tif", ".tiff"))
    return path if not path or has_suffix else with_suffix(path, ".tif")


def name_together(files: Sequence[str]) -> str:
    """What files have in common: satellite, tile and date, or how their names begin."""
    names = [Path(path).name for path in files]
    stems = [Path(name).stem for name in names]
    return title_files(names) or os.path.commonprefix(stems).rstrip("_-. B") or stems[0]
