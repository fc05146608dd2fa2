"""Names of the parameters that tell the truth and how it was sampled."""

from __future__ import annotations

REFERENCE = "REFERENCE"
REFERENCE_FIELD = "REFERENCE_FIELD"
REFERENCE_RASTER = "REFERENCE_RASTER"
REFERENCE_BAND = "REFERENCE_BAND"
STRATA = "STRATA"
STRATA_BAND = "STRATA_BAND"
