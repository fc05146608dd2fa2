"""The files of a report: a page, the same as JSON beside it, and tables; all of them or none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ExportError
from ..files.json_file import takes_kind
from ..message import Message, Parameter


def numbers_path(page: Path) -> Path:
    """Where the numbers of a page go."""
    return page.with_suffix(".json")


def check_numbers(page: Path, kind: str, what: Message, parameter: str = "REPORT") -> None:
    """Refuse to put the numbers of a page in the place of another file.

    Args:
        page: where the page goes.
        kind: what the numbers of such a page call themselves.
        what: such a page, for people, as in "is no assessment".
        parameter: that names the page.

    Raises:
        ExportError: something else than the numbers of an earlier page of this kind is there.
    """
    path = numbers_path(page)
    if path == page:
        raise ExportError(
            "{parameter} is {report}, where the JSON file goes; name a .html file.",
            parameter=Parameter(parameter),
            report=page,
        )
    if not takes_kind(path, kind):
        raise ExportError(
            "{path} is there already and is no {what}; choose another name for {parameter}.",
            path=path,
            what=what,
            parameter=Parameter(parameter),
        )


def numbers_text(kind: str, facts: Mapping[str, Any]) -> bytes:
    """The JSON file of a page."""
    text = json.dumps({"kind": kind, **facts}, indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")
