"""Write docs/bad_inputs.md from the tables that the tests of bad inputs go through."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "bad_inputs.md"
TABLES = ROOT / "tests" / "bad_inputs" / "tables"
TITLES = {
    "rasters": "Rasters",
    "layers": "Vector layers",
    "files": "Files, datasets and products",
    "values": "Values",
    "outputs": "Places of outputs",
}
HEAD = """# What happens to bad inputs

Made by `make docs` from `tests/bad_inputs/tables`. Each line of those tables is a call of an
algorithm in which one parameter went bad; a test runs it in another process. Whatever the
line, the test also asks that the call ends within a minute, that the sentence which the user reads
is short and plain, that no input changes, that nothing is left at the output of a call that was
refused, that no file stays open, and that no connection is made to the network.

Another case is another line: algorithm, parameter, kind, what is bad (by
`tests/bad_inputs/makers`), how the call ends, and a part of what it says.
"""


def read_cases(kind: str) -> list[dict[str, str]]:
    """The lines of a table."""
    with (TABLES / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def describe(name: str, cases: list[dict[str, str]]) -> str:
    """A line of the page: what is bad, in how many calls, how they end."""
    refused = [case for case in cases if case["end"] == "refused"]
    says = Counter(case["says"] for case in refused).most_common(1)
    text = says[0][0].split("|")[0].replace("<", "&lt;") if says else ""
    return f"| {name.replace('_', ' ')} | {len(cases)} | {len(refused)} | {text} |"


def make_page() -> str:
    """The whole page."""
    parts, total = [HEAD], 0
    for kind, title in TITLES.items():
        cases = read_cases(kind)
        total += len(cases)
        lines = ["| what is bad | calls | refused | often with |", "|---|---|---|---|"]
        for name in sorted({case["name"] for case in cases}):
            lines.append(describe(name, [case for case in cases if case["name"] == name]))
        parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    parts.insert(1, f"There are {total} cases.\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(make_page(), encoding="utf-8")
