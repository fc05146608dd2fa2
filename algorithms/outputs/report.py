"""Figures in the log, as people read them."""

from __future__ import annotations

from ..base.values import Values
from ..base.words import tr


def size_text(size: int) -> str:
    """Bytes as people read them."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size} B"


def log_class_counts(values: Values, counts: dict[str, int], unit: str = "") -> None:
    """Classes and their tiles, or other units, as a table in the order of ``counts``."""
    if not counts:
        return
    unit = unit or tr("tiles")
    width = max(len(tr("class")), *(len(name) for name in counts))
    total = sum(counts.values())
    values.row(f"{tr('class'):<{width}}  {unit:>9}")
    for name, count in counts.items():
        values.row(f"{name:<{width}}  {count:>9}  {100 * count / total:5.1f} %")
