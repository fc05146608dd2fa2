"""Feedback of a part of the work."""

from __future__ import annotations

from qgis.core import QgsProcessingFeedback

from ..base.words import MessageFeedback


class PartOfProgress(MessageFeedback):
    """Hands all on; the progress of the part goes from one percentage of all to another."""

    def __init__(self, feedback: QgsProcessingFeedback, start: float, stop: float) -> None:
        super().__init__(False)
        self._feedback = feedback
        self._start, self._stop = start, stop
        if isinstance(feedback, MessageFeedback):
            self.messages = feedback.messages

    def isCanceled(self) -> bool:
        """Whether all of the work is."""
        return self._feedback.isCanceled()

    def pushInfo(self, info: str) -> None:
        """See QgsProcessingFeedback."""
        self._feedback.pushInfo(info)

    def pushWarning(self, warning: str) -> None:
        """See QgsProcessingFeedback."""
        self._feedback.pushWarning(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        """See QgsProcessingFeedback."""
        self._feedback.reportError(error, fatalError)

    def setProgress(self, percent: float) -> None:
        """Percent of the part."""
        self._feedback.setProgress(self._start + (self._stop - self._start) * percent / 100)
