"""Says how much of core and algorithms the tests reach, and fails where it is too little.

Usage: check_coverage.py FILE

FILE: what ``coverage json`` wrote.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

LEAST_LINES = 95.0
LEAST_BRANCHES = 90.0


def main() -> int:
    totals = json.loads(Path(sys.argv[1]).read_text("utf-8"))["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    print(f"Lines: {lines:.2f} % (at least {LEAST_LINES:g} %)")
    print(f"Branches: {branches:.2f} % (at least {LEAST_BRANCHES:g} %)")
    return 0 if lines >= LEAST_LINES and branches >= LEAST_BRANCHES else 1


if __name__ == "__main__":
    sys.exit(main())
