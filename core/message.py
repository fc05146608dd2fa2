"""Messages with fields: a template, its values, and the parameters that it names.

The engine does not know what an algorithm calls its parameters, which language the user reads,
nor which field of a window sets a parameter. Its messages therefore keep the parts that they are
made of, and who shows them puts the parts together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from string import Formatter
from typing import TypeVar

_PARAMETER = re.compile(r"([A-Z][A-Z0-9_]*)(?:=([^=]+))?")
_MOST_NAMES = 5
# What has no space in it and is longer than this is no name, or a path, which may be longer.
_WORD = re.compile(r"\S{81,}?(?=,?(?:\s|$))")
_LONGEST_WORD, _LONGEST_PATH = 80, 300
# Values of messages that are too long as a whole are cut to the first of these that will do.
_CUTS = (250, 120, 60)


@dataclass(frozen=True)
class Parameter:
    """A parameter that a message names.

    Attributes:
        role: what the parameter is for, in capitals: the usual name of a parameter, which an
            algorithm may call otherwise.
        choices: values of the parameter that the message speaks of, none for the parameter itself.
    """

    role: str
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.named(self.role)

    def named(self, name: str, either: str = " or ") -> str:
        """The parameter and its choices, as scripts write them: ``METHOD=BANDS or BLOCKS``."""
        return f"{name}={either.join(self.choices)}" if self.choices else name


class Words:
    """How a message is put into words; this is English with the engine's names."""

    def translate(self, template: str) -> str:
        """The template in the reader's language, with the same fields."""
        return template

    def name(self, parameter: Parameter) -> str:
        """What the reader knows a parameter as."""
        return str(parameter)


_AnyMessage = TypeVar("_AnyMessage", bound="Message")


