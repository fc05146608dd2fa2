"""A dock that is on show before what it consists of is made."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from qgis.core import QgsMessageLog
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import pyqtSignal

from ..algorithms.base.words import LOG_TAG, tr
from .lay_out_dock import DockBody
from .tasks.in_steps import InSteps, at_once


class OpeningDock(QgsDockWidget):
    """Makes its parts in steps; subclasses say in which, and what they do once on show.

    Args:
        iface: QGIS's.
        in_steps: whether to make a part each turn of the window, while the dock is on show, and say
            so in their place; else all are made when this returns.

    Attributes:
        is_ready: whether all parts are made, and none is taken away.
        is_leaving: whether parts are being taken away; what they still tell is not to be heeded.
        body: where the pages and the panel stand.
    """

    opened = pyqtSignal()
    # Why not; nothing more is made then.
    failed = pyqtSignal(str)

    def __init__(self, iface, in_steps: bool = False) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self.is_ready = self.is_leaving = False
        self.body = DockBody()
        self.setWidget(self.body)
        self._removal = ExitStack()
        self._removal.callback(self.deleteLater)
        self._removal.callback(iface.removeDockWidget, self)
        self._opening = InSteps(self, turn=0.0)
        self._left: Iterator[None] = iter(())
        if in_steps:
            self.body.cover(tr("Opening\u2026"))
            self._left = self._open()
        else:
            at_once(self.make_parts())
            self.is_ready = True

    @property
    def is_in_use(self) -> bool:
        """Whether the pages are on show."""
        return self.isVisible() and not self.body.is_covered

    def make_parts(self) -> Iterator[None]:
        """Make all parts, a step of some hundredths of a second at a time."""
        raise NotImplementedError

    def appear(self) -> None:
        """Do what is to be done whenever the dock comes on show."""

    def disappear(self) -> None:
        """Do what is to be done whenever the dock goes out of sight."""

    def on_removal(self, work: Callable[[], object]) -> None:
        """Do something when the dock is taken away, before what was said earlier."""
        self._removal.callback(work)

    def _open(self) -> Iterator[None]:
        try:
            yield from self.make_parts()
        except Exception as error:
            QgsMessageLog.logMessage(traceback.format_exc(), LOG_TAG)
            self.failed.emit(str(error) or type(error).__name__)
            return
        self.body.uncover()
        yield
        self.is_ready = True
        self.appear()
        self.opened.emit()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if self.is_ready:
            self.appear()
        else:
            self._opening.start_later(self._left)

    def hideEvent(self, event) -> None:
        # Out of sight nothing is laid out, and all of that would come at once with the next show.
        self._opening.cancel()
        if self.is_ready:
            self.disappear()
        super().hideEvent(event)

    def remove(self) -> None:
        """Leave nothing behind, of however much is made."""
        self.is_ready, self.is_leaving = False, True
        self._opening.cancel()
        self._removal.close()
