"""The dataset's folder, and what becomes of one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDir, QObject
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ...core.dataset.inspect import (
    DATASET,
    FREE,
    IS_FILE,
    LOCKED,
    UNFINISHED_DATASET,
    FolderState,
    inspect_folder,
)
from ...core.files.paths import clean_path
from ..settings.dock_settings import DockSettings
from ..widgets.problem import Problem
from ..widgets.wrapped_button import WrappedCheckBox

if TYPE_CHECKING:
    from .dock_page import DockPage

_NOWHERE = FolderState(FREE, "")


class FolderRows(QObject):
    """The folder, and the boxes that continue, replace or extend its dataset."""

    def __init__(self, page: DockPage) -> None:
        super().__init__(page)
        self._state = _NOWHERE
        self.output = QgsFileWidget()
        self.output.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.output.setDialogTitle(self.tr("Dataset Folder"))
        page.add_row(
            self.tr("Folder"),
            self.output,
            "output",
            self.tr("Where the dataset goes: a new or empty folder."),
        )
        self.resume = WrappedCheckBox(self.tr("Continue it"))
        self.resume.setObjectName("resume")
        self.resume.setToolTip(
            self.tr("Keeps the tiles that are there and makes the others, with the same settings.")
        )
        self.overwrite = WrappedCheckBox(self.tr("Replace it"))
        self.overwrite.setObjectName("overwrite")
        self.overwrite.setToolTip(
            self.tr("Replaces the dataset in the folder once the new one is complete.")
        )
        self.append = WrappedCheckBox(self.tr("Add to it"))
        self.append.setObjectName("append")
        self.append.setToolTip(
            self.tr(
                "Adds the images to the dataset in the folder, with the same settings; its tiles "
                "stay as they are."
            )
        )
        self._boxes = (self.resume, self.append, self.overwrite)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        # A folder may become one of a dataset by a run, while the mouse is elsewhere.
        row.setMinimumHeight(self.overwrite.sizeHint().height())
        page.form.addRow(row)
        for box in self._boxes:
            line.addWidget(box)
            box.hide()
            box.toggled.connect(lambda on, box=box: on and self._untick_others(box))
            box.toggled.connect(page.tell)
        line.addStretch(1)
        self.output.fileChanged.connect(page.tell)
        self.output.lineEdit().editingFinished.connect(self._show_path)

    def _untick_others(self, ticked: QCheckBox) -> None:
        for box in self._boxes:
            if box is not ticked:
                box.setChecked(False)

    def folder(self) -> str:
        """The dataset's folder as an absolute path, empty when there is none yet."""
        base = QgsProject.instance().homePath() or QDir.homePath()
        return clean_path(self.output.filePath(), base)

    def _show_path(self) -> None:
        """What was typed, as it is understood."""
        folder = QDir.toNativeSeparators(self.folder())
        if folder != self.output.filePath():
            self.output.setFilePath(folder)

    def show(self) -> None:
        """Look at the folder, and show what can be done with what is there."""
        folder = self.folder()
        self._state = inspect_folder(folder) if folder else _NOWHERE
        kind = self._state.kind
        self.resume.setVisible(kind == UNFINISHED_DATASET)
        self.append.setVisible(self._state.is_of_scenes)
        self.overwrite.setVisible(kind in (DATASET, UNFINISHED_DATASET))

    def load(self, settings: DockSettings) -> None:
        """Set the fields."""
        self.output.setFilePath(settings.output)
        self.forget()

    def forget(self) -> None:
        """Replacing or continuing a dataset is decided each time anew."""
        for box in self._boxes:
            box.setChecked(False)

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings."""
        kind = self._state.kind
        settings.output = self.folder()
        settings.append = self._state.is_of_scenes and self.append.isChecked()
        settings.resume = kind == UNFINISHED_DATASET and self.resume.isChecked()
        settings.overwrite = kind in (DATASET, UNFINISHED_DATASET) and self.overwrite.isChecked()

    def find_problem(self) -> Problem | None:
        """What is wrong with the folder; None when all is well."""
        if not self.folder():
            return Problem(self.output, self.tr("Choose a folder for the dataset."), is_hint=True)
        text = self._folder_problem(self._state)
        is_ours = self._state.kind in (DATASET, UNFINISHED_DATASET)
        return Problem(self.output, text, is_hint=is_ours, is_of_folder=True) if text else None

    def _folder_problem(self, state: FolderState) -> str:
        if state.kind == FREE or self.overwrite.isChecked():
            return ""
        if state.kind == UNFINISHED_DATASET:
            return (
                ""
                if self.resume.isChecked()
                else self.tr(
                    "The folder holds an unfinished dataset. Continue it, replace it, or choose "
                    "another folder."
                )
            )
        if state.is_of_scenes and self.append.isChecked():
            return ""
        if state.is_of_scenes:
            return self.tr(
                "The folder holds a dataset (tiles: {}). Add to it, replace it, or choose another "
                "folder."
            ).format(state.tile_count)
        if state.kind == DATASET:
            text = self.tr("The folder holds a dataset. Replace it, or choose another folder.")
            if state.tile_count is not None:
                text = self.tr(
                    "The folder holds a dataset (tiles: {}). Replace it, or choose another folder."
                ).format(state.tile_count)
            return text
        return {
            IS_FILE: self.tr("{} is a file; choose a folder."),
            LOCKED: self.tr("{} cannot be written to; choose another folder."),
        }.get(state.kind, self.tr("{} holds other files; choose a new or an empty folder.")).format(
            QDir.toNativeSeparators(state.path)
        )
