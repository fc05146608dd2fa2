"""What the dock's pages say, as plain values."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from ...core.export.options import ExportOptions
from ...core.formats import FORMATS
from ...core.split.request import METHODS, SplitRequest
from ...core.tiles.words import SPLITS

NO_CLOUDS = "none"
MARKS = "marks"
CLOUD_LAYER = "layer"
CLOUD_RASTER = "raster"
CLOUD_SOURCES = (NO_CLOUDS, MARKS, CLOUD_LAYER, CLOUD_RASTER)
NO_SPLIT = "NONE"
# What belongs to the open project; everything else is a preference of the user.
PROJECT_SETTINGS = (
    "raster",
    "aoi",
    "cloud_source",
    "cloud_layer",
    "cloud_mask",
    "cloud_band",
    "labels",
    "label_field",
    "label",
    "other_label",
    "split_groups",
    "group_field",
    "output",
    "bands",
    "nodata",
)


@dataclass
class DockSettings:
    """One value a widget; layers by their id. Unset optional numbers are None."""

    raster: str = ""
    tile_size: float = 256.0
    units: str = "PIXELS"
    overlap: int = 0
    edge: str = "DROP"
    aoi: str = ""
    min_valid: float = 0.0
    nodata: float | None = None
    cloud_source: str = NO_CLOUDS
    cloud_layer: str = ""
    cloud_buffer: float = 0.0
    cloud_mask: str = ""
    cloud_band: int = 1
    cloud_values: str = ""
    cloud_bits: str = ""
    max_cloud: float = 10.0
    labels: str = ""
    label_field: str = ""
    label: str = ""
    predicate: str = "INTERSECTS"
    min_coverage: float = 50.0
    other_label: str = ""
    split_method: str = NO_SPLIT
    share_train: float = SplitRequest.shares[0]
    share_val: float = SplitRequest.shares[1]
    share_test: float = SplitRequest.shares[2]
    band_count: int = SplitRequest.band_count
    band_angle: float = SplitRequest.angle
    block_size: float = SplitRequest.block_size or 0.0
    split_groups: str = ""
    group_field: str = ""
    split_buffer: float = SplitRequest.buffer
    split_buffer_auto: bool = SplitRequest.buffer_auto
    split_stratify: bool = True
    allow_overlap: bool = SplitRequest.allow_overlap
    split_seed: int = SplitRequest.seed
    format: str = ExportOptions.format
    bands: str = ""
    scaling: str = ExportOptions.scaling
    scale_min: str = ""
    scale_max: str = ""
    naming: str = ExportOptions.naming
    quality: int = ExportOptions.quality
    output: str = ""
    resume: bool = False
    overwrite: bool = False

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
            for field in fields(cls):
                value = given.get(field.name)
                if _is_like(value, getattr(settings, field.name), field.name):
                    setattr(settings, field.name, value)
        return settings

    def without_project(self) -> DockSettings:
        """The user's preferences alone."""
        values = asdict(self)
        for name in PROJECT_SETTINGS:
            values.pop(name)
        return DockSettings(**values)

    def to_parameters(self, marks: str = "", edits: str = "", style: str = "") -> dict:
        """Parameters of builddataset; what is at its default or does not apply is left out.

        Args:
            marks: layer of the cloud marks made in the dock, empty when there are none.
            edits: layer of the labels corrected in the dock, empty when there are none.
            style: file with the image's style on the map, empty when it has to be the layer's own.
        """
        parameters = {
            "RASTER": self.raster,
            "TILE_SIZE": self.tile_size,
            "UNITS": self.units,
            "OVERLAP": self.overlap,
            "EDGE": self.edge,
            "MIN_VALID": self.min_valid,
            "NODATA": self.nodata,
            "AOI": self.aoi,
            "LABEL_EDITS": edits,
            "OTHER_LABEL": self.other_label.strip(),
            "FORMAT": self.format,
            "BANDS": self.bands.strip(),
            "SCALING": self.scaling,
            "NAMING": self.naming,
            "OUTPUT": self.output,
            "RESUME": self.resume,
            "OVERWRITE": self.overwrite,
        }
        if self.format in FORMATS and FORMATS[self.format].has_quality:
            parameters["QUALITY"] = self.quality
        if self.scaling == "RANGE":
            parameters.update(SCALE_MIN=self.scale_min.strip(), SCALE_MAX=self.scale_max.strip())
        if self.scaling == "STYLE":
            parameters["STYLE_FILE"] = style
        if self.labels:
            parameters.update(LABELS=self.labels, PREDICATE=self.predicate)
            if self.predicate == "COVERAGE":
                parameters["MIN_COVERAGE"] = self.min_coverage
            if self.label_field:
                parameters["LABEL_FIELD"] = self.label_field
            else:
                parameters["LABEL"] = self.label.strip()
        parameters.update(self._cloud_parameters(marks))
        parameters.update(self._split_parameters())
        return {k: v for k, v in parameters.items() if v not in (None, "", _DEFAULTS.get(k))}

    def _cloud_parameters(self, marks: str) -> dict:
        if self.cloud_source == CLOUD_RASTER and self.cloud_mask:
            return {
                "CLOUD_MASK": self.cloud_mask,
                "CLOUD_BAND": self.cloud_band,
                "CLOUD_VALUES": self.cloud_values.strip(),
                "CLOUD_BITS": self.cloud_bits.strip(),
                "MAX_CLOUD": self.max_cloud,
            }
        layer = {MARKS: marks, CLOUD_LAYER: self.cloud_layer}.get(self.cloud_source, "")
        return {"CLOUDS": layer, "CLOUD_BUFFER": self.cloud_buffer} if layer else {}

    def _split_parameters(self) -> dict:
        method = METHODS.get(self.split_method)
        if method is None:
            return {}
        parameters = {
            "SPLIT_METHOD": self.split_method,
            "TRAIN": self.share_train,
            "VAL": self.share_val,
            "TEST": self.share_test,
            "SPLIT_BUFFER": self.split_buffer,
            "SPLIT_BUFFER_AUTO": self.split_buffer_auto,
            "SPLIT_STRATIFY": self.split_stratify,
            "SPLIT_ALLOW_OVERLAP": self.allow_overlap,
            "SPLIT_SEED": self.split_seed,
        }
        of_methods = {
            "BAND_COUNT": self.band_count,
            "ANGLE": self.band_angle,
            "BLOCK_SIZE": self.block_size or None,
        }
        parameters.update({f"SPLIT_{name}": of_methods[name] for name in method.parameters})
        if self.split_groups:
            parameters.update(SPLIT_GROUPS=self.split_groups, SPLIT_GROUP_FIELD=self.group_field)
        return parameters


