"""Base of the dock's pages."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from .dock_settings import DockSettings


class DockPage(QgsCollapsibleGroupBox):
    """A titled group of fields; says ``changed`` when the user changes one."""

    changed = pyqtSignal()

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._loading = False
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(6, 4, 6, 6)
        self.form = self.add_form()
        self._problem = self._make_note(f"{name}Problem")

    def add_form(self) -> QFormLayout:
        """Another block of labelled fields; wraps long rows, so that 300 pixels suffice."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._body.addLayout(form)
        return form

    def add_row(self, label: str, widget: QWidget, name: str, tip: str) -> QWidget:
        """A field with its label, tooltip and accessible name."""
        widget.setObjectName(name)
        widget.setToolTip(tip)
        widget.setAccessibleName(label.replace("&", ""))
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        for each in (widget, *widget.findChildren(QWidget)):
            each.setMinimumWidth(0)
            if isinstance(each, (QComboBox, QAbstractSpinBox)):
                # Else the wheel that scrolls the dock changes settings on its way.
                each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                each.installEventFilter(self)
            if isinstance(each, QComboBox):
                # The longest entry would else decide how narrow the dock can be.
                each.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
                each.setMinimumContentsLength(5)
        caption = QLabel(label)
        caption.setBuddy(widget)
        caption.setToolTip(tip)
        self.form.addRow(caption, widget)
        return widget

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_row(self, widget: QWidget, visible: bool) -> None:
        """Show or hide a field together with its label."""
        widget.setVisible(visible)
        caption = self.form.labelForField(widget)
        if caption is not None:
            caption.setVisible(visible)

    def add_note(self, name: str) -> QLabel:
        """A line of text below the fields; empty ones take no room."""
        note = self._make_note(name)
        self._body.addWidget(note)
        return note

    @staticmethod
    def _make_note(name: str) -> QLabel:
        note = QLabel()
        note.setObjectName(name)
        note.setWordWrap(True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note.hide()
        return note

    def add_widget(self, widget: QWidget) -> None:
        """Any widget below the fields."""
        self._body.addWidget(widget)

    @staticmethod
    def say(note: QLabel, text: str) -> None:
        """Put text into a note; an empty one vanishes."""
        note.setText(text)
        note.setVisible(bool(text))

    def check(self) -> str:
        """Look for a problem and show it below its field; returns it, empty when there is none."""
        return self.show_problem(*(self.find_problem() or (None, "")))

    def show_problem(self, widget: QWidget | None, text: str) -> str:
        """Show a problem below a field, with a sign, so that colour is not needed."""
        if self.form.indexOf(self._problem) >= 0:
            self.form.takeRow(self._problem)
        self._problem.hide()
        if widget is not None:
            row, _ = self.form.getWidgetPosition(widget)
            self.form.insertRow(row + 1, self._problem)
            self._problem.setText(f"\u26a0 {text}")
            self._problem.show()
        return text

    def find_problem(self) -> tuple[QWidget, str] | None:
        """The field that is wrong, and what is wrong with it; None when all is well."""
        return None

    def tell(self, *_args) -> None:
        """Slot for all widgets' change signals."""
        if not self._loading:
            self.on_change()
            self.changed.emit()

    def on_change(self) -> None:
        """Show and hide what depends on other fields."""

    def load(self, settings: DockSettings) -> None:
        """Set the fields without telling anybody."""
        self._loading = True
        try:
            self.set_fields(settings)
        finally:
            self._loading = False
        self.on_change()

    def set_fields(self, settings: DockSettings) -> None:
        """Set the fields; pages say how."""

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings; pages say how."""
