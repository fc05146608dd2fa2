"""The parameters of a search: where, and what for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...core.catalog.criteria import Criteria
from ...core.catalog.presets import EARTH_SEARCH, PRESETS, Preset, find_preset
from ...core.catalog.read_item import normal_tile
from ...core.errors import ParameterError
from ...core.files.paths import clean_path
from ...core.geometry.repair import parse_wkb
from ...core.message import Message
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import add_country_parameter, area_source, refuse_two_areas
from ..inputs.layer_transform import LayerTransform
from ..inputs.shapes import read_area
from .connections import stac_connections

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DEGREES = "EPSG:4326"
_NAMES = [preset.name for preset in PRESETS]


def add_catalog_parameters(alg: TilewrightAlgorithm) -> None:
    """Which catalogue, and how to sign in there."""
    alg.add(
        enum_parameter("CATALOG", "Catalogue", _NAMES, EARTH_SEARCH),
        choices_help(
            "A public catalogue: Earth Search by Element 84 and the Planetary Computer have "
            "Sentinel-2, Landsat and more as files that are read in part; the Copernicus Data "
            "Space has all products of Sentinel, whose files need an account.",
            _NAMES,
        ),
    )
    url = QgsProcessingParameterString("URL", tr("Other catalogue"), optional=True)
    hints = [connection.name for connection in stac_connections()]
    url.setMetadata({"widget_wrapper": {"value_hints": hints}})
    alg.add(
        url,
        "In place of CATALOG: the address of a STAC API or of a static catalogue, the path of one "
        "on a disk (catalog.json), or the name of a STAC connection of QGIS's browser. No other "
        "server is asked than that of the address.",
    )
    alg.add(
        QgsProcessingParameterAuthConfig("AUTHCFG", tr("Authentication"), optional=True),
        "A configuration of QGIS's authentication manager, with which the catalogue is asked. "
        "Empty: none, or that of the connection.",
        advanced=True,
    )


def add_criteria_parameters(alg: TilewrightAlgorithm, most: int) -> None:
    """What items must be."""
    alg.add(
        QgsProcessingParameterString(
            "COLLECTION", tr("Collections"), "sentinel-2-l2a", False, True
        ),
        "The ids of the collections to search, separated by commas. Empty: all.",
    )
    alg.add(
        QgsProcessingParameterFeatureSource(
            "AOI",
            tr("Area of interest"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        ),
        "Polygons, in any coordinate system, that footprints must touch.",
    )
    add_country_parameter(alg, False)
    alg.add(
        QgsProcessingParameterExtent("EXTENT", tr("Extent"), optional=True),
        "In place of AOI: a rectangle that footprints must touch.",
    )
    kind = QgsProcessingParameterDateTime.Type.Date
    for name, title, help_text in (
        ("START", "First day", "Images before it are left out, for example 2021-03-01."),
        ("END", "Last day", "Images after it are left out."),
    ):
        alg.add(QgsProcessingParameterDateTime(name, tr(title), kind, optional=True), help_text)
    alg.add(
        double_parameter("MAX_CLOUD", "Largest cloud cover (%)", None, 0, 100),
        "Cloudier images are left out, and those whose cloud cover is not told. Empty: all.",
    )
    alg.add(
        QgsProcessingParameterString("TILE", tr("Tiles of Sentinel-2"), optional=True),
        "Names of tiles (MGRS), separated by commas, for example 31UFT. Empty: all.",
    )
    alg.add(
        QgsProcessingParameterString("LEVEL", tr("Level"), optional=True),
        "The level of processing, for example L2A. Empty: all.",
        advanced=True,
    )
    alg.add(
        integer_parameter("MAX_ITEMS", "Most images", most, 1),
        "The search ends when it has found so many.",
        advanced=True,
    )


def read_catalog(values: Values) -> tuple[Preset, str]:
    """The catalogue that is asked, and the authentication configuration for it.

    Raises:
        ParameterError: URL is neither an address, nor a file, nor the name of a connection.
    """
    text, authcfg = values.text("URL").strip(), values.text("AUTHCFG")
    connections = {connection.name: connection for connection in stac_connections()}
    if text in connections:
        own = connections[text]
        return find_preset("", own.url), authcfg or own.authcfg
    if not text:
        return find_preset(values.choice("CATALOG"), ""), authcfg
    if text.lower().startswith(("http://", "https://")):
        return find_preset("", text), authcfg
    path = clean_path(text, str(Path.cwd()))
    if os.path.isdir(path):
        path = str(Path(path) / "catalog.json")
    if not os.path.isfile(path):
        raise ParameterError(
            "{URL} is {text}, which is neither an address with http or https, nor a file, nor the "
            "name of a STAC connection of QGIS.",
            text=text,
        )
    return Preset("", url=os.path.abspath(path)), ""


def read_criteria(values: Values) -> Criteria:
    """What items must be.

    Raises:
        ParameterError: a tile that has no such name.
        GridError: the area is given twice.
        RasterError: a date that is none.
    """
    criteria = Criteria(
        tuple(_parts(values.text("COLLECTION"))),
        None,
        values.day("START"),
        values.day("END"),
        values.optional_double("MAX_CLOUD"),
        tuple(_read_tile(part) for part in _parts(values.text("TILE"))),
        values.text("LEVEL").strip(),
        values.integer("MAX_ITEMS"),
    )
    criteria.check()
    return replace(criteria, area=_read_area(values))


def read_assets_wanted(values: Values) -> tuple[str, ...]:
    """The assets that ASSETS names."""
    return tuple(_parts(values.text("ASSETS")))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]


def _read_tile(text: str) -> str:
    tile = normal_tile(text)
    if not tile:
        raise ParameterError(
            "{TILE} names {text}, which is no tile of Sentinel-2; write for example 31UFT.",
            text=text,
        )
    return tile


def _read_area(values: Values) -> BaseGeometry | None:
    """The area in longitude and latitude."""
    crs = QgsCoordinateReferenceSystem(_DEGREES)
    refuse_two_areas(values, "EXTENT")
    source = area_source(values)
    if source is not None:
        role = Message("the area of interest")
        transforms = values.context.transformContext()
        transform = LayerTransform(
            source.sourceCrs(), crs, transforms, role, Message("longitude and latitude")
        )
        return read_area(values, source, transform)
    if not values.is_given("EXTENT"):
        return None
    outline = values.alg.parameterAsExtentGeometry(
        values.parameters, values.name("EXTENT"), values.context, crs
    )
    shape = parse_wkb(bytes(outline.asWkb())) if not outline.isEmpty() else None
    if shape is None or not shape.area > 0:
        raise ParameterError("{EXTENT} has no area; choose another.")
    return shape if shape.is_valid else shape.buffer(0)
