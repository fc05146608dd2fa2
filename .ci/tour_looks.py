"""How the dock looks, for the tour: pictures, and whether anything is cut off."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QFontInfo
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from qgis.utils import iface, loadPlugin, startPlugin, unloadPlugin
from tour_person import EXAMPLES, OUT, Tour, dock, show_dock

_LARGE = 1.5


def take_pictures(tour: Tour, take_more: Callable[[Tour, str], None]) -> None:
    """Every page at 300 and 420 pixels, light and dark; and the whole window.

    ``take_more`` takes others of the dock as it then looks.
    """
    d = dock()
    iface.mapCanvas().zoomToFullExtent()
    own = tidy_up(tour)
    tour.wait(seconds=3)
    iface.mainWindow().grab().save(str(OUT / "window.png"))
    choose = d.split.method
    choose.setCurrentIndex(choose.findData("BLOCKS"))
    d.split.table.clear()
    tour.wait(lambda: d.split.table.topLevelItemCount() > 0)
    d.findChild(QScrollArea).verticalScrollBar().setValue(d.split.y())
    tour.wait(seconds=1)
    counts = [int(d.split.table.topLevelItem(k).text(1)) for k in range(3)]
    kept = [tile for tile in d.preview.tiles.tiles if tile.reason is None]
    tour.check(sum(counts) == len(kept) and min(counts) > 0, f"the tiles are split: {counts}")
    iface.mainWindow().grab().save(str(OUT / "splits.png"))
    d.setFloating(True)
    for width in (300, 420):
        _take_pages(tour, width, "light")
    take_more(tour, "light")
    palette = QApplication.palette()
    QgsApplication.setUITheme("Night Mapping")
    for width in (300, 420):
        _take_pages(tour, width, "dark")
    take_more(tour, "dark")
    QgsApplication.setUITheme("default")
    # Which QGIS leaves dark.
    QApplication.setPalette(palette)
    d.setFloating(False)
    choose.setCurrentIndex(0)
    d.export.output.setFilePath(own)
    tour.wait(lambda: not d.preview.is_busy)
    # Nobody else on this screen gives the window back what is typed.
    iface.mainWindow().activateWindow()
    tour.wait(seconds=0.3)


def tidy_up(tour: Tour) -> str:
    """The dock as it is when all is well, for pictures; returns the folder that was chosen."""
    d, bar = dock(), iface.messageBar()
    d.panel.find.clear()
    done = [item for item in bar.items() if item.findChildren(QPushButton, "addToProject")]
    for item in bar.items():
        if item is not done[-1]:
            bar.popWidget(item)
    own = d.export.output.filePath()
    # The folder of the run that has ended holds a dataset now, which would have to be replaced.
    d.export.output.setFilePath(str(EXAMPLES / "foz" / "tiles"))
    tour.wait(lambda: not d.preview.is_busy)
    tour.check(d.panel.run.isEnabled(), f"Run can be pressed again ({d.panel.why_not.text()})")
    tour.check(not d.panel.why_not.isVisible(), "nothing is wrong")
    return own


def take_large_pictures(tour: Tour) -> None:
    """The same at 300 pixels for somebody who has set QGIS to letters half as large again."""
    unloadPlugin("tilewright")
    application, size = QApplication.instance(), QFontInfo(iface.mainWindow().font()).pointSizeF()
    style = application.styleSheet()
    application.setStyleSheet(f"{style} * {{ font-size: {_LARGE * size}pt; }}")
    loadPlugin("tilewright")
    startPlugin("tilewright")
    show_dock(tour)
    d = dock()
    d.split.method.setCurrentIndex(d.split.method.findData("BANDS"))
    tour.wait(lambda: not d.preview.is_busy)
    d.setFloating(True)
    _take_pages(tour, 300, "large")
    d.setFloating(False)
    d.split.method.setCurrentIndex(0)
    application.setStyleSheet(style)
    iface.mainWindow().activateWindow()


def _take_pages(tour: Tour, width: int, look: str) -> None:
    d = dock()
    area = d.findChild(QScrollArea)
    d.resize(width, 700)
    tour.wait(seconds=0.3)
    tour.check(d.width() == width, f"the dock can be {width} px wide, {look}")
    for number, page in enumerate(d.pages, 1):
        area.verticalScrollBar().setValue(page.y())
        tour.wait(seconds=0.1)
        d.grab().save(str(OUT / f"page{number}-{width}-{look}.png"))
        fits = page.width() <= area.viewport().width()
        tour.check(fits, f"page {number} fits into {width} px, {look}")
    sample = d.findChild(QWidget, "tilewrightSamplePage")
    for name, page in (("sample", sample), ("results", d.results.page)):
        area.verticalScrollBar().setValue(page.y())
        if page is sample:
            # It is made once it is on show, and the page grows with it.
            tour.wait(seconds=0.5)
            tour.wait(lambda: not d.sample.is_busy and "being made" not in sample.note.text())
            tour.wait(seconds=0.3)
            area.verticalScrollBar().setValue(page.y())
        tour.wait(seconds=0.1)
        d.grab().save(str(OUT / f"{name}-{width}-{look}.png"))
    cut = [name for w in d.widget().findChildren(QWidget) if (name := cut_text(w))]
    tour.check(not cut, f"no text is cut off at {width} px, {look} {cut}")


def cut_text(widget: QWidget) -> str:
    """The text of a widget that does not fit into it, empty when it does."""
    if not widget.isVisible() or isinstance(widget.parent(), QAbstractSpinBox):
        return ""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            is_cut = widget.heightForWidth(widget.width()) > widget.height() + 1
        else:
            is_cut = widget.sizeHint().width() > widget.width() + 1
        return widget.text() if is_cut else ""
    if isinstance(widget, QToolButton) and widget.arrowType() != Qt.ArrowType.NoArrow:
        # An arrow stands in the place of its text.
        return ""
    if isinstance(widget, QAbstractButton) and widget.text() not in ("", "…"):
        # Some break their texts.
        lines = widget.lines() if hasattr(widget, "lines") else [widget.text()]
        needed = max(map(widget.fontMetrics().horizontalAdvance, lines))
        return widget.text() if needed > widget.width() else ""
    if isinstance(widget, QAbstractSpinBox):
        line = widget.lineEdit()
        needed = line.fontMetrics().horizontalAdvance(line.text())
        return line.text() if needed > line.width() else ""
    # The names of layers and their fields are the user's, and so is what is typed.
    if type(widget) is QComboBox and not widget.isEditable():
        option = QStyleOptionComboBox()
        widget.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, part, widget
        )
        needed = widget.fontMetrics().horizontalAdvance(widget.currentText())
        return widget.currentText() if needed > field.width() else ""
    return ""


def go_through_fields(tour: Tour) -> None:
    """Tab goes from field to field as they stand, from top to bottom."""
    d = dock()
    area = d.findChild(QScrollArea).widget()
    order = []
    start = widget = d.image.raster
    while widget.nextInFocusChain() is not start:
        can_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if can_tab and widget.isVisible() and widget.isEnabled() and area.isAncestorOf(widget):
            order.append((widget.mapTo(area, QPoint(0, 0)).y(), widget.objectName()))
        widget = widget.nextInFocusChain()
    backward = [f"{b[1]} after {a[1]}" for a, b in zip(order, order[1:]) if b[0] < a[0] - 12]
    # At the end the chain comes back to what stands above the field it began with.
    ends_above = backward[-1:] if order[-1][0] < order[0][0] else []
    tour.check(len(order) > 20, f"Tab reaches {len(order)} fields")
    tour.check(backward == ends_above, f"from top to bottom {backward}")
