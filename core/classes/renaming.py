"""New names for classes, and classes merged into one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import LayerError
from ..message import Message
from ..tiles.words import class_name

_HELP = Message("write code=name pairs separated by commas, for example 10=tree,20=shrub")
_NONE = Message("none")


@dataclass(frozen=True)
class ClassMap:
    """Names by code. A code is the class as text: ``10`` for 10 and for 10.0.

    Attributes:
        names: what the user says; None leaves a class out as if it were nodata.
        known: names that the source itself has for its codes; the user's go first.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def name(self, value: object) -> str | None:
        """The class of a value: its new name, its own name, or the value as text."""
        code = class_name(value)
        if code is None:
            return None
        return self.names[code] if code in self.names else self.known.get(code, code)

    @property
    def declared(self) -> set[str]:
        """Names that the user gave, whether or not anything is of that class."""
        return {name for name in self.names.values() if name is not None}


def parse_class_map(text: str | None, known: Mapping[str, str] | None = None) -> ClassMap:
    """Read ``10=tree,20=shrub,30=shrub``; ``0=`` leaves 0 out.

    Raises:
        LayerError: what cannot be understood, or a code with two names.
    """
    names: dict[str, str | None] = {}
    for part in (text or "").replace("\n", ",").split(","):
        if not part.strip():
            continue
        code, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or not code:
            raise LayerError("{CLASS_MAP} has {part!r}; {help}.", part=part.strip(), help=_HELP)
        key = _code(code)
        if key in names and names[key] != (name or None):
            raise LayerError(
                "{CLASS_MAP} gives {code} two names, {first} and {second}; keep one.",
                code=code,
                first=names[key] or _NONE,
                second=name or _NONE,
            )
        names[key] = name or None
    return ClassMap(names, dict(known or {}))


def _code(text: str) -> str:
    """Numbers in one form, so that 010 and 10.0 are 10."""
    try:
        return class_name(float(text)) or text
    except ValueError:
        return text
