"""Prints the tests of loaders that run in a part's environment: run by a Python of it.

Usage: loader_files.py light|heavy PYTHON_OF_LIGHT. A file runs in the light environment if that has
all that the file imports, else in the heavy one.
"""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "loaders"


def has_all(path: Path) -> bool:
    """Whether this Python has all modules that a file imports at its top."""
    names = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return all(importlib.util.find_spec(name.split(".")[0]) for name in names)


def main() -> None:
    """Print names of files, one a line."""
    part, light = sys.argv[1], sys.argv[2]
    files = sorted(FOLDER.glob("test_*.py"))
    if part == "heavy":
        command = [light, __file__, "light", light]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        elsewhere = set(done.stdout.split("\n")) if done.returncode == 0 else set()
        # It tries what is installed.
        elsewhere.discard(str(FOLDER / "test_loads_in.py"))
        files = [path for path in files if str(path) not in elsewhere]
    else:
        files = [path for path in files if has_all(path)]
    print("\n".join(map(str, files)))


if __name__ == "__main__":
    main()
