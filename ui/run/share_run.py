"""The dock's run outside the dock: as a command, as Python, as a model, as a dialog."""

from __future__ import annotations

import os
import shlex
import shutil
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProject,
)
from qgis.PyQt.QtCore import QPointF

from ...algorithms.base.words import tr
from .portable_layer import portable_source

ALGORITHM = "tilewright:builddataset"
# The fields that are read of layers.
_FIELDS = {
    "LABELS": "LABEL_FIELD",
    "SPLIT_GROUPS": "SPLIT_GROUP_FIELD",
    "OBJECTS": "OBJECT_FIELD",
    "MASK": "MASK_FIELD",
}


def portable_parameters(parameters: dict) -> dict:
    """Parameters with layers by the sources they come from.

    Raises:
        NotSharedError: a layer cannot be opened elsewhere as it is here.
    """
    project = QgsProject.instance()
    layers = {
        name: layer
        for name, value in parameters.items()
        if isinstance(value, str) and (layer := project.mapLayer(value)) is not None
    }
    sources = {
        name: portable_source(layer, parameters.get(_FIELDS.get(name), ""))
        for name, layer in layers.items()
    }
    lists = {
        name: [_source_of(project.mapLayer(item), item) for item in value]
        for name, value in parameters.items()
        if isinstance(value, list)
    }
    return {**parameters, **sources, **lists}


def _source_of(layer: QgsMapLayer | None, text: str) -> str:
    return text if layer is None else portable_source(layer)


def console_program() -> str:
    """What qgis_process is called on this computer.

    Where Debian puts a script of that name before it, the script adds an option that the program
    refuses.
    """
    return "qgis_process.bin" if shutil.which("qgis_process.bin") else "qgis_process"


def as_command(parameters: dict) -> str:
    """A line for a shell that runs the same with qgis_process.

    Raises:
        NotSharedError: a layer cannot be opened elsewhere as it is here.
    """
    words = [console_program(), "run", ALGORITHM]
    for name, value in portable_parameters(parameters).items():
        # A list is told by naming its parameter again and again.
        for item in value if isinstance(value, list) else [value]:
            text = str(item).lower() if isinstance(item, bool) else _number_text(item)
            words.append(f"{name}={text}")
    return " ".join(_quote(word) for word in words)


def _quote(word: str) -> str:
    if os.name != "nt":
        return shlex.quote(word)
    if word and not any(letter in word for letter in " \t&()[]{}^=;!'+,`~|<>%\""):
        return word
    # Backslashes before a quote would take away its meaning.
    ending = len(word) - len(word.rstrip("\\"))
    return '"' + word.replace('"', '\\"') + "\\" * ending + '"'


def _number_text(value) -> str:
    # Nodata values must stay what they are, to the last digit.
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if is_whole else str(value)


def as_python(parameters: dict) -> str:
    """Lines for QGIS's Python console that run the same.

    Raises:
        NotSharedError: a layer cannot be opened elsewhere as it is here.
    """
    lines = [f"    {name!r}: {value!r}," for name, value in portable_parameters(parameters).items()]
    return "\n".join(["import processing", "", f'processing.run("{ALGORITHM}", {{', *lines, "})"])


def save_model(parameters: dict, path: str) -> None:
    """A model file with builddataset as its one step and these values.

    Raises:
        NotSharedError: a layer cannot be opened elsewhere as it is here.
        OSError: the file cannot be written.
    """
    name = Path(path).stem
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