class Message(str):
    """A text for users that still knows its parts. As a string it is plain English.

    Braces hold names of values, with formats as ``str.format`` has them, or parameters:
    ``{BAND_COUNT}``, ``{METHOD=BANDS}``, ``{METHOD=BANDS|BLOCKS}``. Values may be messages and
    parameters themselves.

    Args:
        template: English, always a literal in the source, so that translators find it.
        values: what goes into the braces.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls: type[_AnyMessage], template: str, /, **values: object) -> _AnyMessage:
        """The English text, which keeps its parts."""
        # Errors hold what their work held, and paths differ between systems.
        values = {
            name: str(value) if isinstance(value, (BaseException, PathLike)) else value
            for name, value in values.items()
        }
        message = super().__new__(cls, _render(template, Words(), values))
        message.template = template
        message.values = values
        return message

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[object, ...]]:
        return _rebuild, (self.template, self.values)

    def render(self, words: Words) -> str:
        """The text in other words."""
        return _render(words.translate(self.template), words, self.values)

    def within(self, most: int) -> Message:
        """The message with no more characters than this, if cutting long values can do it."""
        message = self
        for longest in _CUTS:
            if len(message) <= most:
                break
            message = self._cut(longest)
        return message

    def _cut(self, longest: int) -> Message:
        values = {
            name: value._cut(longest)
            if isinstance(value, Message)
            else shorten(value, longest)
            if isinstance(value, str)
            else value
            for name, value in self.values.items()
        }
        is_same = all(values[name] is value for name, value in self.values.items())
        return self if is_same else Message(self.template, **values)

    def parameters(self) -> list[Parameter]:
        """The parameters that it names, in the order of its English text."""
        found = []
        for field in _fields(self.template):
            value = _value(field, self.values)
            if isinstance(value, Parameter):
                found.append(value)
            elif isinstance(value, Message):
                found += value.parameters()
        return found

    def renamed(self, roles: Mapping[str, str | Message]) -> Message:
        """The message where parameters have other roles, or are replaced by a phrase."""
        values = {
            name: value.renamed(roles) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        for field in _fields(self.template):
            value = _value(field, self.values)
            if isinstance(value, Parameter) and value.role in roles:
                other = roles[value.role]
                is_phrase = isinstance(other, Message)
                values[field] = other if is_phrase else Parameter(other, value.choices)
        return Message(self.template, **values)


def _render(template: str, words: Words, values: Mapping[str, object]) -> str:
    text = _Rendering(words, values).format(template)
    is_sentence = template.endswith(".") and _begins_with_phrase(template, values)
    return text[:1].upper() + text[1:] if is_sentence else text


def _begins_with_phrase(template: str, values: Mapping[str, object]) -> bool:
    """Whether it begins with a value that is a phrase such as "the tile layer", and no name."""
    first = values.get(next(iter(_fields(template)), "")) if template.startswith("{") else None
    if not isinstance(first, Message):
        return False
    return first.template[:1].islower() or _begins_with_phrase(first.template, first.values)


def _rebuild(template: str, values: Mapping[str, object]) -> Message:
    return Message(template, **values)


def _fields(template: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(template) if field]


def _value(field: str, values: Mapping[str, object]) -> object:
    if field in values:
        return values[field]
    match = _PARAMETER.fullmatch(field)
    if match is None:
        raise KeyError(field)
    return Parameter(match[1], tuple(match[2].split("|")) if match[2] else ())


class _Rendering(Formatter):
    """Puts a template and its values together."""

    def __init__(self, words: Words, values: Mapping[str, object]) -> None:
        self._words = words
        self._values = values

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:
        value = _value(field_name, self._values)
        if isinstance(value, Parameter):
            return self._words.name(value), field_name
        if isinstance(value, Message):
            return value.render(self._words), field_name
        return value, field_name

    def format_field(self, value: object, format_spec: str) -> str:
        return _WORD.sub(_shorten_word, super().format_field(value, format_spec))


def _shorten_word(word: re.Match[str]) -> str:
    is_path = "/" in word[0] or "\\" in word[0]
    return shorten(word[0], _LONGEST_PATH if is_path else _LONGEST_WORD)


def shorten(text: str, longest: int) -> str:
    """A text of so many characters at most; of paths the end is kept, which tells most."""
    if len(text) <= longest:
        return text
    tail = longest // 2 if "/" in text or "\\" in text else 0
    return f"{text[: longest - tail - 1]}…{text[len(text) - tail :]}"


def as_message(text: str) -> Message:
    """A text that is not a template, such as what another library said, as it stands."""
    return text if isinstance(text, Message) else Message("{text}", text=text)


def counted(count: int, one: str, many: str, /, **values: object) -> Message:
    """A message on so many things: ``one`` for a single one, else ``many``.

    Args:
        count: goes to ``{count}``.
        one, many: templates.
        values: what goes into the other braces.
    """
    return Message(one if count == 1 else many, count=count, **values)


def sentences(messages: Iterable[Message]) -> Message:
    """Messages one after the other, as one."""
    parts = {f"part{k}": message for k, message in enumerate(messages)}
    return Message(" ".join(f"{{{name}}}" for name in parts), **parts)


def _joined(parts: Sequence[Message], last: Message) -> Message:
    if len(parts) < 2:
        return parts[0]
    named = {f"part{k}": part for k, part in enumerate(parts)}
    head = ", ".join(f"{{part{k}}}" for k in range(len(parts) - 1))
    return Message(f"{head}{{last}}{{part{len(parts) - 1}}}", last=last, **named)


def listed(parts: Iterable[Message]) -> Message:
    """Several things with commas between them."""
    return _joined(list(parts), as_message(", "))


def either(parts: Iterable[Message]) -> Message:
    """One of several things: a, b or c."""
    return _joined(list(parts), Message(" or "))


def both(parts: Iterable[Message]) -> Message:
    """All of several things: a, b and c."""
    return _joined(list(parts), Message(" and "))


def name_in_list(name: str) -> str:
    """A name that stands between commas: in quotes where it would not be told from others."""
    return repr(name) if "," in name or name != name.strip() else name


def list_names(names: Iterable[object], most: int = _MOST_NAMES) -> Message:
    """The first of some names, and how many more there are."""
    names = list(names)
    shown = names if len(names) <= most + 1 else names[:most]
    parts = [name if isinstance(name, Message) else as_message(str(name)) for name in shown]
    text = listed(parts) if parts else as_message("")
    more = len(names) - len(shown)
    return Message("{names} and {more} more", names=text, more=more) if more else text
