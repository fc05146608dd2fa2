"""What an export takes: tiles, rasters, masks and objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.classes.colors import Color
from ...core.cut.masks import MaskSource
from ...core.dataset.plan import DatasetPlan
from ...core.errors import ExportError
from ...core.export.export import ExportResult
from ...core.export.options import ExportOptions
from ...core.layouts import find_layout
from ...core.layouts.layout import DatasetLayout
from ...core.objects.cut_objects import ObjectSource
from ...core.raster.info import fits_type
from ...core.tiles.table import TileTable
from ..append.earlier_dataset import EarlierDataset
from ..base.describe_parameters import describe_parameters
from ..base.values import Values
from ..objects.class_order import read_class_order, warn_of_class_order
from ..objects.companion_rasters import has_target
from ..objects.mask_parameters import refuse_idle_mask, take_mask
from ..objects.object_parameters import BLACKEN, read_object_settings
from ..objects.read_masks import log_masks, read_mask
from ..objects.read_objects import log_objects, read_objects
from ..objects.target_fields import TargetFields
from ..scenes.ground import Ground
from ..scenes.taken import TakenRasters
from ..services.limit_tiles import TileLimit
from ..services.together import AskedServices
from .export_parameters import OUTPUT
from .read_options import read_export_options


class LabelInputs:
    """What stands beside the images, taken in the main thread and read in any.

    Args:
        values: of the algorithm.
        options: of the export.
        mask_classes: name of the parameter with the classes of the mask.
        has_own: whether masks are made of something else than a layer.

    Attributes:
        class_order: classes that are numbered first.
        masks: where masks come from, once they are read; or None.
        mask_colors: colours of their classes.
        objects: once they are read, or None.
        object_colors: colours of their classes.
        is_blackened: whether images show nothing besides.

    Raises:
        ExportError: the layout has no place for them, or needs others.
        LayerError: the order of the classes names one twice.
    """

    def __init__(
        self, values: Values, options: ExportOptions, mask_classes: str, has_own: bool = False
    ) -> None:
        self._options, self._mask_classes = options, mask_classes
        layout, self.class_order = find_layout(options.layout), read_class_order(values)
        self._mask_input, self._mask_names = take_mask(values), ""
        self._object_settings = read_object_settings(values, layout)
        self._has_mask = has_own or self._mask_input is not None
        self._refuse_unfit(layout, has_target(values))
        self.masks: MaskSource | None = None
        self.mask_colors: dict[str, Color] = {}
        self.objects: ObjectSource | None = None
        self.object_colors: dict[str, Color] = {}
        self.is_blackened = values.flag(BLACKEN)
        if self.is_blackened and not self._has_mask and self._object_settings is None:
            raise ExportError(
                "{BLACKEN} leaves objects and classes of the mask, and there are none; give "
                "{OBJECTS} or {MASK}, or leave it off."
            )

    def _refuse_unfit(self, layout: DatasetLayout, is_target_given: bool) -> None:
        takes, name = layout.takes, layout.name
        has_target = is_target_given and takes.has_targets
        if takes.needs_masks and not (self._has_mask or has_target):
            raise ExportError("{LAYOUT} {layout} needs masks; give {MASK}.", layout=name)
        if self._has_mask and not takes.has_masks:
            raise ExportError(
                "{LAYOUT} {layout} has no place for {MASK}; choose another layout.", layout=name
            )
        if takes.one_kind and self._has_mask and self._object_settings is not None:
            raise ExportError(
                "{LAYOUT} {layout} has a place for {MASK} or {OBJECTS}, and not for both; leave "
                "one out.",
                layout=name,
            )
        if takes.needs_objects and self._object_settings is None:
            raise ExportError("{LAYOUT} {layout} needs objects; give {OBJECTS}.", layout=name)
        if takes.formats and self._options.format not in takes.formats:
            raise ExportError(
                "{LAYOUT} {layout} does not take {FORMAT} {format}; choose one of {formats}.",
                layout=name,
                format=self._options.format,
                formats=", ".join(takes.formats),
            )

    def check_fill(self, dtype: str) -> None:
        """Refuse a fill that pixels which become black cannot hold.

        Raises:
            ExportError: they cannot.
        """
        fill = self._options.fill
        if self.is_blackened and not fits_type(fill, np.dtype(dtype)):
            raise ExportError(
                "{FILL} is {fill}, which pixels of the type {dtype} cannot hold; give another.",
                fill=fill,
                dtype=dtype,
            )

    def read(self, values: Values, grounds: Sequence[Ground]) -> dict:
        """Read the mask and the objects, if there are any; returns their fingerprints by name."""
        found = {"mask": self._read_mask(values, grounds)}
        if self._object_settings is not None:
            self.objects, self.object_colors, found["objects"] = read_objects(
                values, self._object_settings, grounds, self.class_order
            )
        return {name: facts for name, facts in found.items() if facts}

    def _read_mask(self, values: Values, grounds: Sequence[Ground]) -> dict:
        if self._mask_input is None:
            refuse_idle_mask(values)
            return {}
        if self._options.is_resampled and self._mask_input.raster is None:
            raise ExportError(
                "{MASK} polygons lie on the raster's pixels, and {RESAMPLING} makes others; turn "
                "them into a raster with Rasterize Labels, and give that as {MASK}."
            )
        if self._mask_input.raster is not None:
            self._mask_names = values.text(self._mask_classes)
        self.masks, self.mask_colors, fingerprint = read_mask(
            values, self._mask_input, grounds, self._mask_classes, self.class_order
        )
        return fingerprint

    def warn_of_order(self, plan: DatasetPlan, values: Values) -> None:
        """Say where the order of the classes does nothing; see warn_of_class_order."""
        found = [part for part in (self.masks, self.objects) if part is not None]
        beside = {name for part in found for name in part.names.values()}
        warn_of_class_order(self.class_order, plan, beside, values)

    def log(self, result: ExportResult, values: Values) -> None:
        """Say what of them is on the tiles."""
        if result.masks is not None:
            log_masks(result.masks, self._mask_classes, self._mask_names, values)
        if result.objects is not None:
            log_objects(result.objects, self._object_settings, values)

    def close(self) -> None:
        """Free what reading has opened."""
        if self.masks is not None:
            self.masks.close()
        if self.objects is not None:
            self.objects.close()


@dataclass(frozen=True)
class TilesToExport:
    """Tiles for an export.

    Attributes:
        tiles: with their outlines.
        crs: of the outlines.
        label_field: names their class, if anything does.
        split_field: names their split, if anything does.
        rejected: tiles that earlier steps rejected.
        sources: what they came from, for dataset.json.
        targets: columns of what else is told of them.
        block_size: metres that were chosen for blocks of one split, to be recorded.
    """

    tiles: TileTable
    crs: QgsCoordinateReferenceSystem
    label_field: str | None = None
    split_field: str | None = None
    rejected: TileTable | None = None
    sources: dict = field(default_factory=dict)
    targets: TargetFields = TargetFields()
    block_size: float | None = None


@dataclass(frozen=True)
class ExportInputs:
    """What an export takes from the parameters in the main thread.

    Attributes:
        rasters: what is cut.
        options: of the images.
        labels: what stands beside them.
        parameters: for dataset.json.
        origin: what else dataset.json says of where the pixels come from.
        services: those of the rasters that servers are asked for.
        limit: how many tiles are wanted, where it is said.
    """

    rasters: TakenRasters
    options: ExportOptions
    labels: LabelInputs
    parameters: dict
    origin: dict = field(default_factory=dict)
    services: AskedServices | None = None
    limit: TileLimit | None = None

    @classmethod
    def take(
        cls, values: Values, mask_classes: str, earlier: EarlierDataset | None
    ) -> ExportInputs:
        """Those of an algorithm whose pixels are those of rasters."""
        rasters = TakenRasters(values, earlier=earlier.scenes if earlier else None)
        services = rasters.services
        if services is not None and values.flag("RESUME"):
            services.find_answers(Path(values.text(OUTPUT)))
        options = read_export_options(values, services is not None)
        labels = LabelInputs(values, options, mask_classes)
        parameters, limit = describe_parameters(values), TileLimit(values)
        return cls(rasters, options, labels, parameters, {}, services, limit)
