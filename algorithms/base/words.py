"""Words and icons of the algorithms."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

from ...core.message import Message, Parameter, Words

__all__ = [
    "ICONS",
    "LOG_TAG",
    "AlgorithmWords",
    "MessageFeedback",
    "Worded",
    "put_into_words",
    "tr",
]
ICONS = Path(__file__).parent.parent.parent / "icons"
LOG_TAG = "Tilewright"


def tr(text: str) -> str:
    """Translate a text of the algorithms."""
    return QCoreApplication.translate("Tilewright", text)


class MessageFeedback(QgsProcessingFeedback):
    """Feedback that also hears which messages the texts were made of.

    Attributes:
        messages: the message of each text that was pushed or that an algorithm failed with, for
            who words it anew.
    """

    def __init__(self, logFeedback: bool = True) -> None:
        super().__init__(logFeedback)
        self.messages: dict[str, Message] = {}


class AlgorithmWords(Words):
    """The user's language, and what an algorithm calls its parameters.

    Args:
        names: the algorithm's name of each role that it calls otherwise than the engine does.
    """

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def translate(self, template: str) -> str:
        return tr(template)

    def own_name(self, parameter: Parameter) -> str:
        """What the algorithm calls a parameter."""
        return self._names.get(parameter.role, parameter.role)

    def name(self, parameter: Parameter) -> str:
        return parameter.named(self.own_name(parameter), tr(" or "))


class Worded(str):
    """A text as the algorithm's users read it, which knows the message that it was made of."""

    message: Message

    def __new__(cls, text: str, message: Message) -> Worded:
        worded = super().__new__(cls, text)
        worded.message = message
        return worded


def put_into_words(
    message: Message, names: dict[str, str], feedback: QgsProcessingFeedback | None = None
) -> Worded:
    """A message as the algorithm's users read it; feedback that words it anew hears of it."""
    text = Worded(message.render(AlgorithmWords(names)), message)
    if isinstance(feedback, MessageFeedback):
        feedback.messages[text] = message
    return text
