"""Processing's dialog for one of our algorithms, with headings between its fields."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterFolderDestination
from qgis.PyQt.QtWidgets import QBoxLayout, QLabel, QLineEdit, QWidget

from ...algorithms.base.algorithm import TilewrightAlgorithm
from ...algorithms.base.words import tr
from ...algorithms.dialogs.definitions import section_of
from .guess_class_fields import guess_class_fields

# Fewer need no headings: the dialog is short.
_LEAST_SECTIONS = 3
_ADVANCED = QgsProcessingParameterDefinition.Flag.FlagAdvanced


def offer_windows() -> None:
    """Let Processing open our algorithms in this dialog."""
    TilewrightAlgorithm.make_dialog = make_window


def withdraw_windows() -> None:
    """Leave Processing its own."""
    TilewrightAlgorithm.make_dialog = None


def make_window(algorithm: TilewrightAlgorithm, parent: QWidget | None):
    """Processing's dialog with headings; None where this Processing has none that we know."""
    try:
        from processing.gui.AlgorithmDialog import AlgorithmDialog

        window = AlgorithmDialog(algorithm, False, parent)
        wrappers = window.mainWidget().wrappers
    except (ImportError, AttributeError, TypeError):
        return None
    _add_headings(wrappers.values())
    for wrapper in wrappers.values():
        _ask_for_folder(wrapper)
    guess_class_fields(window)
    return window


def _add_headings(wrappers) -> None:
    """A heading before the first field of each section, in the advanced part by itself."""
    inputs = [w for w in wrappers if not w.parameterDefinition().isDestination()]
    sections = {section_of(w.parameterDefinition()) for w in inputs} - {""}
    if len(sections) < _LEAST_SECTIONS:
        return
    last = {}
    for wrapper in inputs:
        first = wrapper.wrappedLabel() or wrapper.wrappedWidget()
        definition = wrapper.parameterDefinition()
        section, part = section_of(definition), bool(definition.flags() & _ADVANCED)
        layout = None if first is None else _layout_of(first)
        if layout is None or not section or last.get(part) == section:
            continue
        last[part] = section
        # Without a parent of its own it would go with what Python calls the layout.
        heading = QLabel(section, first.parentWidget())
        heading.setObjectName("sectionHeading")
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setContentsMargins(0, 8, 0, 0)
        layout.insertWidget(layout.indexOf(first), heading)


def _layout_of(widget: QWidget):
    """The column that a widget stands in, None where it stands otherwise."""
    holder = widget.parentWidget()
    columns = [] if holder is None else holder.findChildren(QBoxLayout)
    return next((column for column in columns if column.indexOf(widget) >= 0), None)


def _ask_for_folder(wrapper) -> None:
    """A folder that only a dry run can do without is asked for, and not skipped."""
    definition = wrapper.parameterDefinition()
    is_folder = isinstance(definition, QgsProcessingParameterFolderDestination)
    if not is_folder or not definition.flags() & definition.Flag.FlagOptional:
        return
    line = wrapper.wrappedWidget().findChild(QLineEdit)
    if line is not None:
        line.setPlaceholderText(tr("[Choose a folder; a dry run needs none]"))
