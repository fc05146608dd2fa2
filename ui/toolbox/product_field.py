"""The field for a satellite product, which is a folder or a zip file."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsProject, QgsSettings
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsFilterLineEdit,
    QgsGui,
    QgsProcessingGui,
)
from qgis.PyQt.QtCore import QDir, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QToolButton, QWidget

from .hand_to_qgis import hand_to_qgis

# Where Processing's own fields for files begin to look.
LAST_PLACE = "/Processing/LastInputPath"


class ProductField(QWidget):
    """A path that can be typed, dropped, or chosen as a folder or as a zip file."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = _PathLine()
        self.line.setShowClearButton(True)
        self.line.textChanged.connect(self.changed)
        self.button = QToolButton()
        self.button.setText("…")
        self.button.setToolTip(self.tr("Choose a product"))
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        menu.addAction(self.tr("Folder (.SAFE)…")).triggered.connect(self._choose_folder)
        menu.addAction(self.tr("Zip File…")).triggered.connect(self._choose_archive)
        self.button.setMenu(menu)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.line)

    def path(self) -> str:
        """What the field says, empty when it says nothing."""
        return self.line.text().strip()

    def set_path(self, path: str) -> None:
        """Show a path."""
        self.line.setText(path)

    def _choose_folder(self) -> None:
        title = self.tr("Product Folder (.SAFE)")
        self._take(QFileDialog.getExistingDirectory(self, title, self._place()))

    def _choose_archive(self) -> None:
        kinds = self.tr("Zip files ({})").format("*.zip *.ZIP")
        metadata = self.tr("Metadata of a product ({})").format("MTD_*.xml")
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Product as Zip File"), self._place(), f"{kinds};;{metadata}"
        )
        self._take(path)

    def _place(self) -> str:
        folder = Path(self.path()).parent
        if folder != Path() and os.path.isdir(folder):
            return str(folder)
        return usual_place()

    def _take(self, path: str) -> None:
        if path:
            QgsSettings().setValue(LAST_PLACE, str(Path(path).parent))
            self.set_path(QDir.toNativeSeparators(path))


class _PathLine(QgsFilterLineEdit):
    """Takes what is dropped on it as a path; others would take it as an address."""

    def dragEnterEvent(self, event) -> None:
        if _dropped_path(event):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event) -> None:
        path = _dropped_path(event)
        if path:
            self.setText(QDir.toNativeSeparators(path))
            event.acceptProposedAction()
        else:
            super().dropEvent(event)


def _dropped_path(event) -> str:
    paths = (url.toLocalFile() for url in event.mimeData().urls())
    return next((path for path in paths if path), "")


class _FieldWrapper(QgsAbstractProcessingParameterWidgetWrapper):
    """The field in Processing's dialogs, for one run and for many."""

    def createWidget(self) -> QWidget:
        self._field = ProductField()
        self._field.setToolTip(self.parameterDefinition().toolTip())
        self._field.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._field)
        return hand_to_qgis(self._holder, self._field)

    def setWidgetValue(self, value, context) -> None:
        self._field.set_path(str(value or ""))

    def widgetValue(self) -> str:
        return self._field.path()


class ProductWidget:
    """What Processing calls by the name that the parameter's metadata tells.

    The model designer's own widget stays, since it offers the model's inputs as well.
    """

    def __new__(cls, parameter, dialog, row: int = 0, column: int = 0):
        if type(dialog).__name__ == "ModelerParametersDialog":
            wrapper = QgsGui.processingGuiRegistry().createModelerParameterWidget(
                dialog.model, dialog.childId, parameter, dialog.context
            )
        else:
            is_batch = "Batch" in type(dialog).__name__
            kinds = QgsProcessingGui.WidgetType
            wrapper = _FieldWrapper(parameter, kinds.Batch if is_batch else kinds.Standard)
        wrapper.setDialog(dialog)
        return wrapper


def usual_place() -> str:
    """Where one last looked for files, else beside the project, or beside a layer."""
    known = QgsSettings().value(LAST_PLACE, "")
    project = QgsProject.instance()
    sources = (layer.source().partition("|")[0] for layer in project.mapLayers().values())
    folders = (str(Path(source).parent) for source in sources if os.path.isfile(source))
    return known or project.homePath() or next(folders, "") or QDir.homePath()
