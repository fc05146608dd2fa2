"""The button that opens the pages which ship with the plugin."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import QDialog, QTextBrowser, QToolButton, QVBoxLayout, QWidget

PAGE = Path(__file__).parents[2] / "docs" / "dock.md"
_WIDE, _HIGH = 620, 560


class HelpButton(QToolButton):
    """Opens the page on the dock at one of its parts."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent)
        self._topic = topic
        self.setObjectName("pageHelp")
        self.setText("?")
        self.setAutoRaise(True)
        self.setToolTip(self.tr("What this page asks for, and what it does"))
        self.setAccessibleName(self.tr("Help on {}").format(topic))
        self.setFixedSize(18, 18)
        self.clicked.connect(self.open)
        self.setVisible(bool(topic))

    def open(self) -> HelpWindow:
        """Show the page beside the dock."""
        window = HelpWindow(self.window(), self._topic)
        window.show()
        return window


class HelpWindow(QDialog):
    """A page of the docs, at one of its headings."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tilewright: {}").format(topic))
        self.resize(_WIDE, _HIGH)
        self.browser = QTextBrowser(self)
        self.browser.setOpenExternalLinks(True)
        self.browser.setSearchPaths([str(PAGE.parent)])
        document = self.browser.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(PAGE.parent) + "/"))
        document.setMarkdown(PAGE.read_text("utf-8"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.browser)
        self._topic = topic

    def showEvent(self, event) -> None:
        super().showEvent(event)
        block = self.browser.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == self._topic:
                top = self.browser.document().documentLayout().blockBoundingRect(block).top()
                self.browser.verticalScrollBar().setValue(int(top))
                return
            block = block.next()
