"""The field for a choice: words to choose from, of which scripts know the codes."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QVBoxLayout, QWidget

from .hand_to_qgis import hand_to_qgis


class _ChoiceWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """A list of words, or boxes to tick where several can be chosen; values are codes."""

    def __init__(self, parameter, kind, words: Mapping[str, str]) -> None:
        super().__init__(parameter, kind)
        self._words = words

    def createWidget(self) -> QWidget:
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        definition = self.parameterDefinition()
        self._holder.setToolTip(definition.toolTip())
        self._list, self._boxes = None, {}
        if definition.allowMultiple():
            for code in definition.options():
                box = self._boxes[code] = QCheckBox(self._words.get(code, code))
                box.setToolTip(code)
                box.toggled.connect(self._tell)
                column.addWidget(box)
        else:
            self._list = QComboBox()
            for code in definition.options():
                self._list.addItem(self._words.get(code, code), code)
                place = self._list.count() - 1
                self._list.setItemData(place, code, Qt.ItemDataRole.ToolTipRole)
            self._list.setAccessibleName(definition.description())
            self._list.currentIndexChanged.connect(self._tell)
            self._holder.setFocusProxy(self._list)
            column.addWidget(self._list)
        inner = next(iter(self._boxes.values())) if self._list is None else self._list
        return hand_to_qgis(self._holder, inner)

    def _tell(self, *_args) -> None:
        self.widgetValueHasChanged.emit(self)

    def setWidgetValue(self, value, context) -> None:
        codes = _as_codes(value) or _as_codes(self.parameterDefinition().defaultValue())
        for code, box in self._boxes.items():
            box.setChecked(code in codes)
        if self._list is not None:
            self._list.setCurrentIndex(max(0, self._list.findData(codes[0] if codes else None)))

    def widgetValue(self):
        if self._list is not None:
            return self._list.currentData()
        return [code for code, box in self._boxes.items() if box.isChecked()]


def _as_codes(value: object) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return str(value).split(",") if value else []


class ChoiceWidget:
    """What Processing calls by the name that the parameter's metadata tells.

    The model designer's own widget stays, since it offers the model's inputs as well; its entries
    get the words.
    """

    def __new__(
        cls,
        parameter,
        dialog,
        row: int = 0,
        column: int = 0,
        words: Mapping[str, str] | None = None,
        **_others,
    ):
        words = words or {}
        if type(dialog).__name__ == "ModelerParametersDialog":
            wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
            put_words_on(wrapper, words)
        else:
            is_batch = "Batch" in type(dialog).__name__
            kinds = QgsProcessingGui.WidgetType
            kind = kinds.Batch if is_batch else kinds.Standard
            wrapper = _ChoiceWrapper(parameter, kind, words)
        wrapper.setDialog(dialog)
        return wrapper


def put_words_on(widget: QWidget, words: Mapping[str, str]) -> None:
    """Show words on lists and boxes of QGIS's that show codes; what they stand for stays."""
    for box in widget.findChildren(QComboBox):
        for place in range(box.count()):
            code = box.itemData(place)
            if isinstance(code, str) and code in words and box.itemText(place) == code:
                box.setItemText(place, words[code])
                box.setItemData(place, code, Qt.ItemDataRole.ToolTipRole)
    for button in widget.findChildren(QAbstractButton):
        code = button.text()
        if code in words:
            button.setText(words[code])
            button.setToolTip(code)
