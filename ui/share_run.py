"""The dock's run outside the dock: as a command, as Python, as a model, as a dialog."""

from __future__ import annotations

import os
import shlex

from qgis.core import (
    QgsMapLayer,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF

from ..algorithms.base import tr

ALGORITHM = "tilewright:builddataset"
_LAYER_PARAMETERS = ("RASTER", "LABELS", "AOI", "CLOUDS", "CLOUD_MASK", "LABEL_EDITS")


class NotSharedError(Exception):
    """The run cannot leave QGIS; the message says what to do."""


def portable_parameters(parameters: dict) -> dict:
    """Parameters with layers by the files they come from.

    Raises:
        NotSharedError: a layer exists in this QGIS only.
    """
    portable = {}
    for name, value in parameters.items():
        layer = QgsProject.instance().mapLayer(value) if name in _LAYER_PARAMETERS else None
        portable[name] = value if layer is None else _layer_source(layer)
    return portable


def _layer_source(layer: QgsMapLayer) -> str:
    if layer.providerType() == "memory":
        raise NotSharedError(
            tr(
                "The layer {} is in memory only; save it to a file first "
                "(right-click the layer, Make Permanent)."
            ).format(layer.name())
        )
    if isinstance(layer, QgsVectorLayer) and layer.isModified():
        raise NotSharedError(
            tr("The layer {} has edits that are not saved; save them first.").format(layer.name())
        )
    return layer.source()


def as_command(parameters: dict) -> str:
    """A line for a shell that runs the same with qgis_process."""
    words = ["qgis_process", "run", ALGORITHM]
    for name, value in portable_parameters(parameters).items():
        text = str(value).lower() if isinstance(value, bool) else _number_text(value)
        words.append(f"{name}={text}")
    return " ".join(shlex.quote(word) for word in words)


def _number_text(value) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def as_python(parameters: dict) -> str:
    """Lines for QGIS's Python console that run the same."""
    lines = [f"    {name!r}: {value!r}," for name, value in portable_parameters(parameters).items()]
    return "\n".join(["import processing", "", f'processing.run("{ALGORITHM}", {{', *lines, "})"])


def save_model(parameters: dict, path: str) -> None:
    """A model file with builddataset as its one step and these values.

    Raises:
        NotSharedError: a layer exists in this QGIS only.
        OSError: the file cannot be written.
    """
    name = os.path.splitext(os.path.basename(path))[0]
    model = QgsProcessingModelAlgorithm(name, "Tilewright")
    child = QgsProcessingModelChildAlgorithm(ALGORITHM)
    child.setChildId("builddataset")
    child.setDescription(tr("Build dataset"))
    child.setPosition(QPointF(300, 120))
    for key, value in portable_parameters(parameters).items():
        source = QgsProcessingModelChildParameterSource.fromStaticValue(value)
        child.addParameterSources(key, [source])
    model.addChildAlgorithm(child)
    if not model.toFile(path):
        raise OSError(tr("{} cannot be written.").format(path))


def open_dialog(parameters: dict):
    """The dialog of the algorithm, filled in."""
    import processing

    dialog = processing.createAlgorithmDialog(ALGORITHM, parameters)
    if dialog is not None:
        dialog.show()
    return dialog
