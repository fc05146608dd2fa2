"""Compile the translations, .ts to .qm, with Qt's lrelease. Usage: FOLDER | --find

FOLDER is where the .qm files go; --find only says which lrelease there is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = (
    "/usr/lib/qt5/bin/lrelease",
    "/usr/lib/qt6/bin/lrelease",
    "lrelease",
    "lrelease-qt5",
    "lrelease-qt6",
)


def find_lrelease() -> str:
    """The program; LRELEASE in the environment goes first."""
    for name in (os.environ.get("LRELEASE"), *NAMES):
        found = shutil.which(name) if name else None
        if found is None:
            continue
        # Debian's program of that name passes on to a Qt that need not be there.
        done = subprocess.run([found, "-version"], check=False, capture_output=True)
        if done.returncode == 0:
            return found
    sys.exit("Please install Qt's lrelease (Debian: qttools5-dev-tools), or set LRELEASE to it.")


def compile_translations(source: Path, target: Path) -> list[Path]:
    """Compile each .ts file of a folder into another folder; returns what was made."""
    lrelease = find_lrelease()
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for path in sorted(source.glob("*.ts")):
        made.append(target / f"{path.stem}.qm")
        # A text that nobody has looked over may lack a placeholder: English is better then.
        options = ("-silent", "-nounfinished", str(path), "-qm", str(made[-1]))
        subprocess.run([lrelease, *options], check=True)
    return made


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--find":
        print(find_lrelease())
        return
    root = Path(__file__).resolve().parents[1]
    for path in compile_translations(root / "ui" / "i18n", Path(sys.argv[1]).resolve()):
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
