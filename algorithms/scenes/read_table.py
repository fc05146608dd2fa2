"""The table of scenes, from a layer or a CSV file."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ...core.errors import RasterError
from ...core.files.csv_file import read_rows
from ...core.message import list_names
from ...core.scenes.table import SceneRow, SceneTable, read_scene_table
from ..base.compat import is_null
from ..base.values import Values
from ..inputs.tiles import read_features
from .scene_parameters import SCENE_TABLE


def read_table(values: Values) -> SceneTable:
    """The table of SCENE_TABLE, and in the log what of it is not used; only in the main thread.

    Raises:
        RasterError: see read_scene_table; or a row names a layer that is not there.
        FileError: it is a CSV file that is none.
    """
    value, path = values.raw(SCENE_TABLE), _path_of(values)
    if isinstance(value, str) and value.lower().endswith(".csv") and os.path.isfile(value):
        columns, rows = _read_csv(value)
        name = Path(value).stem
    else:
        source = values.source(SCENE_TABLE)
        columns, name = [field.name() for field in source.fields()], source.sourceName()
        rows = [[_text(v) for v in feature.attributes()] for feature in read_features(source)]
    table = read_scene_table(name, columns, rows, _folder_of(path, values))
    if table.left_out:
        values.info(
            "{count} of {all} rows of {table} are not selected.",
            count=table.left_out,
            all=table.left_out + len(table.rows),
            table=table.name,
        )
    if table.unused:
        values.info(
            "Columns of {table} that are not used: {names}.",
            table=table.name,
            names=list_names(table.unused),
        )
    for row in table.rows:
        for column, place in (("labels", row.labels), ("cloud_mask", row.cloud_mask)):
            _check_layer(table, row, column, place, values)
    return table


def _text(value: object) -> str:
    if is_null(value):
        return ""
    if isinstance(value, QDateTime):
        value = value.date()
    return value.toString(Qt.DateFormat.ISODate) if isinstance(value, QDate) else str(value)


def _read_csv(path: str) -> tuple[list[str], list[list[str]]]:
    """Columns and rows as they are written: QGIS opens no table of one column."""
    lines = [row for _, row in read_rows(path)]
    columns = lines[0] if lines else []
    return columns, [row + [""] * (len(columns) - len(row)) for row in lines[1:]]


def _path_of(values: Values) -> str:
    """The file of the table, empty where it is none."""
    value = values.raw(SCENE_TABLE)
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value, _ = value.source.valueAsString(values.context.expressionContext())
    if isinstance(value, str):
        value = QgsProcessingUtils.mapLayerFromString(value, values.context, False) or value
    provider, source = "ogr", value
    if isinstance(value, QgsVectorLayer):
        provider, source = value.providerType(), value.source()
    parts = QgsProviderRegistry.instance().decodeUri(provider, str(source))
    path = parts.get("path") or ""
    return path if os.path.isfile(path) else ""


def _folder_of(path: str, values: Values) -> str:
    """Where a table lies; of a table in memory the project does."""
    if path:
        return str(Path(path).absolute().parent)
    project = values.context.project()
    return (project.absolutePath() if project is not None else "") or str(Path.cwd())


def _check_layer(table: SceneTable, row: SceneRow, column: str, place: str, values: Values) -> None:
    path = place.partition("|")[0]
    if not place or os.path.exists(path):
        return
    if QgsProcessingUtils.mapLayerFromString(place, values.context, False) is None:
        raise RasterError(
            "Row {row} of {SCENE_TABLE} {table} names {path} in its column {column}, and there is "
            "neither such a file nor such a layer.",
            row=row.row,
            table=table.name,
            path=place,
            column=column,
        )
