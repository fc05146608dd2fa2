"""Running an algorithm in the background, and hearing of it."""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.base.words import MessageFeedback, Worded
from .in_steps import at_once

# A run ends within a second of Cancel; a stuck disk may take longer.
_PATIENCE_MS = 10_000


class LogFeedback(MessageFeedback):
    """Feedback that passes lines on, across threads, and remembers warnings and errors.

    Lines are the messages that they were made of, where there is one.
    """

    line = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings = []
        self.errors = []

    def pushInfo(self, info) -> None:
        self.line.emit(self._message_of(info))

    def pushWarning(self, warning) -> None:
        self.warnings.append(self._message_of(warning))
        self.line.emit(self.warnings[-1])

    def reportError(self, error, fatalError=False) -> None:
        self.errors.append(self._message_of(error))
        self.line.emit(self.errors[-1])

    def _message_of(self, text: str) -> str:
        # Texts that come by way of QGIS have lost what they were made of.
        return self.messages.get(text.strip(), text)


class AlgorithmRun(QObject):
    """One run of an algorithm, by default builddataset, in QGIS's task manager.

    An algorithm that is in no toolbox is given as an instance.

    Signals: ``progressed`` (percent), ``said`` (a log line), ``ended`` (results, or None, and what
    went wrong, empty when nothing or cancelled). Lines and what went wrong are messages, or texts
    of QGIS.
    """

    progressed = pyqtSignal(float)
    said = pyqtSignal(object)
    ended = pyqtSignal(object, object)

    ALGORITHM = "tilewright:builddataset"

    def __init__(
        self,
        parameters: dict,
        parent: QObject | None = None,
        algorithm: str | QgsProcessingAlgorithm = ALGORITHM,
    ) -> None:
        super().__init__(parent)
        self.parameters = parameters
        self._algorithm = algorithm
        # The task refers to both without owning them.
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.feedback = LogFeedback()
        self.feedback.line.connect(self.said)
        self.feedback.progressChanged.connect(self.progressed)
        self._task = None

    def start(self) -> str:
        """Check the parameters and start; returns what is wrong with them, empty when nothing."""
        return at_once(self.start_in_steps())

    def start_in_steps(self) -> Generator[None, None, str]:
        """The same, with a turn of the window before the algorithm opens what it reads."""
        algorithm = self._algorithm
        if isinstance(algorithm, str):
            # The task makes one of its own of it.
            algorithm = QgsApplication.processingRegistry().algorithmById(algorithm)
        if algorithm is None:
            return self.tr(
                "Processing does not list Tilewright; enable the Processing plugin first."
            )
        can_run, why = algorithm.canExecute()
        if can_run:
            can_run, why = algorithm.checkParameterValues(self.parameters, self.context)
        if not can_run:
            return why.message if isinstance(why, Worded) else why
        yield
        self._task = QgsProcessingAlgRunnerTask(
            algorithm, self.parameters, self.context, self.feedback
        )
        if self._task.isCanceled():
            # Preparing failed: such a task never says that it has ended.
            self._task = None
            return self._error()
        self._task.executed.connect(self._finish)
        QgsApplication.taskManager().addTask(self._task)
        return ""

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self.feedback.isCanceled()

    def cancel(self) -> None:
        """Ask it to stop; ``ended`` follows within a second."""
        self.feedback.cancel()

    def stop(self) -> None:
        """Cancel and wait until the task no longer needs what belongs to this object."""
        self.cancel()
        if self._task is not None:
            self._task.executed.disconnect(self._finish)
            self._task.waitForFinished(_PATIENCE_MS)
            self._task = None

    def _finish(self, succeeded: bool, results: dict) -> None:
        self._task = None
        if succeeded:
            self.ended.emit(results, "")
        elif self.is_cancelled:
            self.ended.emit(None, "")
        else:
            self.ended.emit(None, self._error())

    def _error(self) -> str:
        errors = self.feedback.errors
        return errors[0] if errors else self.tr("The run failed; see the log.")

    def take_layer(self, results: dict, name: str):
        """A result layer that nobody else keeps; None when the run made none."""
        layer_id = results.get(name)
        return self.context.takeResultLayer(layer_id) if layer_id else None
