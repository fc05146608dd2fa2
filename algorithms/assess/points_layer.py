"""The layer of points to interpret: its fields, its form and how it looks."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.assess.draw import DrawnPoints
from ...core.assess.estimate import LEAST_POINTS
from ...core.classes.colors import Color
from ...core.errors import LayerError
from ...core.message import Parameter
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ...core.tiles.table import DOUBLE, INT, TEXT, Field
from ..base.compat import is_null
from ..base.output_paths import layer_file, read_destination, table_of
from ..base.values import Values
from ..base.words import tr
from ..outputs.layer_fields import is_remapped
from .class_raster import TalliedMap

POINT_ID = Field("point_id", INT)
REFERENCE = Field("reference", TEXT)
NOTE = Field("note", TEXT)
STRATUM = Field("stratum", TEXT)
# A Shapefile keeps ten characters of a name.
STRATUM_AREA = Field("strat_area", DOUBLE)
POINT_FIELDS = (POINT_ID, REFERENCE, NOTE, STRATUM, STRATUM_AREA)
# Tells the layer from others that have a field of that name.
IS_ASSESSMENT = "tilewright/assessment"
# What QGIS hands to its value maps.
_MAP = "map"


def style_points(layer: QgsMapLayer, colors: Mapping[str, Color], is_blind: bool = True) -> None:
    """A form with the list of classes, and points in the colours of what they were taken for.

    Args:
        layer: the points.
        colors: by class.
        is_blind: whether form and table hide the map's class.
    """
    if not isinstance(layer, QgsVectorLayer):
        return
    fields = layer.fields()
    for name, alias in (
        (POINT_ID.name, tr("Point")),
        (REFERENCE.name, tr("Class")),
        (NOTE.name, tr("Note")),
    ):
        layer.setFieldAlias(fields.lookupField(name), alias)
    config = layer.editFormConfig()
    config.setReadOnly(fields.lookupField(POINT_ID.name), True)
    layer.setEditFormConfig(config)
    # After the aliases, which in some versions take the widgets with them.
    _set_widget(layer, REFERENCE.name, "ValueMap", {_MAP: [{name: name} for name in colors]})
    _set_widget(layer, NOTE.name, "TextEdit", {})
    for field in (STRATUM.name, STRATUM_AREA.name):
        if is_blind or field == STRATUM_AREA.name:
            _set_widget(layer, field, "Hidden", {})
    _hide_columns(layer, (STRATUM.name, STRATUM_AREA.name) if is_blind else (STRATUM_AREA.name,))
    layer.setRenderer(_renderer(colors))
    layer.setDisplayExpression(f'"{POINT_ID.name}"')
    layer.setCustomProperty(IS_ASSESSMENT, True)


def _set_widget(layer: QgsVectorLayer, field: str, kind: str, config: dict) -> None:
    layer.setEditorWidgetSetup(
        layer.fields().lookupField(field), QgsEditorWidgetSetup(kind, config)
    )


def _hide_columns(layer: QgsVectorLayer, names: Sequence[str]) -> None:
    config = layer.attributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        if column.name in names:
            column.hidden = True
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)


def _renderer(colors: Mapping[str, Color]) -> QgsCategorizedSymbolRenderer:
    categories = []
    for name, color in colors.items():
        categories.append(QgsRendererCategory(name, _symbol("circle", QColor(*color)), name))
    # All others: those that nobody has looked at.
    open_symbol = _symbol("cross", QColor(255, 0, 255))
    categories.append(QgsRendererCategory(None, open_symbol, tr("to interpret")))
    return QgsCategorizedSymbolRenderer(REFERENCE.name, categories)


def _symbol(shape: str, color: QColor) -> QgsMarkerSymbol:
    width = "0.6" if shape == "cross" else "0.3"
    symbol = QgsMarkerSymbol.createSimple(
        {"name": shape, "size": "3.2", "outline_color": "0,0,0", "outline_width": width}
    )
    symbol.setColor(color)
    return symbol


def classes_of_layer(layer: QgsVectorLayer) -> dict[str, Color]:
    """The classes that the form of such a layer offers, in its order, with their colours."""
    index = layer.fields().lookupField(REFERENCE.name)
    if index < 0:
        return {}
    offered = layer.editorWidgetSetup(index).config().get(_MAP, [])
    pairs = offered if isinstance(offered, list) else [{k: v} for k, v in offered.items()]
    names = [str(value) for pair in pairs for value in pair.values()]
    colors = {}
    renderer = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        for category in renderer.categories():
            # Symbols live as long as their category.
            if category.symbol() is not None and not is_null(category.value()):
                color = category.symbol().color()
                colors[str(category.value())] = (color.red(), color.green(), color.blue())
    return {name: colors.get(name, (128, 128, 128)) for name in names}


def check_interpreted(values: Values, name: str) -> None:
    """Refuse to put new points in the place of ones to which somebody gave a class.

    Args:
        values: of the algorithm.
        name: of the output.

    Raises:
        LayerError: such points are there.
    """
    place = read_destination(values, name)
    database, table = table_of(place)
    path = layer_file(place) or database
    if not is_remapped(values.raw(name)) and _is_interpreted(path, table):
        raise LayerError(
            "{output} is {path}, which holds points that are interpreted already and would be "
            "lost; name another file.",
            output=Parameter(name),
            path=path,
        )


def _is_interpreted(path: str, table: str) -> bool:
    if not os.path.isfile(path):
        return False
    with heard_by_osgeo(), suppress(RuntimeError, AttributeError):
        # Layers of GDAL's do not outlive their dataset.
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
        layer = dataset.GetLayerByName(table) if table else dataset.GetLayer(0)
        if layer.GetLayerDefn().GetFieldIndex(REFERENCE.name) < 0:
            return False
        layer.SetAttributeFilter(f'"{REFERENCE.name}" IS NOT NULL')
        return any(feature.GetField(REFERENCE.name).strip() for feature in layer)
    return False


def is_assessment(layer: QgsMapLayer | None) -> bool:
    """Whether a layer is one of points to interpret."""
    return (
        isinstance(layer, QgsVectorLayer)
        and bool(layer.customProperty(IS_ASSESSMENT, False))
        and layer.fields().lookupField(REFERENCE.name) >= 0
    )


def warn_of_few(
    values: Values, tallied: TalliedMap, wanted: np.ndarray, counts: np.ndarray, drawn: DrawnPoints
) -> None:
    """Name the classes that got fewer points than they should, or than an assessment needs.

    Args:
        wanted: int64 (classes,), points that each should have.
        counts: int64 (classes,), points that it has.
    """
    for k, name in enumerate(tallied.classes.names):
        if drawn.room[k] == 0 < wanted[k]:
            values.warn(
                "Training polygons touch every pixel of {name}, so that no point could be "
                "drawn there; correct the polygons, or leave {TRAINING} empty.",
                name=name,
            )
        elif drawn.room[k] < wanted[k]:
            values.warn(
                "Training polygons leave room for only {count} of the {wanted} points of "
                "{name}; correct the polygons, leave {TRAINING} empty, or ask for fewer "
                "points.",
                count=int(counts[k]),
                wanted=int(wanted[k]),
                name=name,
            )
        elif counts[k] < wanted[k]:
            values.warn(
                "There is room for only {count} of the {wanted} points of {name}; lower "
                "{MIN_DISTANCE}, or ask for fewer points.",
                count=int(counts[k]),
                wanted=int(wanted[k]),
                name=name,
            )
        elif 0 < counts[k] < LEAST_POINTS:
            values.warn(
                "{name} has only {count} pixel on the map, and Assess map needs {least} points "
                "of each class: draw again with {CLASS_MAP}, and give it the name of another "
                "class there, or none.",
                name=name,
                count=int(counts[k]),
                least=LEAST_POINTS,
            )
