"""The choice of what happens when rasters of a list disagree about their bands."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingParameterDefinition

from ...core.errors import RasterError
from ...core.imagery.deliveries import find_offset_difference
from ...core.raster.compare import AS_TAGGED, DIFFERENCES, REFUSE
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values

PARAMETER = "DIFFERENCES"


def add_differences_parameter(alg: TilewrightAlgorithm) -> None:
    """Refuse, or take each as it says, or all as the first."""
    parameter = enum_parameter(PARAMETER, "When rasters disagree", DIFFERENCES, REFUSE)
    # Models that were saved before it was there have no value for it.
    parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagOptional)
    alg.add(
        parameter,
        choices_help(
            "What happens when some rasters have a scale, an offset or a nodata value and others "
            "have none, or when their types, their bands, the order of these or their levels of "
            "processing differ. REFUSE stops and names them. AS_TAGGED takes each as its file "
            "says, and bands by their places. AS_FIRST gives all the scale, offset and nodata "
            "value of the first besides.",
            DIFFERENCES,
        ),
        advanced=True,
    )


def read_differences(values: Values) -> str:
    """What the user has chosen."""
    return values.choice(PARAMETER) or REFUSE


def settle_offsets(
    paths: Sequence[str], choice: str, values: Values, remedy: str = "Load Sentinel-2 Product"
) -> None:
    """Refuse files of Sentinel-2 products whose numbers need different offsets.

    Args:
        paths: of the rasters.
        choice: what the user has chosen; all but REFUSE take the numbers as they are, and warn.
        values: for the warning.
        remedy: what reads the products with their offsets.

    Raises:
        RasterError: names two products.
    """
    difference = find_offset_difference(paths)
    if difference and choice == REFUSE:
        raise RasterError(
            "{difference}; read the products by {remedy}, or set {DIFFERENCES}={as_tagged} to "
            "mix them as they are.",
            difference=difference,
            remedy=remedy,
            as_tagged=AS_TAGGED,
        )
    if difference:
        values.warn("{difference}; they are mixed as they are.", difference=difference)
