"""One order of classes, whichever table it is given in."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QObject

from ...core.classes.folders import class_folders
from ...core.classes.order import format_class_order, parse_class_order
from ...core.errors import LayerError
from .class_table import ClassTable


class ClassOrder(QObject):
    """Keeps tables of classes in one order: that in which the dataset numbers them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tables: list[ClassTable] = []
        self._names: tuple[str, ...] = ()

    def add(self, table: ClassTable) -> None:
        """A table whose rows the user may move."""
        self._tables.append(table)
        table.moved.connect(lambda: self._take(table))

    def load(self, text: str) -> None:
        """Take an order as CLASS_ORDER has it; one that cannot be understood is none."""
        try:
            names = parse_class_order(text)
        except LayerError:
            names = ()
        self._set(names)

    def text(self) -> str:
        """What CLASS_ORDER is to say of the classes in the tables; empty for the usual order."""
        shown = [table.names() for table in self._tables]
        if all(list(class_folders(names, self._names)) == _usual(names) for names in shown):
            return ""
        known = {name for names in shown for name in names}
        return format_class_order(name for name in self._names if name in known)

    def sort(self, names: Sequence[str]) -> list[str]:
        """Classes as they are numbered; without an order by name."""
        return list(class_folders(names, self._names)) if self._names else sorted(names)

    def _take(self, table: ClassTable) -> None:
        """The order of a table goes before what was known of others."""
        moved = table.rows()
        self._set((*moved, *(name for name in self._names if name not in moved)))

    def _set(self, names: tuple[str, ...]) -> None:
        self._names = names
        for table in self._tables:
            table.sort(names)


def _usual(names: Sequence[str]) -> list[str]:
    return list(class_folders(names))
