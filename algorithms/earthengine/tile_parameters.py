"""Parameters of the tiles: which, how large, and by whose sign-in."""

from __future__ import annotations

import re

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...core.earthengine.client import Connection
from ...core.earthengine.grids import TileSize, parse_pixels
from ...core.errors import ParameterError
from ...core.export.options import ExportOptions
from ...core.scaling.scaling import NONE, STYLE
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..export.export_parameters import METERS_PER_PIXEL, add_export_parameters

CRS, UTM, LONLAT = "CRS", "UTM", "LONLAT"
DRY_RUN = "DRY_RUN"
_RESAMPLINGS = ("NEAREST", "BILINEAR", "BICUBIC", "AVERAGE")
_ENDPOINTS = ("HIGH_VOLUME", "STANDARD")
_WORKERS = 16
# Ids have no spaces, which titles often have; those of organisations begin with their domain.
_PROJECT = re.compile(r"[\w.:-]{1,100}")
# What is about rasters, of which there is none here.
_OF_RASTERS = (
    *("BANDS", "RASTER2", "TARGET", "SCALING_PER", "STYLE_FILE", "RESAMPLING", "PIXELS"),
    *(METERS_PER_PIXEL, "WORKERS", "SCHEDULER", "MASK", "MASK_FIELD", "MASK_LABEL"),
    *("MASK_MIN_COVERAGE", "INDICES", "BAND_MEANINGS", "REFLECTANCE"),
)

_USUAL = {"FORMAT": "GTIFF", "SCALING": NONE}


def add_tile_parameters(alg: TilewrightAlgorithm) -> None:
    """The size of the images."""
    alg.add(
        double_parameter(METERS_PER_PIXEL, "Pixel size (m)", None, 0),
        "Ground size of a pixel. Empty, without a number of pixels: that of the source.",
    )
    alg.add(
        QgsProcessingParameterString("PIXELS", tr("Image size (pixels)"), optional=True),
        "Instead of a pixel size: width and height of the images, for example 100 or 100,80.",
    )
    alg.add(
        enum_parameter(CRS, "Coordinates of the pixels", (UTM, LONLAT), UTM, is_optional=True),
        choices_help(
            "UTM: metres of the UTM zone of each tile; pixels of a given size begin at multiples "
            "of it, so that neighbours share edges. LONLAT: degrees, fitted to each tile, which "
            "are the pixels that geetiles makes.",
            (UTM, LONLAT),
        ),
    )
    alg.add(
        enum_parameter("RESAMPLING", "Resampling", _RESAMPLINGS, "NEAREST", is_optional=True),
        choices_help(
            "How Earth Engine puts images on the tiles' pixels. AVERAGE is of all pixels that one "
            "covers.",
            _RESAMPLINGS,
        ),
        advanced=True,
    )


def add_image_parameters(alg: TilewrightAlgorithm) -> None:
    """Those of an export but for what is about rasters; values are kept unless told otherwise."""
    of_rasters = TilewrightAlgorithm()
    add_export_parameters(of_rasters, is_output_optional=True)
    for shared in of_rasters.parameterDefinitions():
        if shared.name() not in _OF_RASTERS:
            parameter = shared.clone()
            if shared.name() in _USUAL:
                parameter.setDefaultValue(_USUAL[shared.name()])
            alg.addParameter(parameter)


def add_sign_in_parameters(alg: TilewrightAlgorithm) -> None:
    """Who asks, and where."""
    alg.add(
        QgsProcessingParameterString("PROJECT", tr("Cloud project"), optional=True),
        "The Cloud project that requests count for. Empty: that of the sign-in.",
    )
    alg.add(
        QgsProcessingParameterFile("CREDENTIALS", tr("Key of a service account"), optional=True),
        "The JSON key of a service account. Empty: the sign-in of Earth Engine on this computer; "
        "Raster > Tilewright > Sign In to Earth Engine makes one.",
        advanced=True,
    )
    alg.add(
        enum_parameter("ENDPOINT", "Endpoint", _ENDPOINTS, _ENDPOINTS[0], is_optional=True),
        choices_help(
            "HIGH_VOLUME is for many small requests; STANDARD keeps results for longer, for "
            "composites that many tiles share.",
            _ENDPOINTS,
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString("URL", tr("Another server"), optional=True),
        "The address of a server that answers as Earth Engine does. The stored sign-in is not sent "
        "to it.",
        advanced=True,
    )
    alg.add(
        integer_parameter("WORKERS", "Requests at once", _WORKERS, 1, 40),
        "Earth Engine allows a project 40 at once.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(
            DRY_RUN, tr("Dry run: count, write nothing"), False, optional=True
        ),
        "Only counts tiles and requests, and estimates the size on disk.",
        advanced=True,
    )


def read_connection(values: Values) -> Connection:
    """Who asks, and where.

    Raises:
        ParameterError: the project is not what can be the id of one.
    """
    project = values.text("PROJECT").strip()
    if project and not _PROJECT.fullmatch(project):
        raise ParameterError(
            "{PROJECT} is {project!r}; write the id of a Cloud project, for example "
            "my-project-123456, and not its title.",
            project=project,
        )
    return Connection(
        project,
        values.file("CREDENTIALS"),
        values.choice("ENDPOINT") == _ENDPOINTS[0],
        values.text("URL").strip(),
    )


def read_size(values: Values) -> TileSize:
    """How large images are; neither, where the source decides.

    Raises:
        ParameterError: both a size and a number are given.
    """
    metres, pixels = values.optional_double(METERS_PER_PIXEL), parse_pixels(values.text("PIXELS"))
    if metres is not None and pixels is not None:
        raise ParameterError(
            "{PIXELS} and {METERS_PER_PIXEL} exclude each other; give one of them."
        )
    if metres is not None and not metres > 0:
        raise ParameterError(
            "{METERS_PER_PIXEL} is {metres:g}; it must be more than 0.", metres=metres
        )
    return TileSize(pixels, metres)


def read_options(values: Values) -> ExportOptions:
    """What the parameters say of the images.

    Raises:
        ExportError: see ExportOptions.
        ParameterError: the scaling is that of a layer.
    """
    if values.choice("SCALING") == STYLE:
        raise ParameterError(
            "{SCALING} STYLE draws a layer as you see it, and there is none here; choose another."
        )
    return ExportOptions(
        format=values.choice("FORMAT"),
        scaling=values.choice("SCALING"),
        scale_min=values.text("SCALE_MIN").strip(),
        scale_max=values.text("SCALE_MAX").strip(),
        fill=values.integer("FILL"),
        quality=values.integer("QUALITY"),
        compress=values.flag("COMPRESS"),
        naming=values.choice("NAMING"),
        # Each tile has a pixel grid of its own; how it is filled is told to Earth Engine.
        resampling="NEAREST",
        workers=values.integer("WORKERS"),
        layout=values.choice("LAYOUT"),
    )
