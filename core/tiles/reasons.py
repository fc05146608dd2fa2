"""How the reasons why tiles are left out are told apart where colour belongs to the classes."""

from __future__ import annotations

NO_LABEL = "no label"
# Reasons begin with these words; each has its sign, whatever the others are.
_SIGNS = {
    "cloud mark": "cross",
    "too cloudy": "plus",
    "no cloud mask here": "two upright",
    "cut by the raster's edge": "level",
    "too few valid pixels": "falling",
    "outside the area": "upright",
    "not wholly inside the area": "upright",
    "centre outside the area": "upright",
    NO_LABEL: "rising",
    "too little coverage": "two level",
    "label taken away by hand": "diamond",
}
_OTHER = "cross"


def short_reason(reason: str) -> str:
    """A reason without what stands in parentheses, which differs from tile to tile."""
    return reason.partition(" (")[0]


def reason_sign(reason: str) -> str:
    """The sign of tiles that are left out for a reason."""
    return next((sign for start, sign in _SIGNS.items() if reason.startswith(start)), _OTHER)
