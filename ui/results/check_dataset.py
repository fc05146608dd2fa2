"""The checks of the dataset on show: do splits leak, are files whole, do libraries load it."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog

from ...core.page.gallery import Gallery
from ..run.dataset_looks import open_file
from .check_row import CheckRow
from .dataset_check import DatasetCheck, describe_audit, describe_loads, describe_validation
from .results_page import ResultsPage

_PYTHON_KEY = "tilewright/python"
# Larger datasets are checked when somebody asks.
_MOST_TILES = 2000


class DatasetChecks(QObject):
    """Runs them one after the other, and shows what they found."""

    def __init__(self, page: ResultsPage, say: Callable[[object], str], parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._gallery: Gallery | None = None
        validate = "tilewright:validatedataset"
        self.splits = DatasetCheck("tilewright:auditsplit", "DATASET", describe_audit, say, self)
        self.files = DatasetCheck(validate, "INPUT", describe_validation, say, self)
        self.loads = DatasetCheck(validate, "INPUT", describe_loads, say, self)
        self._waiting: list[DatasetCheck] = []
        for row, check in self._rows():
            check.changed.connect(lambda row=row, check=check: self._show(row, check))
            row.check_asked.connect(lambda check=check: self._start(check))
            row.cancel_asked.connect(check.cancel)
            row.report_asked.connect(lambda check=check: open_file(check.report))

    def _rows(self) -> tuple[tuple[CheckRow, DatasetCheck], ...]:
        page = self._page
        return (
            (page.splits, self.splits),
            (page.files, self.files),
            (page.loads, self.loads),
        )

    @property
    def is_busy(self) -> bool:
        """Whether a check runs or waits."""
        return bool(self._waiting) or any(check.is_busy for _, check in self._rows())

    def show(self, gallery: Gallery) -> None:
        """These checks are about that dataset."""
        self._gallery = gallery
        for row, check in self._rows():
            self._show(row, check)

    def start_soon(self, gallery: Gallery) -> None:
        """Check a new dataset, unless that would take long."""
        self.show(gallery)
        if gallery.tile_count <= _MOST_TILES:
            self._waiting = [self.splits, self.files] if gallery.splits else [self.files]
            self._go_on()

    def _go_on(self) -> None:
        if self._waiting and not any(check.is_busy for _, check in self._rows()):
            self._waiting.pop(0).start(str(self._gallery.folder))

    def _start(self, check: DatasetCheck) -> None:
        more = {}
        if check is self.loads:
            python = self._ask_python()
            if not python:
                return
            more["PYTHON"] = python
        check.start(str(self._gallery.folder), **more)

    def _ask_python(self) -> str:
        """The program of a Python that the user trusts; empty where none was chosen."""
        settings = QgsSettings()
        title = self.tr("Python With the Libraries That You Train With")
        path, _ = QFileDialog.getOpenFileName(self._page, title, settings.value(_PYTHON_KEY, ""))
        if path:
            settings.setValue(_PYTHON_KEY, path)
        return path

    def _show(self, row: CheckRow, check: DatasetCheck) -> None:
        # The next Python may have other libraries: its button goes on asking for one.
        has_report = bool(check.report) and check is not self.loads
        row.show_state(check.verdict, check.is_busy, check.percent, has_report)
        self._go_on()

    def forget(self) -> None:
        """Another dataset is on show, or none."""
        self._waiting = []
        for _, check in self._rows():
            check.forget()

    def stop(self) -> None:
        """Leave nothing running."""
        self._waiting = []
        for _, check in self._rows():
            check.stop()
