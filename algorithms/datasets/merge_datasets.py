"""Merge Datasets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsVectorLayer,
)

from ...core.dataset.finished import FinishedDataset
from ...core.merge.files import HARDLINK, LINKS, PutFiles
from ...core.merge.folder import check_output
from ...core.merge.merge import MergeOptions, merge_datasets
from ...core.merge.parents import (
    NUMBER,
    PREFIXES,
    Parent,
    TilesCrs,
    check_is_of_tiles,
    find_folders,
    unique_names,
)
from ...core.message import Message, counted, listed
from ...core.network.stays_local import check_stays_local
from ...core.tiles.layout import LAYERS
from ...core.tiles.table import REASON, TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import LayerSnapshot
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.layer_transform import LayerTransform, crs_text
from ..inputs.tiles import read_table
from ..outputs.dataset_layers import write_dataset_layers
from .dataset_layers import DatasetLayers, read_dataset_layers

DATASETS = "DATASETS"
LINK = "LINK"
PREFIX = "PREFIX"
OVERWRITE = "OVERWRITE"
OUTPUT = "OUTPUT"
# Of tiles in several coordinate systems.
_WORLD = "EPSG:4326"


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
        found = _read_parents(values, folders)
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


@dataclass(frozen=True)
class _Parents:
    """The datasets, and the coordinate system that all outlines were brought to."""

    parents: list[Parent]
    crs: TilesCrs
    layer_crs: QgsCoordinateReferenceSystem


def _read_parents(values: Values, folders: Sequence[Path]) -> _Parents:
    """Read the tables of all datasets, with their outlines in one coordinate system."""
    layers = []
    for folder in folders:
        values.check_cancelled()
        found = read_dataset_layers(folder, values.feedback.isCanceled)
        check_is_of_tiles(folder, found.dataset.facts, len(found.tiles))
        layers.append(found)
    names = unique_names(folders)
    crs = layers[0].crs
    is_new = any(found.crs != crs for found in layers)
    if is_new:
        crs = QgsCoordinateReferenceSystem(_WORLD)
        values.info(
            "The datasets have several coordinate systems, so that tiles.csv and tiles.gpkg are in "
            "{crs}.",
            crs=_WORLD,
        )
    told = layers[0].dataset.facts.get("tiles_crs") or crs.authid() or crs.description()
    of_tiles = TilesCrs(_WORLD if is_new else str(told), crs_text(crs), crs.isGeographic(), is_new)
    return _Parents(
        [_parent(values, name, found, crs) for name, found in zip(names, layers)], of_tiles, crs
    )


def _parent(
    values: Values, name: str, layers: DatasetLayers, crs: QgsCoordinateReferenceSystem
) -> Parent:
    is_cancelled, dataset = values.feedback.isCanceled, layers.dataset
    transform = LayerTransform(
        layers.crs,
        crs,
        values.context.transformContext(),
        Message("the tiles of {name}", name=name),
        Message("the other datasets"),
    )

    def placed(table: TileTable) -> TileTable:
        wkb = table.wkb if transform.is_identity else transform.outlines(table, is_cancelled).wkb
        return TileTable(table.fields, table.columns, wkb)

    rejected = placed(_read_rejected(dataset, is_cancelled))
    tiles = placed(layers.tiles)
    return Parent(name, dataset.folder, dataset.facts, placed(dataset.tiles), tiles, rejected)


def _read_rejected(dataset: FinishedDataset, is_cancelled) -> TileTable:
    """The tiles that were left out of a dataset; none where its tiles.gpkg is gone."""
    path = dataset.folder / LAYERS
    nothing = TileTable([REASON], {REASON.name: np.empty(0, dtype=object)}, [])
    if not path.is_file():
        return nothing
    check_stays_local(str(path), is_raster=False)
    layer = QgsVectorLayer(f"{path}|layername=rejected", "rejected", "ogr")
    return read_table(LayerSnapshot(layer), is_cancelled) if layer.isValid() else nothing


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
