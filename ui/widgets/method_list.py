"""The list of ways to split."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox

from ...algorithms.base.words import put_into_words, tr
from ...algorithms.split.split_parameters import NONE
from ...core.split.request import METHODS


class MethodList(QComboBox):
    """No split, and the methods; those that deal whole scenes only where there are several."""

    # Most methods' names are no longer; in a narrow dock their list gets a line of its own.
    LETTERS = 14

    def __init__(self) -> None:
        super().__init__()
        self._has_scenes = False
        self.addItem(tr("no split"), NONE)
        for method in METHODS.values():
            if not method.deals_scenes:
                self._offer(method.name)

    def _offer(self, name: str) -> None:
        self.addItem(put_into_words(METHODS[name].title, {}), name)

    def offer_scenes(self, are_several: bool) -> None:
        """Say whether there are several images; a method that is chosen stays on the list."""
        self._has_scenes = are_several
        for name in (m.name for m in METHODS.values() if m.deals_scenes):
            place = self.findData(name)
            if are_several and place < 0:
                self._offer(name)
            elif not are_several and place >= 0 and self.currentData() != name:
                self.removeItem(place)

    def choose(self, name: str) -> None:
        """Choose a method, be it offered or not; no split where there is no such method."""
        if name in METHODS and self.findData(name) < 0:
            self._offer(name)
        self.setCurrentIndex(max(0, self.findData(name)))

    @property
    def lacks_scenes(self) -> bool:
        """Whether the method deals scenes and there is one image."""
        method = METHODS.get(self.currentData())
        return method is not None and method.deals_scenes and not self._has_scenes
