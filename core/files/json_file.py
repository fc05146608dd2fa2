"""JSON of users and strangers: read within limits, and known to have the shape that is needed.

A shape is a type; a list with the shape of each of its parts; a dictionary with the shape by key,
where a key that ends in ``?`` may be missing or null. ``float`` takes whole numbers too, and
``object`` anything.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

from ..errors import FileError
from ..message import Message
from .text_file import MOST_TEXT, read_text

_MOST_DEPTH = 50
# From the least to the greatest whole number that a pixel can have.
_LEAST, _GREATEST = -(2**63), 2**64 - 1
_KINDS = {
    str: Message("text"),
    int: Message("a whole number"),
    float: Message("a number"),
    bool: Message("true or false"),
    list: Message("a list"),
    dict: Message("an object with keys"),
    type(None): Message("null"),
    object: Message("something"),
}


class _OddNumberError(ValueError):
    """A number that no file of ours holds."""


def read_json(path: str | Path, shape: Any = object, most: int = MOST_TEXT) -> Any:
    """What a JSON file holds.

    Args:
        path: of the file.
        shape: that of what it holds; see above.
        most: bytes that it may have.

    Raises:
        FileError: it is no JSON, of another shape, too large, nested too deeply, or holds numbers
            that are not finite.
        OSError: it cannot be read.
    """
    return parse_json(read_text(path, most), path, shape)


def takes_kind(path: Path, kind: str) -> bool:
    """Whether a file of ours may go there: nothing is there, or a file of that kind."""
    if not os.path.lexists(path):
        return True
    try:
        return bool(read_json(path, {"kind": str})["kind"] == kind)
    except (OSError, FileError):
        return False


def parse_json(text: str, where: object, shape: Any = object) -> Any:
    """The same for a text; ``where`` names it for people."""
    try:
        value = json.loads(
            text, parse_constant=_odd_number, parse_float=_finite, parse_int=_whole_number
        )
        _check_texts_and_depth(value, where)
    except json.JSONDecodeError as error:
        raise FileError(
            "{where} is not JSON, as line {line} shows; get it again, or name the right file.",
            where=where,
            line=error.lineno,
        ) from None
    except _OddNumberError as error:
        raise FileError(
            "{where} holds the number {number}, which is none that can be used; get it again, or "
            "name the right file.",
            where=where,
            number=error,
        ) from None
    except RecursionError:
        raise _is_too_deep(where) from None
    _check_shape(value, shape, "", where)
    return value


def _odd_number(text: str) -> float:
    raise _OddNumberError(text[:20])


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _odd_number(text)


def _whole_number(text: str) -> int:
    # The time that Python takes for a number grows with the square of its digits.
    number = int(text) if len(text) <= len(str(_LEAST)) else _GREATEST + 1
    return number if _LEAST <= number <= _GREATEST else int(_odd_number(text))


def _is_too_deep(where: object) -> FileError:
    return FileError(
        "{where} is nested deeper than {depth} levels, as no file of Tilewright is; name the right "
        "file.",
        where=where,
        depth=_MOST_DEPTH,
    )


def _check_texts_and_depth(value: object, where: object) -> None:
    """Refuse halves of characters, which nothing can write, and what recursion would not end in."""
    level = [value]
    for _ in range(_MOST_DEPTH):
        texts = [part for part in level if isinstance(part, str)]
        try:
            "".join(texts).encode()
        except UnicodeEncodeError:
            raise FileError(
                "{where} holds a text with half a character; get it again, or name the right file.",
                where=where,
            ) from None
        lists = [part for part in level if isinstance(part, list)]
        objects = [part for part in level if isinstance(part, dict)]
        level = [part for parts in lists for part in parts]
        level += [part for parts in objects for pair in parts.items() for part in pair]
        if not level:
            return
    raise _is_too_deep(where)


def _check_shape(value: Any, shape: Any, key: str, where: object) -> None:
    kind = shape if isinstance(shape, type) else type(shape)
    allowed = (int, float) if kind is float else (kind,)
    # Python takes true for 1.
    is_truth = isinstance(value, bool) and kind not in (bool, object)
    is_right = not is_truth and isinstance(value, allowed)
    if not is_right:
        raise FileError(
            "{where} holds {found} where {key} should be {wanted}; get it again, or name the right "
            "file.",
            where=where,
            found=_KINDS[type(value)],
            key=key or Message("all of it"),
            wanted=_KINDS[kind],
        )
    if isinstance(shape, list):
        for number, part in enumerate(value):
            _check_shape(part, shape[0], f"{key}[{number}]", where)
    elif isinstance(shape, dict):
        for name, wanted in shape.items():
            plain = name.removesuffix("?")
            path = f"{key}.{plain}" if key else plain
            if plain == name and name not in value:
                raise FileError(
                    "{where} does not say {key}, which should be {wanted}; get it again, or name "
                    "the right file.",
                    where=where,
                    key=path,
                    wanted=_KINDS[wanted if isinstance(wanted, type) else type(wanted)],
                )
            if plain == name or value.get(plain) is not None:
                _check_shape(value[plain], wanted, path, where)
