"""The choice of what happens when rasters of a list disagree about their bands."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition

from ...core.raster.compare import DIFFERENCES, REFUSE
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, enum_parameter

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
            "have none, or when their types, their bands or the order of these differ. REFUSE stops "
            "and names them. AS_TAGGED takes each as its file says, and bands by their places. "
            "AS_FIRST gives all the scale, offset and nodata value of the first besides.",
            DIFFERENCES,
        ),
        advanced=True,
    )


def read_differences(alg: TilewrightAlgorithm, parameters, context) -> str:
    """What the user has chosen."""
    return alg.parameterAsEnumString(parameters, PARAMETER, context) or REFUSE
