"""What the dock's pages say, as plain values."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from typing import Any

from ...algorithms.export.build_dataset import BuildDatasetAlgorithm
from ...core.grid.settings import GridSettings
from ...core.services.patience import Manners
from .file_parameters import file_parameters
from .plan_parameters import NO_CLOUDS, cloud_parameters, split_parameters
from .target_parameters import image_parameters, label_parameters, layout_parameters

# Where the dock starts otherwise than builddataset.
DOCK_DEFAULTS = {
    # A first look should not lose every tile that has a single cloudy pixel.
    "MAX_CLOUD": 10.0,
    # Its widget is a number; 0 stands for a size that is chosen.
    "SPLIT_BLOCK_SIZE": 0.0,
    # So does 0 for any number of tiles.
    "MAX_PER_CLASS": 0,
    # Where empty tiles are asked for by their share.
    "EMPTY_SHARE": 10.0,
}
# Said even at its default, as the tiles and their classes depend on it most.
_ALWAYS_SAID = {"TILE_SIZE", "MIN_COVERAGE", "MAX_CLOUD"}


@cache
def builddataset_defaults() -> dict:
    """What builddataset takes for each parameter that is not given; None where it has none."""
    algorithm = BuildDatasetAlgorithm()
    algorithm.initAlgorithm()
    return {d.name(): d.defaultValue() for d in algorithm.parameterDefinitions()}


def _number_or_none(value: float | None = None) -> float | None:
    return value if value is None else float(value)


def _parameter(name: str, kind: Callable = str) -> Any:
    """A field for a parameter of builddataset, with its default as this type."""

    def default() -> object:
        value = DOCK_DEFAULTS.get(name, builddataset_defaults()[name])
        return kind() if value is None else kind(value)

    return field(default_factory=default, metadata={"parameter": name})


@dataclass
class DockSettings:
    """One value a widget; layers by their id. Unset optional numbers are None."""

    raster: str = _parameter("RASTER")
    # Of several images; layers by their id, others by their path. Those of one are in ``raster``.
    scenes: list[str] = _parameter("SCENES", list)
    hidden_scenes: list[str] = field(default_factory=list)
    tile_size: float = _parameter("TILE_SIZE", float)
    units: str = _parameter("UNITS")
    overlap: int = _parameter("OVERLAP", int)
    edge: str = _parameter("EDGE")
    aoi: str = _parameter("AOI")
    min_valid: float = _parameter("MIN_VALID", float)
    meters_per_pixel: float | None = _parameter("METERS_PER_PIXEL", _number_or_none)
    max_requests: int = Manners.most
    nodata: float | None = _parameter("NODATA", _number_or_none)
    cloud_source: str = NO_CLOUDS
    cloud_layer: str = _parameter("CLOUDS")
    cloud_buffer: float = _parameter("CLOUD_BUFFER", float)
    cloud_mask: str = _parameter("CLOUD_MASK")
    cloud_band: int = _parameter("CLOUD_BAND", int)
    cloud_values: str = _parameter("CLOUD_VALUES")
    cloud_bits: str = _parameter("CLOUD_BITS")
    max_cloud: float = _parameter("MAX_CLOUD", float)
    labels: str = _parameter("LABELS")
    label_field: str = _parameter("LABEL_FIELD")
    label: str = _parameter("LABEL")
    label_raster: str = _parameter("LABEL_RASTER")
    label_band: int = _parameter("LABEL_BAND", int)
    class_map: str = _parameter("CLASS_MAP")
    class_order: str = _parameter("CLASS_ORDER")
    predicate: str = _parameter("PREDICATE")
    min_coverage: float = _parameter("MIN_COVERAGE", float)
    multi: bool = _parameter("MULTI", bool)
    other_label: str = _parameter("OTHER_LABEL")
    max_per_class: int = _parameter("MAX_PER_CLASS", int)
    split_method: str = _parameter("SPLIT_METHOD")
    share_train: float = _parameter("TRAIN", float)
    share_val: float = _parameter("VAL", float)
    share_test: float = _parameter("TEST", float)
    band_count: int = _parameter("SPLIT_BAND_COUNT", int)
    band_angle: float = _parameter("SPLIT_ANGLE", float)
    block_size: float = _parameter("SPLIT_BLOCK_SIZE", float)
    split_groups: str = _parameter("SPLIT_GROUPS")
    group_field: str = _parameter("SPLIT_GROUP_FIELD")
    split_buffer: float = _parameter("SPLIT_BUFFER", float)
    split_buffer_auto: bool = _parameter("SPLIT_BUFFER_AUTO", bool)
    split_stratify: bool = _parameter("SPLIT_STRATIFY", bool)
    allow_overlap: bool = _parameter("SPLIT_ALLOW_OVERLAP", bool)
    split_seed: int = _parameter("SPLIT_SEED", int)
    format: str = _parameter("FORMAT")
    bands: str = _parameter("BANDS")
    indices: str = _parameter("INDICES")
    band_meanings: str = _parameter("BAND_MEANINGS")
    reflectance: str = _parameter("REFLECTANCE")
    scaling: str = _parameter("SCALING")
    # Whether the dock chose it after the image, and may choose another with another image.
    scaling_is_proposed: bool = True
    scaling_per: str = _parameter("SCALING_PER")
    scale_min: str = _parameter("SCALE_MIN")
    scale_max: str = _parameter("SCALE_MAX")
    naming: str = _parameter("NAMING")
    quality: int = _parameter("QUALITY", int)
    compress: bool = _parameter("COMPRESS", bool)
    layout: str = _parameter("LAYOUT")
    objects: str = _parameter("OBJECTS")
    object_field: str = _parameter("OBJECT_FIELD")
    object_label: str = _parameter("OBJECT_LABEL")
    object_shape: str = _parameter("SHAPE")
    mask: str = _parameter("MASK")
    mask_field: str = _parameter("MASK_FIELD")
    mask_label: str = _parameter("MASK_LABEL")
    mask_class_map: str = _parameter("MASK_CLASS_MAP")
    empty_tiles: str = _parameter("EMPTY_TILES")
    empty_share: float = _parameter("EMPTY_SHARE", float)
    blacken: bool = _parameter("BLACKEN", bool)
    raster2: str = _parameter("RASTER2")
    pairs: str = _parameter("PAIRS")
    output: str = _parameter("OUTPUT")
    resume: bool = _parameter("RESUME", bool)
    overwrite: bool = _parameter("OVERWRITE", bool)
    append: bool = _parameter("APPEND", bool)

    def to_json(self) -> str:
        """All values as text."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> DockSettings:
        """Values from text; what is unknown or of another type is left at its default."""
        try:
            given = json.loads(text)
        except (TypeError, ValueError):
            given = {}
        settings = cls()
        if isinstance(given, dict):
            for each in fields(cls):
                value = given.get(each.name)
                if _is_like(value, getattr(settings, each.name), each.name):
                    setattr(settings, each.name, value)
        return settings

    def to_parameters(self, marks: str = "", edits: str = "", style: str = "") -> dict:
        """Parameters of builddataset; what is at its default or does not apply is left out.

        Args:
            marks: layer of the cloud marks made in the dock, empty when there are none.
            edits: layer of the labels corrected in the dock, empty when there are none.
            style: file with the image's style on the map, empty when it has to be the layer's own.
        """
        parameters = {
            **image_parameters(self),
            "TILE_SIZE": self.tile_size,
            "UNITS": self.units,
            "OVERLAP": self.overlap,
            "EDGE": self.edge,
            "MIN_VALID": self.min_valid,
            "NODATA": self.nodata,
            "AOI": self.aoi,
            "LABEL_EDITS": edits,
            "OTHER_LABEL": self.other_label.strip(),
            "CLASS_ORDER": self.class_order.strip(),
        }
        parameters.update(label_parameters(self))
        parameters.update(layout_parameters(self))
        parameters.update(cloud_parameters(self, marks))
        parameters.update(split_parameters(self))
        parameters.update(file_parameters(self, style))
        return {k: v for k, v in parameters.items() if not _goes_without_saying(k, v)}

    def grid_settings(self) -> GridSettings:
        """The grid that is asked for, as far as it tells where tiles lie."""
        return GridSettings(self.tile_size, units=self.units, overlap=self.overlap, edge=self.edge)


def _goes_without_saying(name: str, value: object) -> bool:
    is_default = name not in _ALWAYS_SAID and value == builddataset_defaults()[name]
    return value in (None, "", []) or is_default


def _is_like(value, default, name: str) -> bool:
    if name in ("nodata", "meters_per_pixel"):
        return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, type(default))


SCOPE = "Tilewright"
