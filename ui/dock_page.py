"""Base of the dock's pages."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

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

    def show_row(self, widget: QWidget, visible: bool) -> None:
        """Show or hide a field together with its label."""
        widget.setVisible(visible)
        caption = self.form.labelForField(widget)
        if caption is not None:
            caption.setVisible(visible)

    def add_note(self, name: str) -> QLabel:
        """A line of text below the fields; empty ones take no room."""
        note = QLabel()
        note.setObjectName(name)
        note.setWordWrap(True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note.hide()
        self._body.addWidget(note)
        return note

    def add_widget(self, widget: QWidget) -> None:
        """Any widget below the fields."""
        self._body.addWidget(widget)

    @staticmethod
    def say(note: QLabel, text: str, is_problem: bool = False) -> None:
        """Put text into a note; a problem starts with a sign, so that colour is not needed."""
        note.setText(f"\u26a0 {text}" if text and is_problem else text)
        note.setVisible(bool(text))

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
