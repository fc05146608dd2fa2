"""Write the README's table of libraries that load each layout, from a run of the loaders' tests.

Usage: make_loads_in.py DATASETS, the folder that run_loaders.sh was given as TILEWRIGHT_DATASETS.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START, END = "<!-- loads in -->", "<!-- end of loads in -->"


def layout_of(folder: Path) -> str:
    """The layout of a dataset; shards are one of their own."""
    if folder.parent.name == "webdataset":
        return "WebDataset shards"
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    return f"`{facts.get('layout', 'IMAGEFOLDER')}`"


def main() -> None:
    """Put the table between the marks."""
    datasets = Path(sys.argv[1])
    told = json.loads((datasets / "loads_in.json").read_text("utf-8"))
    rows: dict[str, dict[str, set[str]]] = {}
    for library, folders in sorted(told.items()):
        for name, (word, _) in folders.items():
            if word != "not for this layout":
                found = rows.setdefault(layout_of(datasets / name), {})
                found.setdefault(library, set()).add(word)
    lines = ["| layout | loads in |", "|---|---|"]
    for layout, libraries in sorted(rows.items()):
        shown = []
        for library, words in libraries.items():
            # What sorts otherwise needs the numbers of classes, which the card has.
            note = " (names with numbers: with the card's `class_map`)" if "wrong" in words else ""
            shown.append(f"{library}{note}")
        lines.append(f"| {layout} | {', '.join(shown)} |")
    path = ROOT / "README.md"
    text = path.read_text("utf-8")
    block = f"{START}\n" + "\n".join(lines) + f"\n{END}"
    path.write_text(re.sub(f"{START}.*{END}", lambda _: block, text, flags=re.DOTALL), "utf-8")
    print(*lines, sep="\n")


if __name__ == "__main__":
    main()
