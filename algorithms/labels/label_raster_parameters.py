"""Classes from a raster, shared by Join Labels, Label Proportions and Build Dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    QgsProcessingParameterBand,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.classes.renaming import ClassMap, parse_class_map
from ...core.message import counted, list_names
from ...core.raster.source import RasterSource
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_names import read_class_names, styled_layer
from ..rasters.source import RasterInput, input_of_layer, log_bands, raster_layer

LABEL_RASTER = "LABEL_RASTER"
BAND = "BAND"
LABEL_BAND = "LABEL_BAND"
CLASS_MAP = "CLASS_MAP"


@dataclass(frozen=True)
class LabelRaster:
    """A class raster as it is taken from a layer in the main thread."""

    raster: RasterInput
    band: int
    names: dict[str, str]

    def open(self, values: Values) -> RasterSource:
        """The band for the engine; what was decided about it is logged."""
        source = self.raster.open(str(self.band))
        log_bands([source.info], values)
        return source


def add_label_raster_parameters(alg: TilewrightAlgorithm, band: str = BAND) -> None:
    """A class raster, its band, and names of its codes."""
    alg.add(
        QgsProcessingParameterRasterLayer(LABEL_RASTER, tr("Class raster"), optional=True),
        "A raster of class codes instead of polygons, on any pixel grid and in any coordinate "
        "system. Names come from its style, its attribute table or its category names.",
    )
    alg.add(
        QgsProcessingParameterBand(
            band, tr("Band of the class raster"), 1, LABEL_RASTER, optional=True
        ),
        "The band with the codes.",
        advanced=True,
    )
    add_class_map_parameter(alg)


def add_class_map_parameter(alg: TilewrightAlgorithm) -> None:
    """New names for classes."""
    alg.add(
        QgsProcessingParameterString(CLASS_MAP, tr("Class names"), optional=True),
        "Names for codes or classes, for example 10=tree,20=shrub. Codes of one name become one "
        "class. A code without a name, as in 0=, is left out like nodata. Ranges make classes of "
        "measurements, decimals too, for example 0-19=low,20-100=high or -5--0.5=cold,80-inf=top. "
        "Both ends belong to a range; of two that share an end, the one that begins there has it. "
        "Numbers that lie in none are left out, once there is a range.",
    )


def read_label_raster(values: Values, band: str = BAND) -> LabelRaster | None:
    """The class raster, or None when there is none; only in the main thread."""
    if not values.is_given(LABEL_RASTER):
        return None
    layer = raster_layer(values, LABEL_RASTER)
    number = values.integer(band)
    # A styled copy of the layer does not keep what was set for its nodata values.
    names = read_class_names(styled_layer(layer, values.context), number)
    return LabelRaster(input_of_layer(layer), number, names)


def warn_of_unmatched_keys(values: Values, maps: Sequence[ClassMap]) -> None:
    """Name the codes and ranges that match nothing, by whichever of the maps of one run."""
    matched = set().union(*(each.matched for each in maps))
    keys = [key for key in (maps[0].keys if maps else []) if key not in matched]
    if keys:
        values.warn(
            counted(
                len(keys),
                "{CLASS_MAP} names {keys}, which matches nothing on the tiles.",
                "{CLASS_MAP} names {keys}, which match nothing on the tiles.",
                keys=list_names(keys),
            )
        )


def read_class_map(values: Values, raster: LabelRaster | None) -> ClassMap:
    """The names that the user gives, before those of the raster itself."""
    return parse_class_map(values.text(CLASS_MAP), raster.names if raster else None)
