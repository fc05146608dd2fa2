"""The parameter of an export that adds scenes to an earlier dataset."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingParameterBoolean

from ...core.append.append import finish_killed
from ...core.dataset.earlier import is_empty_folder
from ...core.errors import ExportError
from ...core.message import Parameter
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..scenes.pair_scenes import has_pairs
from ..scenes.scene_parameters import has_scenes
from .earlier_dataset import EarlierDataset, read_earlier

APPEND = "APPEND"


_HELP = (
    "Add the SCENES to the dataset in the folder, which was built from SCENES with the same "
    "options. Its tiles stay as they are, with their splits and the numbers of their scenes, "
    "and its scaling is used. In masks and objects new classes get new numbers; class folders "
    "are numbered by name, so that a new one may move others. New tiles that show ground of "
    "its tiles go to the split that has it; the others are split as SPLIT_METHOD says. Scenes "
    "that it has already are left out. The earlier dataset stays until the new one is "
    "complete."
)
TILES_HELP = (
    "Add the TILES to the dataset in the folder, which was made of SCENES with the same options: "
    "of new SCENES or of those that it has, as Create Tile Grid makes them from the same list. Its "
    "tiles stay as they are, with the numbers of their scenes, and its scaling is used. Tiles that "
    "it has already are left out. Splits are those of the field; the log warns of new tiles that "
    "show ground of another split. The earlier dataset stays until the new one is complete."
)


def add_append_parameter(
    alg: TilewrightAlgorithm,
    label: str = "Add scenes to an earlier dataset",
    help_text: str = _HELP,
) -> None:
    """Whether scenes or tiles are added to an earlier dataset."""
    alg.add(
        QgsProcessingParameterBoolean(APPEND, tr(label), False, optional=True),
        help_text,
        advanced=True,
    )


def read_append(values: Values, folder: str, keeps_scenes: bool = False) -> EarlierDataset | None:
    """The dataset that scenes are added to, if any are.

    Args:
        values: of the algorithm.
        folder: of the dataset.
        keeps_scenes: whether scenes that it has are taken again, for more tiles of them.

    Raises:
        ExportError: there is none in the folder, it is damaged, or other parameters contradict.
    """
    if not values.flag(APPEND):
        return None
    for name in ("RESUME", "OVERWRITE", "UPDATE"):
        if values.has(name) and values.flag(name):
            raise ExportError(
                "{name} and {APPEND} exclude each other; choose one of them.",
                name=Parameter(name),
            )
    if has_pairs(values):
        raise ExportError(
            "{APPEND} makes no pairs of new {SCENES} and those of the dataset; leave {PAIRS} out, "
            "or build one dataset of all {SCENES}."
        )
    if not has_scenes(values):
        raise ExportError("{APPEND} adds {SCENES}, and there are none; give {SCENES}.")
    if not folder or is_empty_folder(Path(folder)):
        raise ExportError(
            "{folder} holds no dataset to add to; name its folder with {OUTPUT}, or leave "
            "{APPEND} out.",
            folder=folder or Parameter("OUTPUT"),
        )
    # What a killed run has begun to put in the place of the dataset is the dataset.
    finish_killed(folder)
    return read_earlier(Path(folder), values, keeps_scenes)
