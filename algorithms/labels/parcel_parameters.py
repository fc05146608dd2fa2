"""The parameters of labelled polygons that become pixels."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from ...core.classes.numbers import read_class_map
from ...core.errors import LayerError
from ...core.message import Parameter
from ...core.polygons.parcels import (
    GREATEST_ID,
    GROUND_TRUTH,
    VALUE_KINDS,
    YEAR,
    Parcels,
    ParcelValues,
    choose_values,
    find_odd_identifier,
    number_parcels,
)
from ...core.polygons.rasterize import check_min_coverage
from ...core.polygons.store import PolygonStore
from ...core.resampling.grid import TargetGrid
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import (
    choices_help,
    choose_field,
    double_parameter,
    enum_parameter,
    field_names,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import read_class_colors
from ..inputs.parcels import ParcelFields, read_parcels
from ..inputs.place import TilesPlace
from ..inputs.warn_of_class_names import warn_of_absent_classes, warn_of_unnamed_classes
from .parcel_filters import add_parcel_filters, are_large

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
ID_FIELD = "ID_FIELD"
YEAR_PARAMETER = "YEAR"
YEAR_FIELD = "YEAR_FIELD"
LABEL_TYPE = "LABEL_TYPE"
CLASS_MAP = "CLASS_MAP"
BACKGROUND = "BACKGROUND"
MIN_COVERAGE = "MIN_COVERAGE"


@dataclass(frozen=True)
class ParcelNames:
    """Names of the parameters of one layer of polygons."""

    layer: str = LABELS
    label: str = LABEL_FIELD
    name: str = ID_FIELD
    split: str = ""


_LABEL_NAMES = ParcelNames()


def add_parcel_parameters(alg: TilewrightAlgorithm, optional: bool = False) -> None:
    """Where polygons come from, and what each stands for."""
    name = LABELS
    alg.add(
        QgsProcessingParameterFeatureSource(
            name, tr("Label polygons"), [QgsProcessing.SourceType.TypeVector], optional=optional
        ),
        "Polygons, in any coordinate system; invalid ones are repaired. A table without shapes, "
        "such as a CSV file, is read too when it has the columns geometry (well-known text), crs, "
        "ground_truth and year.",
    )
    for parameter, text, help_text in (
        (
            LABEL_FIELD,
            "Field with the class or measurement",
            "What each polygon is. Empty: the field ground_truth. Polygons where it is NULL are "
            "skipped.",
        ),
        (
            ID_FIELD,
            "Field with the parcel's identifier",
            "Whole numbers from 1 to 4294967295 are kept when all identifiers are such; else, and "
            "without a field, the polygons are numbered 1, 2, ... in the order of the layer.",
        ),
    ):
        alg.add(
            QgsProcessingParameterField(
                parameter, tr(text), parentLayerParameterName=name, optional=True
            ),
            help_text,
        )
    alg.add(
        integer_parameter(YEAR_PARAMETER, "Year"),
        "Use the polygons of this year only. Empty: all.",
    )
    alg.add(
        QgsProcessingParameterField(
            YEAR_FIELD, tr("Field with the year"), parentLayerParameterName=name, optional=True
        ),
        "The field that YEAR is compared with: a year, or a date. Empty: the field year.",
        advanced=True,
    )
    _add_value_parameters(alg)


def _add_value_parameters(alg: TilewrightAlgorithm) -> None:
    """What becomes of the classes and measurements."""
    alg.add(
        QgsProcessingParameterString(CLASS_MAP, tr("Numbers of classes"), optional=True),
        "Which number each class gets, for example 10=tree,20=shrub, or the path of a legend that "
        "was written earlier (.csv). Several classes may share a number; classes that it does not "
        "name are left out. Empty: classes that are whole numbers keep them, others are numbered "
        "1, 2, ... in the order of their names as folders of a dataset.",
    )
    alg.add(
        enum_parameter(LABEL_TYPE, "The field holds", VALUE_KINDS, "AUTO"),
        choices_help(
            "CLASSES are numbered. MEASURED numbers (yields, heights) become a raster of decimals. "
            "AUTO takes a field with decimals for measured.",
            VALUE_KINDS,
        ),
        advanced=True,
    )
    alg.add(
        double_parameter(BACKGROUND, "Value without polygon", 0, decimals=6),
        "Value of pixels that no polygon covers. Among measured values 0 stands for NaN.",
        advanced=True,
    )
    alg.add(
        double_parameter(MIN_COVERAGE, "Least coverage of a pixel (%)", 50, 0, 100),
        "Pixels of which the polygons cover less are background. 0 takes every pixel that a "
        "polygon covers partly or fully, as DeepSatData does (Tarasiou and Zafeiriou, 2021); 100 "
        "takes pixels that are covered fully.",
        advanced=True,
    )
    add_parcel_filters(alg)


@dataclass(frozen=True)
class ParcelRequest:
    """Polygons and how they become pixels, as the parameters say."""

    parcels: Parcels
    values: ParcelValues
    min_share: float
    source_name: str = field(default="")


def read_parcel_request(
    values: Values, grid: TargetGrid, place: TilesPlace, names: ParcelNames = _LABEL_NAMES
) -> ParcelRequest | None:
    """Read the polygons onto a grid that lies at a place; None when no layer was given.

    Who asks closes the store.
    """
    source = values.optional_source(names.layer)
    if source is None:
        return None
    fields = _fields(values, source, names)
    class_map = read_class_map(values.text(CLASS_MAP))
    min_share = check_min_coverage(values.double(MIN_COVERAGE))
    with ExitStack() as stack:
        store = stack.enter_context(closing(PolygonStore(grid.transform, grid.height)))
        parcels = read_parcels(values, source, fields, store, place)
        mapped = choose_values(
            parcels.values, values.choice(LABEL_TYPE), values.double(BACKGROUND), class_map
        )
        mapped = mapped.with_colors(read_class_colors(source, fields.label))
        warn_of_unnamed_classes(values, mapped, CLASS_MAP)
        warn_of_absent_classes(values, class_map, parcels.values, CLASS_MAP)
        mapped = replace(mapped, used=mapped.used & are_large(values, store, grid, place))
        store.finish(mapped.used)
        # From here on it is the request whose store is closed.
        stack.pop_all()
    return ParcelRequest(parcels, mapped, min_share, source.sourceName())


def _fields(values: Values, source: FeatureSource, parameter_names: ParcelNames) -> ParcelFields:
    def chosen(name: str, usual: str | None) -> str | None:
        text = values.text(name) if name else ""
        return choose_field(source, name, text, usual)

    label = chosen(parameter_names.label, GROUND_TRUTH)
    if label is None:
        raise LayerError(
            "Say what the polygons of {sourcename} are: name a field with {label}; it has "
            "{field_names}.",
            sourcename=source.sourceName(),
            label=Parameter(parameter_names.label),
            field_names=field_names(source),
        )
    year = values.optional_integer(YEAR_PARAMETER)
    year_field = chosen(YEAR_FIELD, YEAR)
    if year is not None and year_field is None:
        raise LayerError(
            "{YEAR} is {year}, but nothing says of which year the polygons of {sourcename} are; "
            "name a field with {YEAR_FIELD}; it has {field_names}.",
            year=year,
            sourcename=source.sourceName(),
            field_names=field_names(source),
        )
    return ParcelFields(
        label,
        chosen(parameter_names.name, None),
        year_field if year is not None else None,
        year,
        chosen(parameter_names.split, None),
    )


def number_request(values: Values, request: ParcelRequest) -> np.ndarray:
    """A number for each polygon; see number_parcels."""
    names = request.parcels.names
    odd = find_odd_identifier(names)
    if odd is not None:
        values.warn(
            "The identifier {identifier} is not a whole number from 1 to {greatest}, so none "
            "is kept: all polygons are numbered 1, 2, ... instead.",
            identifier=odd,
            greatest=GREATEST_ID,
        )
    return number_parcels(names, len(request.parcels))[0]
