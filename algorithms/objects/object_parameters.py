"""The parameters of objects, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...core.errors import ExportError
from ...core.layouts.layout import DatasetLayout
from ...core.message import Parameter, as_message, either
from ...core.objects.settings import DROP, SMALL_PIECES, ObjectSettings
from ...core.objects.tile_object import SHAPES
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..dialogs.definitions import class_field_parameter

OBJECTS = "OBJECTS"
OBJECT_FIELD = "OBJECT_FIELD"
OBJECT_LABEL = "OBJECT_LABEL"
OBJECT_ID_FIELD = "OBJECT_ID_FIELD"
OBJECT_BUFFER = "OBJECT_BUFFER"
BLACKEN = "BLACKEN"
_AUTO = "AUTO"


def add_object_parameters(alg: TilewrightAlgorithm) -> None:
    """Things that become boxes and outlines beside the images."""
    alg.begin_section("Objects")
    alg.add(
        QgsProcessingParameterFeatureSource(
            OBJECTS,
            tr("Objects to be found"),
            [QgsProcessing.SourceType.TypeVectorAnyGeometry],
            optional=True,
        ),
        "Polygons of single things, such as buildings or ships, or points and lines with a "
        "buffer. They are cut to each tile and written as the layout has them.",
    )
    alg.add(
        class_field_parameter(OBJECT_FIELD, tr("Field with the class of the objects"), OBJECTS),
        "The field of the objects that names the class.",
    )
    alg.add(
        QgsProcessingParameterString(OBJECT_LABEL, tr("Class of all objects"), optional=True),
        "The class of all objects when no field names it, for example building.",
    )
    alg.add(
        QgsProcessingParameterField(
            OBJECT_ID_FIELD,
            tr("Field that identifies the objects"),
            parentLayerParameterName=OBJECTS,
            optional=True,
        ),
        "Written beside each piece, so that pieces of one object on several tiles can be told. "
        "Empty: the feature ids.",
        advanced=True,
    )
    alg.add(
        double_parameter(OBJECT_BUFFER, "Buffer around the objects (m)", None, 0),
        "Points and lines become objects of so many metres to each side, on the ground. Polygons "
        "grow by as much.",
        advanced=True,
    )
    alg.add(
        enum_parameter("SHAPE", "Shape of the objects", (_AUTO, *SHAPES), _AUTO, is_optional=True),
        choices_help(
            "POLYGON writes outlines, BOX upright rectangles around what lies on the tile, "
            "ORIENTED_BOX rotated rectangles around the whole object. AUTO is what the layout is "
            "mostly used for.",
            (_AUTO, *SHAPES),
        ),
    )
    alg.add(
        double_parameter("MIN_VISIBLE", "Least visible share of an object (%)", None, 0, 100),
        "Pieces with less of their object's area are small. Empty: 0, or 70 for oriented boxes.",
        advanced=True,
    )
    alg.add(
        double_parameter(
            "MIN_OBJECT_PIXELS",
            "Least size of a piece (pixels)",
            ObjectSettings.min_pixels,
            0,
            is_optional=True,
        ),
        "Pieces of a smaller area in pixels are small and, unless this is 0, those in which the "
        "centre of no pixel lies.",
        advanced=True,
    )
    alg.add(
        enum_parameter("SMALL_PIECES", "Small pieces", SMALL_PIECES, DROP, is_optional=True),
        choices_help(
            "DROP leaves them out. IGNORE writes them marked as not to be counted, where the "
            "layout can.",
            SMALL_PIECES,
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            BLACKEN, tr("Blacken what is outside objects and classes"), False, optional=True
        ),
        "Pixels whose centre lies in no object, and those that are background in the mask, become "
        "FILL in the images. Statistics leave them out.",
        advanced=True,
    )


def read_object_settings(values: Values, layout: DatasetLayout) -> ObjectSettings | None:
    """What is asked for, or None without objects.

    Raises:
        ExportError: the layout has no place for it, or a setting of objects does nothing.
    """
    if not values.is_given(OBJECTS):
        for name in (OBJECT_FIELD, OBJECT_LABEL, OBJECT_ID_FIELD, OBJECT_BUFFER):
            if values.is_given(name):
                raise ExportError(
                    "{name} is given without {OBJECTS}; name the layer it is for.",
                    name=Parameter(name),
                )
        return None
    shapes = layout.takes.shapes
    asked = values.choice("SHAPE")
    if not shapes:
        raise ExportError(
            "{LAYOUT} {layout} has no place for {OBJECTS}; choose another layout.",
            layout=layout.name,
        )
    shape = shapes[0] if asked == _AUTO else asked
    if shape not in shapes:
        raise ExportError(
            "{LAYOUT} {layout} does not take {SHAPE} {shape}; choose {shapes}.",
            layout=layout.name,
            shape=shape,
            shapes=either(as_message(each) for each in shapes),
        )
    small = values.choice("SMALL_PIECES")
    if small != DROP and not layout.takes.keeps_small:
        raise ExportError(
            "{LAYOUT} {layout} cannot mark small pieces; choose {SMALL_PIECES=DROP}.",
            layout=layout.name,
        )
    least = values.optional_double("MIN_VISIBLE")
    if least is None:
        least = layout.least_visible(shape)
    return ObjectSettings(shape, least, values.double("MIN_OBJECT_PIXELS"), small)
