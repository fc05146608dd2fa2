"""A person at the window, for the tour: hands, eyes and a clock."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QListView,
    QPushButton,
    QScrollArea,
    QToolButton,
    QTreeView,
    QWidget,
)
from qgis.utils import iface, plugins

EXAMPLES = Path(os.environ["EXAMPLES"])
OUT = Path(os.environ["OUT"])
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Tour:
    """A person's hands and eyes: counts clicks, measures how long the window is stuck."""

    def __init__(self) -> None:
        self.clicks = self.fields = 0
        self.failures = []
        self.stuck_ms = 0.0
        self.facts = {}

    def check(self, holds: bool, what: str) -> None:
        """Note whether something holds."""
        print("ok  " if holds else "FAIL", what, flush=True)
        if not holds:
            self.failures.append(what)

    def wait(self, until=lambda: False, seconds: float = 30.0) -> bool:
        """Let QGIS work until something is so."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            start = time.monotonic()
            QApplication.processEvents()
            self.stuck_ms = max(self.stuck_ms, 1000 * (time.monotonic() - start))
            time.sleep(0.005)
        return until()

    def do(self, action) -> None:
        """An action of the user, timed as the window feels it."""
        start = time.monotonic()
        action()
        self.stuck_ms = max(self.stuck_ms, 1000 * (time.monotonic() - start))

    def click(self, widget: QWidget) -> None:
        """One click on a widget."""
        self.clicks += 1
        self._show(widget)
        self.do(lambda: QTest.mouseClick(widget, LEFT, NO_KEY, middle(widget)))
        QApplication.processEvents()

    def type_into(self, widget: QWidget, text: str) -> None:
        """A click into a field, then its text and Tab."""
        self.click(widget)
        self.fields += 1
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        # QTest's own typing ends QGIS at a letter beyond ASCII, such as one of a folder's name.
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEY, letter))
        self.do(lambda: QTest.keyClick(widget, Qt.Key.Key_Tab))
        QApplication.processEvents()

    def choose(self, box: QComboBox, text: str) -> None:
        """A click on a list, and one on its entry."""
        self.click(box)
        index = next(k for k in range(box.count()) if box.itemText(k) == text)
        self.wait(box.view().isVisible, 2)
        # A click at once would count as the end of the first.
        self.wait(seconds=QApplication.doubleClickInterval() / 1000 + 0.1)
        view, entry = box.view(), box.model().index(index, box.modelColumn())
        view.scrollTo(entry)
        self.click_item(view, entry)
        # Without a window manager Qt takes 0.4 s to see that its window has the focus again,
        # and shuts a list opened before.
        self.wait(seconds=0.6)
        self.check(box.currentText() == text, f"the list has {box.currentText()}, as chosen")

    def click_item(self, view: QAbstractItemView, entry, keys=NO_KEY) -> None:
        """A click on an entry of a list or table."""
        self.clicks += 1
        at = view.visualRect(entry).center()
        self.do(lambda: QTest.mouseClick(view.viewport(), LEFT, keys, at))
        QApplication.processEvents()

    def click_through(self, widget: QWidget, *acts: Callable[[QDialog], None]) -> None:
        """A click that opens dialogs, one after the other, and what is done in each."""
        left, is_at_it = list(acts), []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if is_at_it or not left or not isinstance(dialog, QDialog) or not dialog.isVisible():
                return
            is_at_it.append(dialog)
            try:
                left.pop(0)(dialog)
            except Exception as error:
                self.check(False, f"a dialog took what was done in it: {error!r}")
                dialog.reject()
            is_at_it.clear()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(100)
        self.click(widget)
        timer.stop()
        self.check(not left, f"{len(acts)} dialogs opened, {len(left)} did not")

    def choose_files(self, folder: Path, *names: str) -> Callable[[QDialog], None]:
        """In a dialog for files, which opens in their folder: a click on Open, after others.

        They go on the file, or on the first and, with Shift, on the last of several.
        """

        def act(dialog: QFileDialog) -> None:
            dialog.setDirectory(str(folder))
            views = [dialog.findChild(QListView, "listView"), dialog.findChild(QTreeView)]
            view = next(view for view in views if view.isVisible())
            found = {}

            def are_listed() -> bool:
                root, model = view.rootIndex(), view.model()
                rows = (model.index(row, 0, root) for row in range(model.rowCount(root)))
                found.update((entry.data(), entry) for entry in rows)
                return all(name in found for name in names)

            self.check(self.wait(are_listed, 5), f"the dialog lists {', '.join(names)}")
            self.wait(seconds=0.2)
            are_listed()
            shift = Qt.KeyboardModifier.ShiftModifier
            for name, keys in ((names[0], NO_KEY), (names[-1], shift))[: len(names)]:
                view.scrollTo(found[name])
                self.click_item(view, found[name], keys)
            chosen = {entry.data() for entry in view.selectionModel().selectedRows()}
            self.check(chosen == set(names), f"of which {len(chosen)} are chosen")
            self.press(QDialogButtonBox.StandardButton.Open)(dialog)

        return act

    def press(self, button: QDialogButtonBox.StandardButton) -> Callable[[QDialog], None]:
        """In a dialog: a click on one of its buttons."""
        return lambda dialog: self.click(dialog.findChild(QDialogButtonBox).button(button))

    def click_map(self, x: float, y: float, keys=NO_KEY) -> None:
        """A click on the map at a place in map units."""
        self.clicks += 1
        canvas = iface.mapCanvas()
        place = canvas.getCoordinateTransform().transform(x, y)
        point = QPoint(int(place.x()), int(place.y()))
        self.do(lambda: QTest.mouseClick(canvas.viewport(), LEFT, keys, point))
        QApplication.processEvents()

    def drag_map(self, start, end, keys=NO_KEY) -> None:
        """A drag on the map between two places in map units."""
        canvas = iface.mapCanvas()
        places = [canvas.getCoordinateTransform().transform(*p) for p in (start, end)]
        first, last = (QPoint(int(p.x()), int(p.y())) for p in places)
        viewport = canvas.viewport()
        QTest.mousePress(viewport, LEFT, keys, first)
        for k in range(1, 21):
            place = first + (last - first) * k / 20
            self.do(lambda place=place: _move(viewport, place, keys))
        self.do(lambda: QTest.mouseRelease(viewport, LEFT, keys, last))
        self.do(QApplication.processEvents)

    @staticmethod
    def _show(widget: QWidget) -> None:
        parent = widget.parent()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parent()
        if parent is not None:
            parent.ensureWidgetVisible(widget)
            QApplication.processEvents()


def middle(widget: QWidget) -> QPoint:
    # The arrow of an editable list is at its right; elsewhere the middle does.
    return QPoint(min(30, widget.width() // 2), widget.height() // 2)


def _move(widget: QWidget, place: QPoint, keys) -> None:
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), LEFT, LEFT, keys)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def dock():
    """The plugin's dock."""
    return plugins["tilewright"]._action.dock


