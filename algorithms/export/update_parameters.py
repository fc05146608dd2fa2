"""The parameters of an export that keeps the images of an earlier dataset."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingParameterBoolean

from ...core.dataset.earlier import is_empty_folder
from ...core.dataset.folder import OutputFolder
from ...core.errors import ExportError
from ...core.scaling.scaling import SCENE
from ...core.update.update import Update
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..datasets.dataset_layers import read_dataset_layers

UPDATE = "UPDATE"
REFIT = "REFIT"


def add_update_parameters(alg: TilewrightAlgorithm) -> None:
    """Whether an earlier dataset is updated, and its scaling fitted again."""
    alg.add(
        QgsProcessingParameterBoolean(
            UPDATE, tr("Update an earlier dataset"), False, optional=True
        ),
        "Replace a dataset in the folder by one of the same raster and options, for tiles whose "
        "classes, splits or objects were edited (see Load Dataset). Images of tiles that stay "
        "where they were are kept, and so is the scaling. The earlier dataset stays until the new "
        "one is complete.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(REFIT, tr("Fit the scaling again"), False, optional=True),
        "Used by an update: fit the scaling to the tiles as they are now. Where it changes, all "
        "images are written anew.",
        advanced=True,
    )


def check_update(values: Values) -> None:
    """Refuse what does not go together, before any work.

    Raises:
        ExportError: says what.
    """
    if not values.flag(UPDATE):
        if values.flag(REFIT):
            raise ExportError("{REFIT} is given without {UPDATE}; set that too.")
        return
    if values.flag("RESUME"):
        raise ExportError("{RESUME} and {UPDATE} exclude each other; choose one of them.")
    if values.choice("SCALING_PER") == SCENE:
        raise ExportError(
            "{UPDATE} keeps one scaling for all tiles, and {SCALING_PER} SCENE fits one to each "
            "scene; replace the dataset with {OVERWRITE} instead."
        )


def read_update(values: Values, folder: str) -> Update | None:
    """The dataset to update, if one is to be.

    Raises:
        ExportError: there is none in the folder, or it is damaged.
    """
    if not values.flag(UPDATE):
        return None
    if is_empty_folder(Path(folder)):
        raise ExportError(
            "{folder} holds no dataset to update; name its folder, or leave {UPDATE} out.",
            folder=folder,
        )
    # What a killed run has begun to put in the place of the dataset is the dataset.
    OutputFolder(folder, overwrite=True).finish_killed_swap()
    layers = read_dataset_layers(Path(folder), values.feedback.isCanceled)
    return Update(layers.dataset, values.flag(REFIT))
