"""The parameters that say which image of Earth Engine is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qgis.core import (
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.earthengine.client import EarthEngine
from ...core.earthengine.given import (
    check_asset_id,
    image_of_asset,
    image_of_code,
    image_of_expression,
    read_expression,
)
from ...core.earthengine.query import COMPOSITES, FIRST, EarthImage, Query
from ...core.earthengine.sources import SOURCES, check_query, make_image
from ...core.errors import ParameterError
from ...core.message import Parameter, list_names
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter
from ..base.values import Values
from ..base.words import tr

ASSET, EXPRESSION, LAYER, CODE = "ASSET", "EXPRESSION", "LAYER", "CODE"
MASK_SOURCE = "MASK_SOURCE"
_USUAL = next(iter(SOURCES))
_BY_SOURCE = "SOURCE'S"
# What a layer of the Earth Engine plugin keeps its expression in.
_PROPERTY = "ee-object"


def add_source_parameters(alg: TilewrightAlgorithm) -> None:
    """A source by name, or one that is given; its days, clouds and bands."""
    alg.add(
        enum_parameter(
            "SOURCE",
            "Source",
            list(SOURCES),
            _USUAL,
            titles={name: f"{source.summary} ({name})" for name, source in SOURCES.items()},
            is_optional=True,
        ),
        choices_help(
            " ".join(f"{name}: {source.summary}." for name, source in SOURCES.items()),
            list(SOURCES),
        ),
    )
    _add_query_parameters(alg)
    alg.add(
        QgsProcessingParameterString(ASSET, tr("Asset"), optional=True),
        "Instead of a source: the id of an image or a collection, for example ESA/WorldCover/v200.",
    )
    alg.add(
        QgsProcessingParameterString(MASK_SOURCE, tr("Source of masks"), optional=True),
        "Writes a mask of classes for each tile on the very same pixels: the name of a source of "
        "classes, such as worldcover, or the id of an asset, whose first band is taken and whose "
        "values CLASS_MAP names.",
    )
    alg.add(
        QgsProcessingParameterString(EXPRESSION, tr("Expression"), optional=True, multiLine=True),
        "Instead of a source: an image or a collection as JSON, as image.serialize() of Earth "
        "Engine's Python client writes it, or a file that holds it.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterRasterLayer(
            LAYER, tr("Layer of the Earth Engine plugin"), optional=True
        ),
        "Instead of a source: a layer that the Google Earth Engine plugin has added; its image is "
        "computed anew, and not its picture on the map.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterFile(CODE, tr("Python code"), optional=True, extension="py"),
        "Instead of a source: a Python file with a function get_ee_image(), or with a class "
        "DatasetDefinition as geetiles takes it. The file runs with all your rights, so name only "
        "files that you have read and trust; no dataset makes one run.",
        advanced=True,
    )


def _add_query_parameters(alg: TilewrightAlgorithm) -> None:
    kind = QgsProcessingParameterDateTime.Type.Date
    alg.add(
        QgsProcessingParameterDateTime("START", tr("First day"), kind, optional=True),
        "Images before it take no part, for example 2024-06-01.",
    )
    alg.add(
        QgsProcessingParameterDateTime("END", tr("Last day"), kind, optional=True),
        "Images after it take no part; those of the day itself do.",
    )
    alg.add(
        enum_parameter(
            "COMPOSITE",
            "How images become one",
            [_BY_SOURCE, *COMPOSITES],
            _BY_SOURCE,
            is_optional=True,
        ),
        choices_help(
            "MEDIAN and MEAN of each pixel's values. FIRST has the earliest image on top. BEST has "
            "the newest on top, and of Sentinel-2 the clearest pixel. SOURCE'S is MEDIAN, but "
            "MEAN of treecover and BEST of embeddings.",
            [_BY_SOURCE, *COMPOSITES],
        ),
    )
    alg.add(
        double_parameter("MAX_CLOUD", "Largest cloud cover (%)", None, 0, 100),
        "Cloudier images of Sentinel-2 take no part; empty: 60. Of the others, pixels that Cloud "
        "Score+ does not call clear take no part either.",
    )
    alg.add(
        QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
        "Names of bands in the order they are written, for example B4,B3,B2. Empty: all.",
    )


@dataclass(frozen=True)
class ImageChoice:
    """Which image is asked for, as the parameters say it.

    Attributes:
        name: for people.
        make: gives the image, once the client is connected.
        is_one_asset: whether it is an asset as it is, which GDAL can read, too.
        asset: its id.
        bands: names of those that are asked for.
        query: days, clouds, composite and bands.
    """

    name: str
    make: Callable[[EarthEngine], EarthImage]
    asset: str = ""
    query: Query = Query()

    @property
    def is_plain_asset(self) -> bool:
        """Whether it is an asset of which neither days nor a composite are asked for."""
        return bool(self.asset) and replace(self.query, bands=()) == Query()


def read_query(values: Values) -> Query:
    """Days, clouds, composite and bands.

    Raises:
        ParameterError: the days are the wrong way round.
    """
    composite = values.choice("COMPOSITE")
    bands = [band.strip() for band in values.text("BANDS").replace(";", ",").split(",")]
    return Query(
        values.optional_date("START"),
        values.optional_date("END"),
        "" if composite == _BY_SOURCE else composite,
        values.optional_double("MAX_CLOUD"),
        tuple(band for band in bands if band),
    )


def read_image_choice(values: Values) -> ImageChoice:
    """What is asked for; in the main thread, as a layer may say it.

    Raises:
        ParameterError: several are given, or one that cannot be used.
    """
    given = [name for name in (ASSET, EXPRESSION, LAYER, CODE) if values.is_given(name)]
    if len(given) > 1:
        raise ParameterError(
            "{first} and {second} both say which image is meant; give one of them.",
            first=Parameter(given[0]),
            second=Parameter(given[1]),
        )
    query = read_query(values)
    if not given:
        name = values.choice("SOURCE")
        check_query(name, query)
        return ImageChoice(name, lambda client: make_image(client.ee, name, query), query=query)
    (kind,) = given
    if kind == ASSET:
        asset = check_asset_id(values.text(ASSET))
        return ImageChoice(asset, lambda client: image_of_asset(client, asset, query), asset, query)
    if kind == CODE:
        path = values.file(CODE)
        return ImageChoice(path, lambda client: image_of_code(client, path, query), query=query)
    name = "expression"
    if kind == LAYER:
        name, text = _layer_expression(values)
    else:
        text = values.text(EXPRESSION)
    expression = read_expression(text)
    return ImageChoice(
        name,
        lambda client: image_of_expression(client, expression, query, name, kind),
        query=query,
    )


def _layer_expression(values: Values) -> tuple[str, str]:
    layer = values.raster_layer(LAYER)
    text = "" if layer is None else layer.customProperty(_PROPERTY) or ""
    if not text:
        raise ParameterError(
            "{LAYER} is not a layer that the Google Earth Engine plugin has added; choose one, or "
            "give {SOURCE} or {ASSET}."
        )
    return layer.name(), str(text)


def read_mask_choice(values: Values) -> ImageChoice | None:
    """What masks are made of, if they are.

    Raises:
        ParameterError: a source that has no classes.
    """
    name = values.text(MASK_SOURCE).strip()
    if not name:
        return None
    query = read_query(values)
    if name not in SOURCES:
        if "/" not in name:
            raise ParameterError(
                "{MASK_SOURCE} is {name}; give one of {sources}, or the id of an asset.",
                name=name,
                sources=list_names([name for name, source in SOURCES.items() if source.classes]),
            )
        # Classes cannot be averaged.
        plain = Query(query.start, query.end, FIRST)
        return ImageChoice(name, lambda client: image_of_asset(client, name, plain, True), name)
    source = SOURCES[name]
    if not source.classes:
        raise ParameterError(
            "{MASK_SOURCE} {name} has no classes; give one of {sources}.",
            name=name,
            sources=list_names([name for name, source in SOURCES.items() if source.classes]),
        )
    plain = Query(query.start, query.end) if source.is_dated else Query()
    check_query(name, plain)
    return ImageChoice(name, lambda client: make_image(client.ee, name, plain))