def is_dock_ready() -> bool:
    """Whether the dock is open, with all its pages."""
    return dock() is not None and dock().is_ready


def show_dock(tour: Tour) -> None:
    """The dock is open, without a click."""
    plugins["tilewright"]._action.show(True)
    tour.wait(is_dock_ready)


def open_dock(tour: Tour) -> None:
    """One click on the button in the toolbar."""
    action = plugins["tilewright"]._action._action
    buttons = iface.mainWindow().findChildren(QToolButton)
    tour.click(next(b for b in buttons if b.defaultAction() is action and b.isVisible()))
    tour.check(dock() is not None and dock().isVisible(), "one click opens the dock")
    tour.check(tour.wait(is_dock_ready), "and its pages come")


def dataset_files(folder: Path) -> dict[str, bytes]:
    """All files of a dataset; the time of day is taken out."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.name == "dataset.json":
                facts = json.loads(data)
                facts.pop("created")
                data = json.dumps(facts, sort_keys=True).encode()
            files[path.relative_to(folder).as_posix()] = data
    return files


def messages() -> str:
    bar = iface.messageBar()
    return (
        " ".join(i.text() for i in bar.items())
        if hasattr(bar, "items")
        else (bar.currentItem().text() if bar.currentItem() else "")
    )


def click_message(tour: Tour, name: str) -> None:
    """A click on a button of the message that QGIS shows."""
    buttons = iface.messageBar().findChildren(QPushButton, name)
    tour.check(bool(buttons), f"the message bar offers {name}")
    tour.click(buttons[-1])


def wheel_over(tour: Tour, widget: QWidget) -> None:
    """One step of the wheel over a field that has no focus."""
    place = QPointF(middle(widget))
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(middle(widget))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    widget.clearFocus()
    tour.do(lambda: QApplication.sendEvent(widget, event))
