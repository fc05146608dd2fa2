"""The example that ships with the plugin, as a user's own files and settings."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer

from ...algorithms.base.words import tr
from ...core.files.whole import write_files
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import CLOUD_LAYER

SHIPPED = Path(__file__).resolve().parents[2] / "examples" / "foz"
_IMAGE, _LABELS, _LEFT_OUT = "foz.tif", "urban.geojson", "leave_out.geojson"
_FILES = (_IMAGE, "foz.qml", _LABELS, _LEFT_OUT)


def is_shipped() -> bool:
    """Whether the plugin has its example with it."""
    return all((SHIPPED / name).is_file() for name in _FILES)


def copy_example() -> Path:
    """Put the example's files into the user's profile, where edits outlive the plugin's updates.

    Files that are there already are left as they are.

    Returns:
        The folder.

    Raises:
        OSError: a file cannot be read or written.
    """
    folder = Path(QgsApplication.qgisSettingsDirPath(), "tilewright", "example")
    missing = [name for name in _FILES if not (folder / name).exists()]
    write_files({folder / name: (SHIPPED / name).read_bytes() for name in missing})
    return folder


def open_example(folder: Path, project: QgsProject) -> tuple[QgsRasterLayer, DockSettings]:
    """Add the example's layers to a project, unless they are there.

    Args:
        folder: that holds its files.
        project: the layers' own.

    Returns:
        The image, and the settings that make the dataset of the README.

    Raises:
        OSError: a file is no layer.
    """
    left_out = _add(project, QgsVectorLayer(os.fspath(folder / _LEFT_OUT), "Tiles to leave out"))
    image = _add(project, QgsRasterLayer(os.fspath(folder / _IMAGE), "Landsat 8, 18 May 2020"))
    labels = _add(project, QgsVectorLayer(os.fspath(folder / _LABELS), "Urban areas"))
    return image, DockSettings(
        raster=image.id(),
        tile_size=64.0,
        edge="DROP",
        nodata=0.0,
        min_valid=100.0,
        cloud_source=CLOUD_LAYER,
        cloud_layer=left_out.id(),
        labels=labels.id(),
        label_field="class",
        other_label="non_urban",
        format="JPEG",
    )


def _add(project: QgsProject, layer: QgsMapLayer) -> QgsMapLayer:
    same = (each for each in project.mapLayers().values() if each.source() == layer.source())
    known = next(same, None)
    if known is not None:
        return known
    if not layer.isValid():
        text = tr("{} cannot be opened; remove it, and try the example again.")
        raise OSError(text.format(layer.source()))
    return project.addMapLayer(layer)
