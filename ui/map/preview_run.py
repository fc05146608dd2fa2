"""Keeping the preview up to date while the user changes settings."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..tasks.in_steps import InSteps
from ..tasks.run_algorithm import AlgorithmRun

_DELAY_MS = 400
Steps = Generator[None, None, dict]


class PreviewRun(QObject):
    """Runs dry runs one at a time; a newer request cancels the older one.

    Args:
        make_algorithm: makes what is run, where it is not builddataset.

    Signals: ``started``, ``progressed`` (percent), and ``ended`` (results or None, the run, what
    went wrong).
    """

    started = pyqtSignal()
    progressed = pyqtSignal(float)
    ended = pyqtSignal(object, object, object)

    def __init__(
        self,
        parent: QObject | None = None,
        make_algorithm: Callable[[], object] = lambda: AlgorithmRun.ALGORITHM,
    ) -> None:
        super().__init__(parent)
        self._make_algorithm = make_algorithm
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._wanted = None
        self._run = None
        self._starting = InSteps(self)

    def ask(self, make_parameters: Callable[[], Steps] | None) -> None:
        """Preview soon, with the parameters that are then made; None stops asking.

        They are made in steps, of which the last returns them.
        """
        self._wanted = make_parameters
        self._give_up_start()
        if self._run is not None:
            self._run.cancel()
        if make_parameters is None:
            self._timer.stop()
        else:
            self._timer.start(_DELAY_MS)

    @property
    def is_busy(self) -> bool:
        """Whether something runs or is about to."""
        return self._run is not None or self._starting.is_busy or self._timer.isActive()

    def _start(self) -> None:
        if self._run is not None or self._starting.is_busy or self._wanted is None:
            return
        make_parameters, self._wanted = self._wanted, None
        self._starting.start(self._start_in_steps(make_parameters))

    def _start_in_steps(self, make_parameters: Callable[[], Steps]) -> Iterator[None]:
        parameters = yield from make_parameters()
        yield
        run = AlgorithmRun(parameters, self, self._make_algorithm())
        run.ended.connect(self._finish)
        run.progressed.connect(self.progressed)
        self._run = run
        self.started.emit()
        problem = yield from run.start_in_steps()
        if problem:
            self._finish(None, problem)

    def _give_up_start(self) -> None:
        """What has not begun yet never ends; a start that is under way is one that can be ended."""
        if self._starting.is_busy and not self._starting.is_at_it:
            self._starting.cancel()
            if self._run is not None:
                self._run.deleteLater()
                self._run = None

    def _finish(self, results, problem: str) -> None:
        run, self._run = self._run, None
        if self._wanted is not None:
            self._timer.start(_DELAY_MS)
        elif problem or not run.is_cancelled:
            self.ended.emit(results, run, problem)
        run.deleteLater()

    def stop(self) -> None:
        """Cancel what runs and forget what was asked."""
        self.ask(None)

    def remove(self) -> None:
        """Stop for good, and wait for what runs."""
        self.stop()
        if self._run is not None:
            self._run.stop()
            self._run = None
