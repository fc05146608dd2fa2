"""File names that tell grids apart."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputLayerDefinition, QgsProcessingOutputString, QgsProperty

from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr

GRID_ID = "GRID_ID"
PLACEHOLDER = "{grid_id}"
GRID_ID_HELP = (
    "Write {grid_id} in a file name to have it replaced by digits that stand for the area and all "
    "settings, so that two grids never share a file."
)


def add_grid_id_output(alg: TilewrightAlgorithm) -> None:
    """The digits that stand for a grid."""
    alg.addOutput(QgsProcessingOutputString(GRID_ID, tr("Digits that stand for this grid")))


def name_outputs(values: Values, names: tuple[str, ...], digits: str) -> Values:
    """The values with the placeholder in output paths replaced by a grid's digits."""
    named = dict(values.parameters)
    for name in names:
        value = named.get(name)
        if isinstance(value, str):
            named[name] = value.replace(PLACEHOLDER, digits)
        elif isinstance(value, QgsProcessingOutputLayerDefinition):
            copy = QgsProcessingOutputLayerDefinition(value)
            path = str(value.sink.staticValue() or "")
            copy.sink = QgsProperty.fromValue(path.replace(PLACEHOLDER, digits))
            named[name] = copy
    return values.replaced(parameters=named)
