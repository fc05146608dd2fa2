"""A check of a dataset: an algorithm in the background, and its verdict in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.words import tr
from ..tasks.run_algorithm import AlgorithmRun

GOOD, BAD = "\u2714", "\u26a0"
_MOST_LINES = 3


class DatasetCheck(QObject):
    """Runs an algorithm that looks a dataset over.

    Args:
        algorithm: its id.
        parameter: that the folder is given to.
        describe: words for the results, and the warnings of the run.
        say: puts a message into the dock's words.

    Signals: ``changed``.

    Attributes:
        verdict: what came of it; empty before.
        report: the page that it wrote; empty before.
    """

    changed = pyqtSignal()

    def __init__(
        self,
        algorithm: str,
        parameter: str,
        describe: Callable[[dict, Sequence[str]], str],
        say: Callable[[object], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._algorithm, self._parameter = algorithm, parameter
        self._describe, self._say = describe, say
        self._run: AlgorithmRun | None = None
        self.verdict = self.report = ""
        self.percent = 0

    @property
    def is_busy(self) -> bool:
        """Whether it is being checked."""
        return self._run is not None

    def start(self, folder: str, **more: object) -> None:
        """Check a dataset; what was known of another is forgotten."""
        self.stop()
        self.verdict = self.report = ""
        report = QgsProcessingUtils.generateTempFilename("report.html")
        parameters = {self._parameter: folder, "REPORT": report, **more}
        run = AlgorithmRun(parameters, self, self._algorithm)
        run.progressed.connect(self._tell_progress)
        run.ended.connect(lambda results, problem: self._finish(run, results, problem))
        self._run = run
        problem = run.start()
        if problem:
            self._finish(run, None, problem)
        self.changed.emit()

    def cancel(self) -> None:
        """Ask it to stop."""
        if self._run is not None:
            self._run.cancel()

    def forget(self) -> None:
        """Stop, and know nothing."""
        self.stop()
        self.verdict = self.report = ""
        self.changed.emit()

    def stop(self) -> None:
        """Cancel, and wait until the other thread is at an end."""
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            run.deleteLater()

    def _tell_progress(self, percent: float) -> None:
        self.percent = int(percent)
        self.changed.emit()

    def _finish(self, run: AlgorithmRun, results: dict | None, problem: object) -> None:
        if run is not self._run:
            return
        self._run, self.percent = None, 0
        run.deleteLater()
        if problem:
            self.verdict = f"{BAD} {self._say(problem)}"
        elif results is None:
            self.verdict = tr("Cancelled.")
        else:
            warnings = [self._say(each) for each in run.feedback.warnings]
            self.verdict = self._describe(results, warnings)
            self.report = str(results.get("REPORT", ""))
        self.changed.emit()


def describe_audit(results: dict, warnings: Sequence[str]) -> str:
    """Whether splits have seen each other's ground."""
    if results["PASSED"]:
        return f"{GOOD} " + tr("Nothing leaks between the splits.")
    return _first_lines(tr("The splits leak."), warnings[:-1])


def describe_validation(results: dict, warnings: Sequence[str]) -> str:
    """Whether files are what the dataset says."""
    if results["PASSED"]:
        return f"{GOOD} " + tr("All files are there and match the dataset's records.")
    text = tr("Problems found: {}.").format(results["PROBLEM_COUNT"])
    return _first_lines(text, warnings)


def describe_loads(results: dict, warnings: Sequence[str]) -> str:
    """What becomes of the dataset in each library that was there for its layout."""
    lines = []
    for library, text in json.loads(results["LOADS_IN"]).items():
        if text.startswith("loads"):
            lines.append(f"{GOOD} {library}: {text}")
        elif text.startswith(("wrong", "refuses")):
            lines.append(f"{BAD} {library}: {text}")
    none = tr("This Python has no library that reads this dataset's layout.")
    return "\n".join(lines) or f"{BAD} {none}"


def _first_lines(text: str, warnings: Sequence[str]) -> str:
    lines = list(warnings[:_MOST_LINES])
    more = len(warnings) - len(lines)
    if more > 0:
        lines.append(tr("More in the report: {}").format(more))
    return "\n".join([f"{BAD} {text}", *lines])
