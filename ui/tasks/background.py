"""Work that would hold up the window, done beside it."""

from __future__ import annotations

import traceback
from collections.abc import Callable

from qgis.core import QgsApplication, QgsMessageLog, QgsProcessingFeedback, QgsTask
from qgis.PyQt.QtCore import QObject

from ...algorithms.base.words import LOG_TAG, MessageFeedback
from ...core.errors import CancelledError, TilewrightError

# Opening a file may wait for a disk; what is asked in between is heeded.
_PATIENCE_MS = 10_000
# QGIS calls tasks after they have ended, which those that Python has forgotten do not survive.
_unended: set[QgsTask] = set()


class Background(QObject):
    """Does one thing at a time; a newer one cancels the older, which is then not heard of."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def start(
        self,
        title: str,
        work: Callable[[QgsProcessingFeedback], object],
        finish: Callable[[object, str], None],
    ) -> None:
        """Do something in another thread.

        Args:
            title: for the list of what QGIS is doing.
            work: called there, with what tells of a cancel; must touch no layer.
            finish: called here with what came of it, or None and what went wrong.
        """
        self.cancel()
        self._task = _Work(title, work, lambda task: self._finish(task, finish))
        _unended.add(self._task)
        QgsApplication.taskManager().addTask(self._task)

    def _finish(self, task: _Work, finish: Callable[[object, str], None]) -> None:
        if task is self._task:
            self._task = None
            if not task.feedback.isCanceled():
                finish(task.result, task.problem)

    def cancel(self) -> None:
        """Give up what is being done."""
        task, self._task = self._task, None
        if task is not None:
            task.feedback.cancel()
            task.cancel()

    def stop(self) -> None:
        """Give it up and wait until the other thread is at an end."""
        task = self._task
        self.cancel()
        if task is not None:
            task.waitForFinished(_PATIENCE_MS)


class _Work(QgsTask):
    def __init__(self, title: str, work: Callable, ended: Callable) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work, self._ended = work, ended
        self.feedback = MessageFeedback(False)
        self.result: object = None
        self.problem = ""

    def run(self) -> bool:
        try:
            self.result = self._work(self.feedback)
        except CancelledError:
            return False
        except TilewrightError as error:
            self.problem = error.message
        except OSError as error:
            self.problem = str(error)
        except Exception as error:
            QgsMessageLog.logMessage(traceback.format_exc(), LOG_TAG)
            self.problem = f"{type(error).__name__}: {error}"
        return not self.problem

    def finished(self, result: bool) -> None:
        _unended.discard(self)
        self._ended(self)
