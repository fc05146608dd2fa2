"""Make the zip for QGIS' "Install from ZIP": the same bytes from the same files, every time.

Usage: package_plugin.py [--name], where --name only tells where the zip goes.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from pathlib import Path

from compile_translations import compile_translations

NAME = "tilewright"
SHIPPED = (
    "__init__.py",
    "plugin.py",
    "metadata.txt",
    "algorithms",
    "core",
    "icons",
    "ui",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    # README.md leads there; the plugin site takes zips of up to 25 MB.
    "docs",
    "examples",
)
SKIPPED_SUFFIXES = {".pyc", ".pyo", ".ts", ".qm", ".swp"}
TRANSLATIONS = "ui/i18n"
# The oldest time that a zip can hold.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)


def version(root: Path) -> str:
    """The version in metadata.txt, once pyproject.toml is found to agree."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string((root / "metadata.txt").read_text(encoding="utf-8"))
    found = metadata["general"]["version"].strip()
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    other = re.search(r'^version = "(.*)"$', pyproject, re.MULTILINE)
    if other is None or other[1] != found:
        sys.exit(f"metadata.txt says version {found}, but pyproject.toml does not.")
    return found


def shipped_files(root: Path) -> list[Path]:
    """What goes into the zip, as sorted paths below the root."""
    files = []
    for name in SHIPPED:
        path = root / name
        if not path.exists():
            sys.exit(f"{name} is missing.")
        files += [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    relative = [path.relative_to(root) for path in files]
    return sorted(
        path
        for path in relative
        if path.suffix not in SKIPPED_SUFFIXES
        # QGIS leaves these beside rasters that somebody has looked at.
        and not path.name.endswith(".aux.xml")
        and not any(part.startswith(".") or part == "__pycache__" for part in path.parts)
    )


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    target = root / "build" / f"{NAME}-{version(root)}.zip"
    if sys.argv[1:] == ["--name"]:
        print(target)
        return
    target.parent.mkdir(exist_ok=True)
    files = {path.as_posix(): root / path for path in shipped_files(root)}
    made = compile_translations(root / TRANSLATIONS, root / "build" / "i18n")
    files.update((f"{TRANSLATIONS}/{path.name}", path) for path in made)
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever this runs
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes())
    print(f"{target.relative_to(root)}: {len(files)} files, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
