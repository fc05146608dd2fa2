"""Ways to look at a dataset that was made, from the message that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QMenu, QWidget

from ...core.tiles.layout import CARD
from ..tasks.run_algorithm import AlgorithmRun


@dataclass(frozen=True)
class Look:
    """An algorithm that makes a file to look at.

    Attributes:
        title: in the menu.
        name: of the entry.
        algorithm: id.
        folder: parameter with the dataset.
        output: parameter with the file.
        ending: of the file.
    """

    title: str
    name: str
    algorithm: str
    folder: str
    output: str
    ending: str


class DatasetLooks(QObject):
    """Makes pictures and reports of a dataset in the background, and opens them.

    Args:
        tell: says in the message bar what went wrong.
    """

    def __init__(self, tell: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tell = tell
        self._runs: list[AlgorithmRun] = []

    def menu(self, folder: str, is_split: bool, parent: QWidget) -> QMenu:
        """Entries for a dataset; it is audited when its tiles are split."""
        menu = QMenu(parent)
        looks = [
            Look(
                self.tr("Contact Sheet"), "contactSheet",
                "tilewright:contactsheet", "DATASET", "OUTPUT", ".png",
            ),
            Look(
                self.tr("Check of All Files"), "checkFiles",
                "tilewright:validatedataset", "INPUT", "REPORT", ".html",
            ),
        ]  # fmt: skip
        if is_split:
            looks.append(
                Look(
                    self.tr("Audit of the Splits"), "auditSplits",
                    "tilewright:auditsplit", "DATASET", "REPORT", ".html",
                )
            )  # fmt: skip
        for page, name, title in (
            ("index.html", "page", self.tr("Dataset Page")),
            (CARD, "card", self.tr("Card")),
        ):
            path = Path(folder, page)
            if path.is_file():
                entry = menu.addAction(title)
                entry.setObjectName(name)
                entry.triggered.connect(lambda *_, path=path: open_file(str(path)))
        for look in looks:
            entry = menu.addAction(look.title)
            entry.setObjectName(look.name)
            entry.triggered.connect(lambda *_, look=look: self.start(look, folder))
        return menu

    def start(self, look: Look, folder: str) -> None:
        """Make what is asked for; it is opened when it is there."""
        place = QgsProcessingUtils.generateTempFilename(f"{look.name}{look.ending}")
        run = AlgorithmRun({look.folder: folder, look.output: place}, self, look.algorithm)
        run.ended.connect(lambda results, problem: self._finish(run, place, results, problem))
        self._runs.append(run)
        problem = run.start()
        if problem:
            self._finish(run, place, None, problem)

    def _finish(self, run: AlgorithmRun, place: str, results, problem) -> None:
        if run in self._runs:
            self._runs.remove(run)
        run.deleteLater()
        if problem:
            self._tell(problem)
        elif results is not None:
            open_file(place)

    def stop(self) -> None:
        """Leave what is being made."""
        for run in self._runs:
            run.stop()
        self._runs = []


def open_file(path: str) -> None:
    """Show a file, or a folder, in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
