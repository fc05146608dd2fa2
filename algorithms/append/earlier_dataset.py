"""The dataset that scenes are added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem

from ...core.append.checks import check_labels, check_pixel_sizes, check_same_options, check_splits
from ...core.append.scaling import check_clipping, read_scaling
from ...core.append.scenes import EarlierScenes
from ...core.append.splits import SplitTiles
from ...core.dataset.edits import CHECKSUMS
from ...core.dataset.manifest import find_layout_of
from ...core.export.request import ExportRequest
from ...core.formats import ImageProfile
from ...core.merge.parents import check_is_of_tiles
from ...core.message import Message
from ...core.tiles.layout import BLOCK_SIZE, DESCRIPTION
from ...core.tiles.table import TILE_ID, TileTable
from ...core.tiles.words import SCENE, SPLIT
from ...core.update.scaling import KeptScaling
from ..base.values import Values
from ..datasets.dataset_layers import DatasetLayers, read_dataset_layers
from ..inputs.layer_transform import LayerTransform, crs_text
from ..scenes.scene_input import Earlier


@dataclass(frozen=True)
class EarlierDataset:
    """A dataset that was built from scenes.

    Attributes:
        folder: where it is.
        layers: its tables.
        scenes: what new scenes go on after.
    """

    folder: Path
    layers: DatasetLayers
    scenes: Earlier

    @property
    def facts(self) -> dict[str, Any]:
        """What its dataset.json says."""
        return self.layers.dataset.facts

    @property
    def digest(self) -> str:
        """What stands for all that it is."""
        return str((self.facts.get(CHECKSUMS) or {}).get(DESCRIPTION, ""))

    @property
    def kept_scaling(self) -> KeptScaling | None:
        """Its scaling, where one was fitted."""
        return read_scaling(self.facts)

    @property
    def splits(self) -> list[str]:
        """The splits that have tiles."""
        return list(self.facts.get("splits") or ())

    def check(self, profile: ImageProfile, parameters: Mapping[str, Any], is_split: bool) -> None:
        """Refuse to add what was made in another way; see check_same_options.

        Raises:
            ExportError: names the difference.
        """
        wanted = {
            "parameters": parameters,
            "bands": list(profile.band_names),
            "dtype": profile.dtype,
        }
        check_same_options(self.facts, wanted)
        check_splits(self.facts, is_split)

    def check_labels(self, has: Mapping[str, bool]) -> None:
        """Refuse tiles with classes or numbers beside tiles without; see check_labels.

        Raises:
            ExportError: says what they lack or have.
        """
        check_labels(self.facts, has)

    def check_pixels(self, tiles: TileTable, crs: QgsCoordinateReferenceSystem) -> None:
        """Refuse new tiles whose pixels are of another size, where pixels are cut as they are.

        Raises:
            ExportError: names both sizes.
        """
        if (self.facts["parameters"].get("RESAMPLING") or "NONE") == "NONE":
            layers = self.layers
            check_pixel_sizes(layers.tiles, crs_text(layers.crs), tiles, crs_text(crs))

    def check_clipping(self, request: ExportRequest, values: Values) -> None:
        """Warn where its scaling clips much of the new tiles.

        Raises:
            ExportError: it clips more than half.
        """
        warning = check_clipping(request, values.feedback.isCanceled)
        if warning is not None:
            values.warn(warning)

    def split_tiles(self, crs: QgsCoordinateReferenceSystem, values: Values) -> SplitTiles:
        """Its tiles with their splits, with outlines in another coordinate system."""
        tiles = self.layers.tiles
        there = LayerTransform(
            self.layers.crs,
            crs,
            values.context.transformContext(),
            Message("the tiles of {name}", name=self.folder.name),
            Message("the new tiles"),
        )
        wkb = tiles.wkb
        if not there.is_identity:
            wkb = there.outlines(tiles, values.feedback.isCanceled).wkb
        return SplitTiles(
            wkb,
            tiles[SCENE.name].tolist(),
            splits=tiles[SPLIT.name].tolist(),
            block_size=self._block_size,
        )

    @property
    def _block_size(self) -> float | None:
        """Metres that were chosen or given for blocks of one split."""
        return self.facts.get(BLOCK_SIZE) or self.facts["parameters"].get("SPLIT_BLOCK_SIZE")

    def total_counts(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Tiles by class of the dataset and of new tiles together."""
        before = {row["name"]: int(row["tiles"]) for row in self.facts.get("classes") or ()}
        layout = find_layout_of(self.facts)
        names = layout.order_classes([*before, *counts], list(before))
        return {name: before.get(name, 0) + counts.get(name, 0) for name in names}


def read_earlier(folder: Path, values: Values, keeps_scenes: bool = False) -> EarlierDataset:
    """Read the dataset in a folder.

    Args:
        folder: where it is.
        values: of the algorithm.
        keeps_scenes: whether scenes that it has are taken again.

    Raises:
        ExportError: there is none, it is damaged, or it is not of scenes.
    """
    layers = read_dataset_layers(folder, values.feedback.isCanceled)
    facts, tiles = layers.dataset.facts, layers.tiles
    check_is_of_tiles(folder, facts, len(tiles))
    scenes = EarlierScenes.of_dataset(folder, facts, tiles[TILE_ID.name].tolist())
    return EarlierDataset(folder, layers, Earlier(scenes, layers.crs, keeps_scenes))