# Defaults of builddataset, so that what is copied from the dock says only what matters.
_DEFAULTS = {
    "UNITS": "PIXELS",
    "OVERLAP": 0,
    "EDGE": "DROP",
    "MIN_VALID": 0,
    "PREDICATE": "INTERSECTS",
    "FORMAT": ExportOptions.format,
    "SCALING": ExportOptions.scaling,
    "NAMING": ExportOptions.naming,
    "QUALITY": ExportOptions.quality,
    "RESUME": False,
    "OVERWRITE": False,
    "CLOUD_BAND": 1,
    "CLOUD_BUFFER": 0,
    **{name.upper(): share for name, share in zip(SPLITS, SplitRequest.shares)},
    "SPLIT_BAND_COUNT": SplitRequest.band_count,
    "SPLIT_ANGLE": SplitRequest.angle,
    "SPLIT_BUFFER": SplitRequest.buffer,
    "SPLIT_BUFFER_AUTO": SplitRequest.buffer_auto,
    "SPLIT_STRATIFY": True,
    "SPLIT_ALLOW_OVERLAP": SplitRequest.allow_overlap,
    "SPLIT_SEED": SplitRequest.seed,
}


def _is_like(value, default, name: str) -> bool:
    if name == "nodata":
        return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    return isinstance(value, type(default))


SCOPE = "Tilewright"
