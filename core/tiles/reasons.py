"""Why tiles and images are left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..message import Message, as_message


@dataclass(frozen=True)
class ReasonKind:
    """What reasons have in common that differ only in their details.

    Attributes:
        title: the reason without its detail.
        sign: how such tiles are drawn, as colour belongs to the classes; ui and algorithms have a
            hatch for each sign.
    """

    title: Message
    sign: str = "cross"


CLOUD_MARK = ReasonKind(Message("cloud mark"))
TOO_CLOUDY = ReasonKind(Message("too cloudy"), "plus")
NO_CLOUD_MASK = ReasonKind(Message("no cloud mask here"), "two upright")
CUT_BY_EDGE = ReasonKind(Message("cut by the raster's edge"), "level")
TOO_FEW_VALID = ReasonKind(Message("too few valid pixels"), "falling")
OUTSIDE_AREA = ReasonKind(Message("outside the area of interest"), "upright")
NOT_WITHIN_AREA = ReasonKind(Message("not wholly inside the area of interest"), "upright")
CENTRE_OUTSIDE_AREA = ReasonKind(Message("centre outside the area of interest"), "upright")
TOO_LITTLE_IN_AREA = ReasonKind(Message("too little inside the area of interest"), "upright")
NO_LABEL = ReasonKind(Message("no label"), "rising")
TOO_LITTLE_COVERAGE = ReasonKind(Message("too little coverage"), "two level")
LABEL_TAKEN_AWAY = ReasonKind(Message("label taken away by hand"), "diamond")
NEAR_OTHER_SPLIT = ReasonKind(Message("too near to another split"))
OVERLAPS_OTHER_SPLIT = ReasonKind(Message("overlaps a tile of another split"))
NO_SPLIT = ReasonKind(Message("no split"))
OUTSIDE_RASTER = ReasonKind(Message("outside the raster"))
NO_DATE = ReasonKind(Message("no usable date"))
CLASS_CAP = ReasonKind(Message("class cap"))
NO_OBJECT = ReasonKind(Message("no object"), "rising")
NO_VALUE = ReasonKind(Message("no value"), "rising")
NOT_ASKED_FOR = ReasonKind(Message("beyond the number of tiles asked for"))
NO_LATER_DATE = ReasonKind(Message("no later date here"), "two upright")
LATER_UNUSABLE = ReasonKind(Message("no later date is usable here"), "plus")
NOT_FIRST_DATE = ReasonKind(Message("an earlier date is here"))
REFUSED = ReasonKind(Message("could not be read"))
NO_IMAGE = ReasonKind(Message("no image here"))
# All that layers of tiles may hold.
REASON_KINDS = (
    CLOUD_MARK,
    TOO_CLOUDY,
    NO_CLOUD_MASK,
    CUT_BY_EDGE,
    TOO_FEW_VALID,
    OUTSIDE_AREA,
    NOT_WITHIN_AREA,
    CENTRE_OUTSIDE_AREA,
    TOO_LITTLE_IN_AREA,
    NO_LABEL,
    TOO_LITTLE_COVERAGE,
    LABEL_TAKEN_AWAY,
    NEAR_OTHER_SPLIT,
    OVERLAPS_OTHER_SPLIT,
    NO_SPLIT,
    OUTSIDE_RASTER,
    NO_DATE,
    CLASS_CAP,
    NO_OBJECT,
    NO_VALUE,
    NOT_ASKED_FOR,
    NO_LATER_DATE,
    LATER_UNUSABLE,
    NOT_FIRST_DATE,
    REFUSED,
    NO_IMAGE,
)
_BY_TITLE = {str(kind.title): kind for kind in REASON_KINDS}


class Reason(Message):
    """Why a tile or an image is left out. As a string it is what layers hold, in English.

    Attributes:
        kind: what many tiles may have in common.
        detail: what differs from tile to tile, which stands in parentheses; or None.
    """

    kind: ReasonKind
    detail: Message | None

    def __new__(cls, kind: ReasonKind, detail: Message | None = None) -> Reason:
        """The text of kind and detail."""
        if detail is None:
            reason = super().__new__(cls, "{kind}", kind=kind.title)
        else:
            reason = super().__new__(cls, "{kind} ({detail})", kind=kind.title, detail=detail)
        reason.kind = kind
        reason.detail = detail
        return reason

    def __reduce__(self) -> tuple[Callable[..., Reason], tuple[object, ...]]:
        return Reason, (self.kind, self.detail)


def read_reason(text: str) -> Reason:
    """The reason of a layer's text. One that is none of ours has a kind of its own."""
    title, _, detail = text.partition(" (")
    kind = _BY_TITLE.get(title) or ReasonKind(as_message(title))
    return Reason(kind, as_message(detail.removesuffix(")")) if detail else None)
