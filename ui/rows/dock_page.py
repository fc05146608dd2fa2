"""Base of the dock's pages."""

from __future__ import annotations

import re

from qgis.gui import QgsCollapsibleGroupBox, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QEvent, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..settings.dock_settings import DockSettings
from ..widgets.help_button import HelpButton
from ..widgets.narrow_row import order_tabs
from ..widgets.note import Note, NotePlace
from ..widgets.problem import Problem, ProblemFrame
from .narrow_fields import fit_caption, fit_list, fit_number

# Where docs/dock.md tells of a page.
_TOPICS = {
    "tilewrightImagePage": "Image",
    "tilewrightCloudPage": "Clouds",
    "tilewrightLabelPage": "Labels",
    "tilewrightSplitPage": "Split",
    "tilewrightExportPage": "Export",
}
_LABEL = QFormLayout.ItemRole.LabelRole
_FIELD = QFormLayout.ItemRole.FieldRole


class DockPage(QgsCollapsibleGroupBox):
    """A titled group of fields; says ``changed`` when the user changes one."""

    changed = pyqtSignal()

    # How many lines of notes a page has room for.
    NOTE_LINES = 2

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._loading = False
        self._rows = []
        self._layer_boxes = []
        self._lists: dict[QComboBox, bool] = {}
        self._gone = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(6, 4, 6, 6)
        self._forms = 0
        self.form = self.add_form()
        self._problem = Note(f"{name}Problem")
        self.place = NotePlace(f"{name}Notes", self.NOTE_LINES, self._problem)
        self._body.addWidget(self.place)
        self._frame = ProblemFrame(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self._settle)
        self._order: list[QWidget] = []
        self.collapsedStateChanged.connect(self._hide_absent)
        self._help = HelpButton(self, _TOPICS.get(name, ""))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its fields: a title that is longer in large letters is cut."""
        return QSize(self.layout().minimumSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._help.move(self.width() - self._help.width() - 4, 0)
        self._frame.place()

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Once the fields are where they will be; Qt asks several times.
            self._settling.start(0)
        return super().event(event)

    def _settle(self) -> None:
        self._frame.place()
        self._order = order_tabs(self, self._order)

    @property
    def is_loading(self) -> bool:
        """Whether fields are being set by the program."""
        return self._loading

    def add_form(self) -> QFormLayout:
        """Another block of labelled fields; wraps long rows, so that 300 pixels suffice."""
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._body.insertLayout(self._forms, form)
        self._forms += 1
        return form

    def add_row(self, label: str, widget: QWidget, name: str, tip: str) -> QWidget:
        """A field with its label, tooltip and accessible name."""
        # No letter of it goes with Alt: those open QGIS's menus, others in every language.
        widget.setObjectName(name)
        widget.setToolTip(tip)
        widget.setAccessibleName(label)
        widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        for each in (widget, *widget.findChildren(QWidget)):
            self._tame(each, label, each is widget)
        if isinstance(widget, QgsMapLayerComboBox):
            self._layer_boxes.append(widget)
            widget.activated.connect(lambda *_: self._choose_layer(widget))
        caption = QLabel(label)
        caption.setBuddy(widget)
        caption.setToolTip(tip)
        fit_caption(caption)
        self.form.addRow(caption, widget)
        return widget

    def _tame(self, widget: QWidget, label: str, is_field: bool = True) -> None:
        """Let a widget be narrow, deaf to the wheel until it is asked, and known by name.

        ``is_field`` tells those that a form lays out from their parts.
        """
        is_part = isinstance(widget, (QLineEdit, QAbstractButton))
        if is_part and not isinstance(widget.parent(), (QComboBox, QAbstractSpinBox)):
            widget.setAccessibleName(widget.accessibleName() or label)
        if isinstance(widget, (QComboBox, QAbstractSpinBox)):
            # Else the wheel that scrolls the dock changes settings on its way.
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            widget.installEventFilter(self)
        if isinstance(widget, QComboBox):
            self._lists[widget] = is_field
            fit_list(widget, is_field)
        elif isinstance(widget, QAbstractSpinBox):
            fit_number(widget)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for box, is_field in self._lists.items():
                fit_list(box, is_field)
            for box in self.findChildren(QAbstractSpinBox):
                fit_number(box)
            for caption, _ in self._rows or self._list_rows():
                if isinstance(caption, QLabel) and not isinstance(caption, Note):
                    fit_caption(caption)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def show_row(self, widget: QWidget, visible: bool) -> None:
        """Show or hide a field together with its label.

        A hidden row is taken out of the form, which would else keep the gap that belongs to it.
        """
        if not self._rows:
            self._rows = self._list_rows()
        if visible == (self.form.indexOf(widget) >= 0):
            return
        fields = [field for _, field in self._rows]
        place = fields.index(widget)
        caption = self._rows[place][0]
        if visible:
            before = [f for f in fields[:place] if self.form.indexOf(f) >= 0]
            row = self.form.getWidgetPosition(before[-1])[0] + 1 if before else 0
            if caption is widget:
                self.form.insertRow(row, widget)
            else:
                self.form.insertRow(row, caption, widget)
        else:
            self.form.takeRow(widget)
        for each in (caption, widget):
            each.setVisible(visible)

    def _hide_absent(self, *_args) -> None:
        """QGIS shows all that lies on a page when it expands it, hidden rows too."""
        for row in self._rows:
            if self.form.indexOf(row[1]) < 0:
                for widget in row:
                    widget.hide()

    def _list_rows(self) -> list[tuple[QWidget, QWidget]]:
        """Labels and fields from top to bottom; for wide widgets they are the same."""
        rows = []
        for row in range(self.form.rowCount()):
            label, field = (self.form.itemAt(row, role) for role in (_LABEL, _FIELD))
            if field is None:
                field = self.form.itemAt(row, QFormLayout.ItemRole.SpanningRole)
            rows.append(((label or field).widget(), field.widget()))
        return rows

    def add_note(self, name: str) -> Note:
        """Text below the fields, where there is room for it whether it says anything or not."""
        note = Note(name)
        self.place.add(note)
        return note

    def add_widget(self, widget: QWidget, is_below: bool = False) -> None:
        """Any widget below the fields, or below the notes too."""
        end = self._body.count()
        self._body.insertWidget(end if is_below else self._body.indexOf(self.place), widget)

    def check(self) -> Problem | None:
        """Look for a problem and show it."""
        problem = self._find_lost_layer() or self.find_problem()
        self.show_problem(problem)
        return problem

    def show_problem(self, problem: Problem | None) -> None:
        """Say a problem where the page has room for notes, and frame its field if it is wrong."""
        self._problem.say(problem.shown_text if problem is not None else "")
        is_wrong = problem is not None and not problem.is_hint
        self._frame.surround(self._row_of(problem.widget) if is_wrong else None)

    def has_row(self, widget: QWidget) -> bool:
        """Whether a field is on show in the form."""
        return self.form.indexOf(self._row_of(widget)) >= 0 and not widget.isHidden()

    def _row_of(self, widget: QWidget) -> QWidget:
        while self.form.indexOf(widget) < 0 and widget.parentWidget() not in (None, self):
            widget = widget.parentWidget()
        return widget

    def let_go(self, ids: list[str]) -> None:
        """Layers are about to be removed: lists that show one shall not turn to another."""
        for box in self._layer_boxes:
            layer = box.currentLayer()
            if layer is not None and layer.id() in ids:
                self._gone[box] = layer.name()
                box.setLayer(None)

    def _choose_layer(self, box: QgsMapLayerComboBox) -> None:
        """The user chose an entry, be it the empty one that is there already."""
        if self._gone.pop(box, None) is not None:
            self.tell()

    def _find_lost_layer(self) -> Problem | None:
        for box in self._layer_boxes:
            layer = box.currentLayer()
            if layer is not None and not layer.isValid() and self.form.indexOf(box) >= 0:
                text = self.tr(
                    "The layer {} cannot be opened; repair its source, or choose another."
                )
                return Problem(box, text.format(layer.name()))
        for box, name in self._gone.items():
            if box.currentLayer() is None and self.form.indexOf(box) >= 0:
                text = self.tr("The layer chosen here is not in this project; choose another.")
                if name and box.allowEmptyLayer():
                    text = self.tr("The layer {} was removed; choose another, or the empty entry.")
                elif name:
                    text = self.tr("The layer {} was removed; choose another.")
                return Problem(box, text.format(name))
        return None

    def find_problem(self) -> Problem | None:
        """What is wrong with a field; None when all is well."""
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
        self._gone = {}
        try:
            self.set_fields(settings)
        finally:
            self._loading = False
        for box in self._layer_boxes:
            if box.currentLayer() is None and getattr(settings, _setting_of(box)):
                self._gone[box] = ""
        self.on_change()

    def set_fields(self, settings: DockSettings) -> None:
        """Set the fields; pages say how."""

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings; pages say how."""


def _setting_of(box: QgsMapLayerComboBox) -> str:
    """The setting that a list of layers is called after: ``cloudMask`` shows ``cloud_mask``."""
    return re.sub("([A-Z])", r"_\1", box.objectName()).lower()
