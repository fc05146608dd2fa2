"""Making datasets in the background, and saying how it went."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import Qgis
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ...core.dataset.inspect import DATASET, FREE, UNFINISHED_DATASET, inspect_folder
from ...core.run.progress import tells_time_left
from ..map.label_colors import label_colors
from ..pages.dock_words import DockWords
from ..tasks.run_algorithm import AlgorithmRun
from ..tasks.watch_layers import unsaved_layers
from .dataset_looks import DatasetLooks, open_file
from .load_dataset import load_dataset, reload_dataset
from .run_panel import RunPanel

_TITLE = "Tilewright"


class DatasetRuns(QObject):
    """One run at a time, shown in the panel and announced in the message bar.

    Signals: ``changed`` when a run begins or ends, ``succeeded``, and ``failed`` (why, as
    a message of the algorithm).
    """

    changed = pyqtSignal()
    succeeded = pyqtSignal()
    failed = pyqtSignal(object)

    def __init__(self, panel: RunPanel, words: DockWords, iface, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._words = words
        self._iface = iface
        self._run = None
        self._items = []
        # Of these, what is no news once something else is done: all but what tells of a dataset.
        self._passing, self._plain = [], []
        self.last_output = ""
        self.last_warnings: list[str] = []
        self.looks = DatasetLooks(
            lambda text: self.tell(self._words.say(text), Qgis.MessageLevel.Warning), self
        )
        panel.cancel_asked.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether a dataset is being made."""
        return self._run is not None

    def start(self, parameters: dict) -> None:
        """Make the dataset of these parameters of builddataset."""
        if self._run is not None:
            self.tell(self.tr("A dataset is being made; wait, or cancel it."))
            return
        self._forget(lambda item: item in self._passing)
        run = AlgorithmRun(parameters, self)
        run.progressed.connect(lambda percent: self._panel.progress.setValue(int(percent)))
        run.said.connect(self._log)
        run.ended.connect(self._finish)
        self._run = run
        self._panel.start()
        for name in unsaved_layers(parameters):
            text = self.tr("{} has edits that are not saved; the dataset is made with them.")
            self._panel.say(text.format(name))
        problem = run.start()
        if problem:
            self._finish(None, problem)
        else:
            self.changed.emit()

    def cancel(self) -> None:
        """Ask the run to stop."""
        if self._run is not None:
            self._run.cancel()

    def _log(self, line: str) -> None:
        text = self._words.say(line)
        self._panel.say(text)
        if tells_time_left(line) and self._run is not None:
            self._panel.tell_how_far(text)

    def _finish(self, results, problem: str) -> None:
        run, self._run = self._run, None
        run.deleteLater()
        self._panel.end()
        # Such as that one has to wait.
        self.forget_plain()
        if problem and problem not in run.feedback.errors:
            self._log(problem)
        self.changed.emit()
        if problem:
            self._offer_rest(run.parameters, self._words.say(problem), is_warning=True)
            self.failed.emit(problem)
        elif results is None or run.is_cancelled:
            self._offer_rest(run.parameters, self.tr("Cancelled."), is_warning=False)
        else:
            self.last_warnings = [self._words.say(each) for each in run.feedback.warnings]
            self._announce(results, run.parameters)

    def _offer_rest(self, parameters: dict, text: str, is_warning: bool) -> None:
        """Say how a run ended early; what it leaves behind can be continued."""
        level = Qgis.MessageLevel.Warning if is_warning else Qgis.MessageLevel.Info
        folder = parameters.get("OUTPUT", "")
        kind = inspect_folder(folder).kind if folder else FREE
        if kind == UNFINISHED_DATASET:
            self.tell(
                text + " " + self.tr("The tiles made so far are kept."),
                level,
                (self.tr("Continue"), "continueRun", self._restart(parameters, "RESUME")),
                (self.tr("Start Anew"), "startAnew", self._restart(parameters, "OVERWRITE")),
            )
            return
        if not is_warning and kind == DATASET:
            text += " " + self.tr("The earlier dataset is as it was.")
        elif not is_warning:
            text += " " + self.tr("Nothing was written.")
        self.tell(text, level)

    def _restart(self, parameters: dict, how: str) -> Callable:
        again = {k: v for k, v in parameters.items() if k not in ("RESUME", "OVERWRITE")}

        def restart(item) -> None:
            if not self.is_busy:
                self._bar.popWidget(item)
            self.start({**again, how: True})

        return restart

    def _announce(self, results: dict, parameters: dict) -> None:
        folder = self.last_output = results["OUTPUT"]
        reload_dataset(folder, self._colors(parameters))
        self.succeeded.emit()
        counts = results["TILE_COUNT"], results["REJECTED_COUNT"]
        text = self.tr("Tiles made: {}, left out: {}.").format(*counts)
        warnings = len(self.last_warnings)
        if warnings:
            # Short, as the bar shows one line and cuts the next.
            text = self.tr("Tiles made: {}, left out: {}, warnings: {}.").format(*counts, warnings)
        level = Qgis.MessageLevel
        self.tell(
            text,
            level.Warning if warnings else level.Success,
            (self.tr("Open Folder"), "openFolder", lambda _: open_file(folder)),
            (self.tr("Add to Project"), "addToProject", lambda _: self._load(folder, parameters)),
            (self.tr("Inspect"), "inspect", None),
        )
        button = self._items[-1].findChild(QPushButton, "inspect")
        button.setMenu(self.looks.menu(folder, "SPLIT_METHOD" in parameters, button))

    @staticmethod
    def _colors(parameters: dict) -> dict:
        """Colours by class, as the run's label layer has them now."""
        names = ("LABELS", "LABEL_FIELD", "LABEL")
        return label_colors(*(parameters.get(name, "") for name in names))

    def _load(self, folder: str, parameters: dict) -> None:
        problem = load_dataset(folder, self._colors(parameters))
        if problem:
            self.tell(problem, Qgis.MessageLevel.Warning)

    def tell(self, text: str, level=Qgis.MessageLevel.Info, *buttons: tuple) -> None:
        """A message in QGIS's message bar.

        Buttons are (text, name, what to call with the message, or None for one that gets a menu);
        they belong to what this message is about, whatever happens later. A message without takes
        the place of the one before.
        """
        item = self._bar.createMessage(_TITLE, text)
        for caption, name, act in buttons:
            button = QPushButton(caption)
            button.setObjectName(name)
            if act is not None:
                button.clicked.connect(lambda *_, act=act: act(item))
            item.layout().addWidget(button)
        if not buttons:
            self.forget_plain()
            self._plain.append(item)
        if level != Qgis.MessageLevel.Success and not any(b[1] == "openFolder" for b in buttons):
            self._passing.append(item)
        self._items.append(item)
        self._bar.pushWidget(item, level)

    def forget_plain(self) -> None:
        """Take back messages without buttons: something was done since."""
        self._forget(lambda item: item in self._plain)

    def forget(self) -> None:
        """Take back all messages: another project is open."""
        self._forget(lambda item: True)

    def _forget(self, is_old: Callable) -> None:
        for item in self._items:
            if not sip.isdeleted(item) and is_old(item):
                self._bar.popWidget(item)
        self._items, self._passing, self._plain = (
            [item for item in items if not sip.isdeleted(item) and not is_old(item)]
            for items in (self._items, self._passing, self._plain)
        )

    @property
    def _bar(self):
        return self._iface.messageBar()

    def remove(self) -> None:
        """Stop what runs, and take back messages whose buttons would do nothing."""
        if self._run is not None:
            self._run.stop()
            self._run = None
        self.looks.stop()
        self.forget()
