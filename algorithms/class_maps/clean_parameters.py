"""What is cleaned out of class rasters, shared by all that clean them."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...core.class_maps.clean import CleanedRaster, CleanRule, least_pixels
from ...core.class_maps.sieve import CONNECTEDNESS as WAYS
from ...core.errors import ParameterError
from ...core.geodesy.pixel_areas import PixelAreas
from ...core.message import Parameter, counted
from ...core.raster.info import RasterInfo
from ...core.run.batches import run_aside
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter, integer_parameter
from ..base.values import Values

MAJORITY = "MAJORITY"
MIN_AREA = "MIN_AREA"
AREA_UNIT = "AREA_UNIT"
CONNECTEDNESS = "CONNECTEDNESS"
HECTARES, PIXELS = "HECTARES", "PIXELS"
# Square metres of a unit; of pixels nobody knows.
_UNITS: Mapping[str, float] = {HECTARES: 10_000.0, "SQUARE_METRES": 1.0, PIXELS: math.nan}
_WIDEST = 99


def add_clean_parameters(alg: TilewrightAlgorithm, least_area: float, *, is_advanced: bool) -> None:
    """The majority window, the least area of a patch, and what a patch is.

    Args:
        alg: gets the parameters.
        least_area: the default of the least area.
        is_advanced: whether they are among the advanced ones.
    """
    ways = [str(way) for way in WAYS]
    window = integer_parameter(MAJORITY, "Side of the majority window (pixels)", 1, 1, _WIDEST)
    window.setFlags(window.flags() | window.Flag.FlagOptional)
    alg.add(
        window,
        "Each pixel takes the commonest class of the square around it, such as 3 by 3 pixels; it "
        "keeps its own where none is commoner. An odd number; 1 leaves all as it is.",
        advanced=is_advanced,
    )
    alg.add(
        double_parameter(
            MIN_AREA, "Least area of a patch", least_area, 0, decimals=4, is_optional=True
        ),
        "Patches of one class that are smaller take the class of their largest neighbour; those "
        "without a large enough neighbour stay. 0 keeps all.",
        advanced=is_advanced,
    )
    alg.add(
        enum_parameter(
            AREA_UNIT, "Unit of the least area", list(_UNITS), HECTARES, is_optional=True
        ),
        choices_help("What the least area is counted in.", list(_UNITS)),
        advanced=True,
    )
    alg.add(
        enum_parameter(CONNECTEDNESS, "Pixels of one patch share", ways, ways[0], is_optional=True),
        choices_help(
            "4: pixels of one patch share a side. 8: a corner is enough, which makes larger "
            "patches.",
            ways,
        ),
        advanced=True,
    )


def wants_cleaning(values: Values) -> bool:
    """Whether anything is to be cleaned."""
    return values.integer(MAJORITY) > 1 or values.double(MIN_AREA) > 0


def settings_of(values: Values) -> dict[str, object]:
    """What the result depends on; nothing where nothing is cleaned."""
    if not wants_cleaning(values):
        return {}
    return {
        "majority": values.integer(MAJORITY),
        "least_area": values.double(MIN_AREA),
        "area_unit": values.choice(AREA_UNIT),
        "connectedness": values.choice(CONNECTEDNESS),
    }


def check_cleaning(values: Values) -> None:
    """Refuse a window that has no middle.

    Raises:
        ParameterError: its side is even.
    """
    side = values.integer(MAJORITY)
    if side % 2 == 0:
        raise ParameterError(
            "{majority} is {side}, and a window with a pixel in its middle has an odd number of "
            "pixels along its side; choose {less} or {more}.",
            majority=Parameter(MAJORITY),
            side=side,
            less=side - 1,
            more=side + 1,
        )


def read_clean_rule(values: Values, info: RasterInfo) -> CleanRule:
    """What is cleaned out of a raster; the least area in pixels is told.

    Raises:
        ParameterError: metres are asked for and nobody knows them there.
    """
    least, unit = values.double(MIN_AREA), values.choice(AREA_UNIT)
    pixels = 1
    if least > 0:
        pixels = least_pixels(least, 1.0 if unit == PIXELS else _pixel_area(values, info, unit))
    if pixels > 1:
        values.info(
            "Patches of fewer than {count} pixels take the class of their largest neighbour.",
            count=pixels,
        )
    return CleanRule(values.integer(MAJORITY), pixels, int(values.choice(CONNECTEDNESS)))


def _pixel_area(values: Values, info: RasterInfo, unit: str) -> float:
    """A pixel in the middle of a raster, in a unit."""
    areas = run_aside(
        lambda: PixelAreas(info.transform, info.width, info.height, info.crs_wkt),
        values.feedback.isCanceled,
    )
    if not areas.is_known:
        raise ParameterError(
            "{raster} has no coordinate system, so that nobody knows its areas; assign one "
            "(right-click the layer, Layer CRS), or set {AREA_UNIT=PIXELS}.",
            raster=info.name,
        )
    middle = areas.in_middle
    if areas.constant is None:
        values.info(
            "Pixels of {raster} are not all of one size; in the middle a pixel is {area:.6g} m².",
            raster=info.name,
            area=middle,
        )
    return middle / _UNITS[unit]


def log_cleaned(values: Values, cleaned: CleanedRaster) -> None:
    """How much has another class than before."""
    total = max(1, sum(cleaned.counts.values()))
    values.info(
        counted(
            cleaned.changed,
            "Cleaned: {count} pixel ({percent:.2f} %) has another class than before.",
            "Cleaned: {count} pixels ({percent:.2f} %) have another class than before.",
            percent=100 * cleaned.changed / total,
        )
    )
