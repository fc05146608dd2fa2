"""The marks of the dock as layers that builddataset takes like any other."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPoint,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ...algorithms.base.compat import make_field
from ...algorithms.base.words import tr
from ...core.files.whole import is_part, whole_file
from ...core.grid.find import NOWHERE
from ...core.tiles.table import TEXT
from ..cells.grid_cells import GridCells
from ..cells.map_marks import MapMarks, Mark, crs_text, place_marks
from ..settings.dock_settings import DockSettings
from ..settings.plan_parameters import MARKS
from ..tasks.in_steps import at_once

# Commands, models and descriptions of datasets name these files, so they are kept for long.
_KEPT_DAYS = 400
_SECONDS_A_DAY = 86_400
# So many features are made in a step.
_AT_ONCE = 500


class MarkLayers:
    """Cloud marks and corrections: in memory for a preview, in files for a run.

    Corrections name their tile, so that where tiles overlap only one is corrected. Marks that lie
    on no tile are left out.
    """

    def __init__(self, cloud_marks: MapMarks, label_edits: MapMarks) -> None:
        self._cloud_marks = cloud_marks
        self._label_edits = label_edits

    def state(self) -> tuple:
        """Equal as long as the layers would be."""
        return self._cloud_marks.values(), self._label_edits.values()

    def in_memory(
        self, cells: GridCells, numbers: np.ndarray | None = None
    ) -> Generator[None, None, tuple[QgsVectorLayer | None, QgsVectorLayer | None]]:
        """The two layers, made in steps; None for those that would be empty.

        With numbers, of these tiles only.
        """
        clouds = yield from make_mark_layer(
            self._cloud_marks.values(), "cloud_marks", cells, numbers=numbers
        )
        edits = yield from make_mark_layer(
            self._label_edits.values(), "label_edits", cells, are_edits=True, numbers=numbers
        )
        return clouds, edits

    def parameters(self, settings: DockSettings, cells: GridCells | None, style: str = "") -> dict:
        """Parameters of builddataset with the marks in files; only those that count are written.

        Raises:
            OSError: a file cannot be written.
        """
        if cells is None:
            return settings.to_parameters(style=style)
        clouds, edits = at_once(self.in_memory(cells))
        if settings.cloud_source != MARKS:
            clouds = None
        paths = ["" if layer is None else write_marks(layer) for layer in (clouds, edits)]
        return settings.to_parameters(*paths, style)


def make_mark_layer(
    marks: Sequence[Mark],
    name: str,
    cells: GridCells,
    are_edits: bool = False,
    numbers: np.ndarray | None = None,
) -> Generator[None, None, QgsVectorLayer | None]:
    """Points in the raster's coordinate system; corrections with ``label`` and ``tile_id``.

    They are made in steps, of which the last returns the layer; None without a point. With
    ``numbers``, those on these tiles only.
    """
    found = cells.find_marks(marks)
    is_wanted = found != NOWHERE if numbers is None else np.isin(found, numbers)
    chosen = np.flatnonzero(is_wanted).tolist()
    if not chosen:
        return None
    # Without "crs=" QGIS would take EPSG:4326, or ask.
    layer = QgsVectorLayer("Point?crs=", name, "memory")
    layer.setCrs(cells.crs)
    provider = layer.dataProvider()
    if are_edits:
        provider.addAttributes([make_field("label", TEXT), make_field("tile_id", TEXT)])
        layer.updateFields()
    tile_ids = cells.names(found[chosen])
    places = place_marks(marks, cells.crs)[chosen].tolist()
    fields = layer.fields()
    for start in range(0, len(chosen), _AT_ONCE):
        yield
        part = slice(start, start + _AT_ONCE)
        features = []
        for k, tile_id, (x, y) in zip(chosen[part], tile_ids[part], places[part]):
            feature = QgsFeature(fields)
            feature.setGeometry(QgsGeometry(QgsPoint(x, y)))
            if are_edits:
                feature.setAttributes([marks[k].label, tile_id])
            features.append(feature)
        provider.addFeatures(features)
    layer.updateExtents()
    return layer


def marks_folder() -> str:
    """Where files of marks are kept: in the user's profile, for all its windows and projects."""
    return str(Path(QgsApplication.qgisSettingsDirPath(), "tilewright", "marks"))


def write_marks(layer: QgsVectorLayer) -> str:
    """Write a layer of marks to a file named after what is in it; returns its path.

    The same marks give the same file, so that what is copied from the dock stays valid, and two
    windows of QGIS cannot spoil each other's. Files that nobody used for long are deleted.

    Raises:
        OSError: the file cannot be written.
    """
    folder = marks_folder()
    Path(folder).mkdir(parents=True, exist_ok=True)
    clean_marks(folder)
    path = str(Path(folder, f"{layer.name()}-{_digest(layer)}.gpkg"))
    if os.path.exists(path):
        os.utime(path)
        return path
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = layer.name()
    try:
        with whole_file(path, ".gpkg") as part:
            failed, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
                layer, str(part), QgsCoordinateTransformContext(), options
            )
            if failed != QgsVectorFileWriter.WriterError.NoError:
                raise OSError(tr("{} cannot be written: {}").format(path, message))
    except PermissionError:
        # Another window was first, and Windows does not replace a file that is in use.
        if not os.path.exists(path):
            raise
    return path


def clean_marks(folder: str) -> None:
    """Delete files of marks that nobody used for more than a year, and torn ones of yesterday."""
    now = time.time()
    for entry in os.scandir(folder):
        days = _KEPT_DAYS
        if is_part(entry.name):
            days = 1
        try:
            if now - entry.stat().st_mtime > days * _SECONDS_A_DAY:
                Path(entry.path).unlink()
        except OSError:
            # In use elsewhere; there will be a next time.
            continue


def _digest(layer: QgsVectorLayer) -> str:
    rows = [
        (f.geometry().asPoint().x(), f.geometry().asPoint().y(), *f.attributes())
        for f in layer.getFeatures()
    ]
    text = repr([layer.name(), crs_text(layer.crs()), *rows])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
