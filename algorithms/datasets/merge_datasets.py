"""Merge Datasets."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
)

from ...core.merge.files import HARDLINK, LINKS, PutFiles
from ...core.merge.folder import check_output
from ...core.merge.merge import MergeOptions, merge_datasets
from ...core.merge.parents import (
    NUMBER,
    PREFIXES,
    find_folders,
)
from ...core.message import Message, counted, listed
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..outputs.dataset_layers import write_dataset_layers
from .merge_parents import read_parents

DATASETS = "DATASETS"
LINK = "LINK"
PREFIX = "PREFIX"
OVERWRITE = "OVERWRITE"
OUTPUT = "OUTPUT"


class MergeDatasetsAlgorithm(TilewrightAlgorithm):
    """Makes one dataset of several."""

    ID = "mergedatasets"
    NAME = "Merge datasets"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "merge", "combine", "join", "append", "union", "hard link")
    HELP = (
        "Makes one dataset of two or more that Export Tiles or Build Dataset wrote, with the same "
        "layout, format, tile size, bands, type and scaling. Splits stay; classes may differ: "
        "those of the first dataset keep their numbers, and masks are written anew where another "
        "dataset numbers its classes otherwise. Images are not read again: the new folder holds "
        "links to the same bytes, or copies, and its own tables, labels, card and page. Images "
        "that are in two splits are told."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                DATASETS, tr("Datasets"), QgsProcessing.SourceType.TypeFile
            ),
            "Folders of datasets, or the dataset.json in each, the first of which decides how "
            "classes are numbered. Nothing in them is changed. They may have several coordinate "
            "systems: tiles.csv and tiles.gpkg are then in EPSG:4326.",
        )
        self.add(
            enum_parameter(LINK, "Images", LINKS, HARDLINK, is_optional=True),
            choices_help(
                "HARDLINK takes no room on the disk: a file that a program changes in place "
                "changes in both datasets, and one that is deleted stays in the other. Where a "
                "disk knows no links, files are copied.",
                LINKS,
            ),
        )
        self.add(
            enum_parameter(PREFIX, "Prefix of tile_id", PREFIXES, NUMBER, is_optional=True),
            choices_help(
                "What stands before each tile_id when one is in two of the datasets: d1_, d2_ and "
                "so on, or the name of the folder.",
                PREFIXES,
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                OVERWRITE, tr("Replace an earlier dataset"), False, optional=True
            ),
            "Replace a dataset that was written to the folder before. It stays until the new one "
            "is complete; none of the merged datasets can be replaced.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(OUTPUT, tr("Folder of the new dataset")),
            "A new or empty folder. The dataset appears in it when it is whole.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles of the new dataset")))

    def compute(self, values: Values) -> dict:
        output, is_cancelled = values.text(OUTPUT), values.feedback.isCanceled
        overwrite = values.flag(OVERWRITE)
        check_output(output, overwrite)
        folders = find_folders(values.files(DATASETS), output)
        found = read_parents(values, folders)
        merged = merge_datasets(
            found.parents,
            output,
            MergeOptions(values.choice(LINK), values.choice(PREFIX), overwrite),
            found.crs,
            lambda path, kept, dropped: write_dataset_layers(
                path, kept, dropped, found.layer_crs, is_cancelled
            ),
            {"qgis": Qgis.QGIS_VERSION},
            progress=lambda fraction: values.feedback.setProgress(100 * fraction),
            is_cancelled=is_cancelled,
            info=lambda line: values.info("{line}", line=line),
            warn=lambda line: values.warn("{line}", line=line),
        )
        values.info(
            counted(
                merged.tile_count,
                "{count} tile of {datasets} datasets is now in {folder}: {how}.",
                "{count} tiles of {datasets} datasets are now in {folder}: {how}.",
                datasets=len(found.parents),
                folder=output,
                how=_how(merged.files),
            )
        )
        return {OUTPUT: output, "TILE_COUNT": merged.tile_count}


def _how(files: PutFiles) -> Message:
    """How files were put there."""
    parts = []
    if files.linked:
        parts.append(counted(files.linked, "{count} file linked", "{count} files linked"))
    if files.copied:
        parts.append(counted(files.copied, "{count} file copied", "{count} files copied"))
    if files.rewritten:
        parts.append(
            counted(
                files.rewritten,
                "{count} mask written with other numbers",
                "{count} masks written with other numbers",
            )
        )
    return listed(parts)
