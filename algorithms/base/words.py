"""Words and icons of the algorithms."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import QgsProcessingFeedback, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QCoreApplication

from ...core.message import Message, Parameter, Words
from ..dialogs.definitions import choice_words

__all__ = [
    "ICONS",
    "LOG_TAG",
    "AlgorithmWords",
    "MessageFeedback",
    "Worded",
    "put_into_words",
    "quoted",
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
        definitions: of the parameters of an algorithm whose reader sees a dialog, which are called
            by their labels, with the name behind; none where names are typed.
        shows_names: whether names and codes stand behind the labels.
    """

    def __init__(
        self,
        names: dict[str, str],
        definitions: Iterable[QgsProcessingParameterDefinition] = (),
        shows_names: bool = True,
    ) -> None:
        self._names = names
        self._shows_names = shows_names
        self._labels = {d.name(): (d.description(), choice_words(d)) for d in definitions}

    def translate(self, template: str) -> str:
        return tr(template)

    def own_name(self, parameter: Parameter) -> str:
        """What the algorithm calls a parameter."""
        return self._names.get(parameter.role, parameter.role)

    def name(self, parameter: Parameter) -> str:
        own = self.own_name(parameter)
        code = parameter.named(own, tr(" or "))
        if own not in self._labels:
            return code
        label, words = self._labels[own]
        text = quoted(label)
        if parameter.choices:
            values = (quoted(words[c]) if c in words else c for c in parameter.choices)
            text = tr("{} in {}").format(tr(" or ").join(values), text)
        return f"{text} ({code})" if self._shows_names else text


def quoted(text: str) -> str:
    """A text that stands in a window, in a sentence about it."""
    return f"\u201c{text}\u201d"


class Worded(str):
    """A text as the algorithm's users read it, which knows the message that it was made of."""

    message: Message

    def __new__(cls, text: str, message: Message) -> Worded:
        worded = super().__new__(cls, text)
        worded.message = message
        return worded


def put_into_words(
    message: Message,
    names: dict[str, str],
    feedback: QgsProcessingFeedback | None = None,
    definitions: Iterable[QgsProcessingParameterDefinition] = (),
) -> Worded:
    """A message as the algorithm's users read it; feedback that words it anew hears of it.

    Names and definitions are those of AlgorithmWords.
    """
    text = Worded(message.render(AlgorithmWords(names, definitions)), message)
    if isinstance(feedback, MessageFeedback):
        feedback.messages[text] = message
    return text
