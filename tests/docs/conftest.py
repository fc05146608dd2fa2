"""What tests of several tutorials share."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import pytest

Commands = list[tuple[str, dict[str, str]]]


@pytest.fixture(scope="session")
def commands_of(root) -> Callable[[str], Commands]:
    """Reads algorithms and parameters of the commands in the code blocks of a page in docs."""

    def read(page: str) -> Commands:
        blocks = re.findall(
            r"```sh\n(.*?)```", (root / "docs" / page).read_text("utf-8"), re.DOTALL
        )
        found = []
        for line in "".join(blocks).replace("\\\n", " ").splitlines():
            if not line.startswith("qgis_process run "):
                continue  # what test_pasted_commands.py pastes
            program, run, name, dashes, *words = shlex.split(line)
            assert (program, run, dashes) == ("qgis_process", "run", "--"), line
            found.append((name, dict(word.split("=", 1) for word in words)))
        return found

    return read
