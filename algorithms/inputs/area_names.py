"""Names of the parameters of an area of interest."""

from __future__ import annotations

AOI = "AOI"
AOI_WKT = "AOI_WKT"
AOI_PREDICATE = "AOI_PREDICATE"
