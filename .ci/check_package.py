"""Check a plugin's zip as plugins.qgis.org does, and that Windows can unpack it.

What the site refuses, and what its scan of files complains about, are in its repository
qgis/QGIS-Plugins-Website, in validator.py, models.py and security_scanner.py. It also opens the
links of the metadata, and runs Bandit, detect-secrets and Flake8, which check.sh does.

Usage: check_package.py build/tilewright-0.1.0.zip
"""

from __future__ import annotations

import ast
import configparser
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

MOST_BYTES = 25_000_000
REQUIRED = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker",
    "repository",
)  # fmt: skip
LINKS = ("tracker", "repository", "homepage")
# What the site's database holds.
MOST_LETTERS = {"name": 256, "author": 256, "version": 32, **dict.fromkeys(LINKS, 200)}
FORBIDDEN_FOLDERS = {"__MACOSX", ".git", "__pycache__"}
SUSPICIOUS = (".exe", ".dll", ".so", ".dylib", ".pyd", ".bat", ".sh", ".ps1", ".cmd")
# Windows takes 260 letters, of which a profile's folder of plugins may have a hundred.
LONGEST_NAME = 150
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def find_problems(path: Path) -> list[str]:
    """What is wrong with a zip, a sentence each; nothing when all is well."""
    if path.stat().st_size > MOST_BYTES:
        return [f"The zip has more than {MOST_BYTES} bytes."]
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
            if damaged:
                return [f"{damaged} is damaged."]
            entries = archive.infolist()
            texts = {e.filename: archive.read(e) for e in entries if _is_read(e.filename)}
    except zipfile.BadZipFile:
        return ["This is not a zip."]
    names = [entry.filename for entry in entries]
    tops = sorted({name.split("/")[0] for name in names if "/" in name})
    if len(tops) != 1 or any("/" not in name for name in names):
        return ["All must lie in one folder."]
    problems = [*_folder_problems(tops[0], names), *_name_problems(names)]
    problems += [*_windows_problems(names), *_mode_problems(entries)]
    metadata = f"{tops[0]}/metadata.txt"
    if metadata in texts:
        problems += _metadata_problems(texts[metadata], tops[0], set(names))
    for name, text in texts.items():
        if name.endswith(".py"):
            problems += _import_problems(name, text, tops[0])
    return problems


def _is_read(name: str) -> bool:
    return name.endswith((".py", "/metadata.txt"))


def _folder_problems(folder: str, names: list[str]) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]+", folder):
        yield f"The folder's name {folder} must be a name that Python takes, in ASCII."
    for name in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{folder}/{name}" not in names:
            yield f"{name} is missing."


def _name_problems(names: list[str]) -> Iterator[str]:
    for name in names:
        parts = name.split("/")
        if ".." in name or name.startswith("/") or "\\" in name:
            yield f"{name} leads out of the zip."
        if ".pyc" in name or FORBIDDEN_FOLDERS.intersection(parts):
            yield f"{name} is not to be shipped."
        elif any(part.startswith(".") and part.strip(".") for part in parts):
            yield f"{name} is hidden."
        if name.lower().endswith(SUSPICIOUS):
            yield f"{name} is a program."


def _windows_problems(names: list[str]) -> Iterator[str]:
    for name in names:
        for part in filter(None, name.split("/")):
            if RESERVED.fullmatch(part) or part.endswith((".", " ")) or set('<>:"|?*') & set(part):
                yield f"Windows does not take the name {name}."
        if len(name) > LONGEST_NAME:
            yield f"{name} is too long for Windows."
    for name, count in Counter(name.casefold() for name in names).items():
        if count > 1:
            yield f"{name} is there twice where case does not count."


def _mode_problems(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    for entry in entries:
        if (entry.external_attr >> 16) & 0o111 and not entry.is_dir():
            yield f"{entry.filename} is executable."


def _metadata_problems(text: bytes, folder: str, names: set[str]) -> Iterator[str]:
    # As the site and QGIS read it, with % for references.
    parser = configparser.ConfigParser()
    parser.optionxform = str
    try:
        parser.read_string(text.decode("utf-8"))
        found = {key: value.strip() for key, value in parser.items("general")}
    except (UnicodeDecodeError, configparser.Error) as error:
        yield f"metadata.txt cannot be read: {error}."
        return
    for key in REQUIRED:
        if not found.get(key):
            yield f"metadata.txt does not tell {key}."
    for key, most in MOST_LETTERS.items():
        if len(found.get(key, "")) > most:
            yield f"{key} has more than {most} letters."
    for key in LINKS:
        address = urlparse(found.get(key, ""))
        if key in found and not (address.scheme in ("http", "https") and "." in address.netloc):
            yield f"{key} is no address."
    yield from _value_problems(found)
    icon = found.get("icon", "").removeprefix("./")
    if f"{folder}/{icon}" not in names:
        yield f"The icon {icon} is missing."


def _value_problems(found: dict[str, str]) -> Iterator[str]:
    if "/" in found.get("author", ""):
        yield "author has a slash."
    if found.get("email") and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]+", found["email"]):
        yield "email is no address."
    for key in ("version", "qgisMinimumVersion", "qgisMaximumVersion"):
        if found.get(key) and not re.fullmatch(r"\d+(\.\d+)+", found[key]):
            yield f"{key} must be numbers and dots."
    for key in ("experimental", "deprecated", "server", "supportsQt6"):
        if found.get(key, "true").lower() not in ("true", "false"):
            yield f"{key} must be True or False."


def _import_problems(name: str, text: bytes, folder: str) -> Iterator[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as error:
        yield f"{name} is not Python: {error}."
        return
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            modules = [str(node.module)]
        for module in modules:
            parts = module.split(".")
            if parts[0] == "qgis" and any(part.startswith("_") for part in parts[1:]):
                yield f"{name} imports {module}, which is QGIS's own affair."
            if parts[0] in ("PyQt5", "PyQt6"):
                yield f"{name} imports {module}; take it from qgis.PyQt."
            if parts[0] == folder:
                yield f"{name} imports {module}; only a relative import is sure to find it."


def main() -> None:
    path = Path(sys.argv[1])
    problems = find_problems(path)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{path.name} is what plugins.qgis.org and Windows take.")


if __name__ == "__main__":
    main()
