"""The parameters of masks for tiles, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterString,
    QgsRasterLayer,
)

from ...core.classes.colors import Color
from ...core.errors import ExportError
from ...core.message import Parameter
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from ..base.words import tr
from ..dialogs.definitions import class_field_parameter
from ..inputs.class_names import read_class_names, read_code_colors, styled_layer
from ..rasters.source import RasterInput, input_of_layer

MASK = "MASK"
MASK_FIELD = "MASK_FIELD"
MASK_LABEL = "MASK_LABEL"
MASK_MIN_COVERAGE = "MASK_MIN_COVERAGE"


def add_mask_parameters(alg: TilewrightAlgorithm, class_map: str) -> None:
    """A class raster or polygons; ``class_map`` is the name of the parameter with class names."""
    alg.begin_section("Masks")
    alg.add(
        QgsProcessingParameterMapLayer(
            MASK,
            tr("Mask: class raster or polygons"),
            optional=True,
            types=[
                QgsProcessing.SourceType.TypeRaster,
                QgsProcessing.SourceType.TypeVectorPolygon,
            ],
        ),
        "Writes a mask of classes for each tile under masks/, of the same name: 8 bits, 0 "
        "background, 255 ignore (no value in the image or in the class raster, and pixels that "
        "polygons of different classes share). PNG for JPEG and PNG images, else as the images.",
    )
    alg.add(
        class_field_parameter(
            MASK_FIELD, tr("Field with the class of the mask"), MASK, "ground_truth"
        ),
        "The field of mask polygons that names the class. Empty: the field ground_truth, where the "
        "layer has one.",
    )
    alg.add(
        QgsProcessingParameterString(MASK_LABEL, tr("Class of all mask polygons"), optional=True),
        "The class of all mask polygons when no field names it, for example building.",
    )
    alg.add(
        QgsProcessingParameterString(class_map, tr("Classes of the mask"), optional=True),
        "Numbers and names of classes, for example 1=tree,2=shrub. Of polygons: the number that "
        "each class gets, and no others are used; empty: whole numbers keep theirs, other classes "
        "are numbered 1, 2, ... in the order of the class folders. Of a class raster: names for "
        "its values; values of one name become one class, whereupon all classes are numbered 1, 2, "
        "... in the order of their values, those that are named here first; a value without a "
        "name, as in 9=, is ignored. Ranges make classes of a raster of measurements, for example "
        "0-19=low,20-100=high; they are numbered in their order, and what lies in none is ignored.",
    )
    alg.add(
        double_parameter(MASK_MIN_COVERAGE, "Least coverage of a mask pixel (%)", 50, 0, 100),
        "Pixels of which the mask polygons cover less are background.",
        advanced=True,
    )


@dataclass(frozen=True)
class MaskInput:
    """What is taken of a mask in the main thread.

    Attributes:
        raster: when it is one, else None.
        names: that the raster has for its values.
        colors: in which the raster shows them.
    """

    raster: RasterInput | None
    names: dict[str, str] = field(default_factory=dict)
    colors: dict[str, Color] = field(default_factory=dict)


def take_mask(values: Values) -> MaskInput | None:
    """The mask, or None when there is none; only in the main thread."""
    if not values.is_given(MASK):
        return None
    layer = values.layer(MASK)
    if not isinstance(layer, QgsRasterLayer):
        return MaskInput(None)
    # A styled copy of the layer does not keep what was set for its nodata values.
    styled = styled_layer(layer, values.context)
    return MaskInput(
        input_of_layer(layer), read_class_names(styled, 1), read_code_colors(styled, 1)
    )


def refuse_idle_mask(values: Values) -> None:
    """Raise an ExportError for what says how a mask is read, when there is none."""
    for name in (MASK_FIELD, MASK_LABEL):
        if values.is_given(name):
            raise ExportError(
                "{name} is given without {MASK}; name the layer it is for.",
                name=Parameter(name),
            )
