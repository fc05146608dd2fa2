"""Measure Tilewright's routes beside others that do the same, interleaved, and print a table.

A group of rows is a module beside this one with a function ``rows(session)`` that yields row.Row
or row.Check; add it to GROUPS.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path

from make_scene import cache_folder
from row import Check, Row, summarise
from session import Session

GROUPS = (
    "export_rows",
    "layout_rows",
    "scene_rows",
    "service_rows",
    "vector_rows",
    "size_rows",
    "load_rows",
    "series_rows",
    "classify_rows",
)


def main() -> int:
    """Run the rows that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small scenes, one run of each")
    parser.add_argument("--only", default="", help="rows whose name holds this text")
    parser.add_argument("--repeat", type=int, default=0, help="runs of each route (3; quick 1)")
    parser.add_argument("--json", default="", help="where the figures go")
    options = parser.parse_args()
    repeat = options.repeat or (1 if options.quick else 3)
    session = Session(options.quick)
    results = []
    start = time.perf_counter()
    try:
        for group in GROUPS:
            for row in import_module(group).rows(session):
                if options.only.lower() in row.name.lower():
                    results.append(_measure(row, repeat))
                    _print(results[-1])
    finally:
        session.close()
    path = Path(options.json) if options.json else cache_folder() / "result.json"
    facts = {
        "seconds": round(time.perf_counter() - start, 1),
        "processors": os.cpu_count(),
        "quick": options.quick,
        "rows": results,
    }
    path.write_text(json.dumps(facts, indent=2) + "\n")
    if options.quick:
        print("Quick scenes show that the benchmark works; they are too small for the targets.")
    print(f"The figures are in {path}.")
    sys.stdout.flush()
    return 0


def _measure(row: Row | Check, repeat: int) -> dict:
    load = os.getloadavg()[0]
    if isinstance(row, Check):
        value, is_met, facts = row.measure()
        targets = [{"target": row.target, "ratio": value, "met": is_met}]
        return {"row": row.name, "value": value, "targets": targets, "load": load, **facts}
    rates = {name: [] for name in row.routes}
    work = {name: [] for name in row.routes}
    for _ in range(repeat):
        for name, route in row.routes.items():
            start, cpu = time.perf_counter(), _processor_seconds()
            made = route()
            count, seconds = made if isinstance(made, tuple) else (made, None)
            rates[name].append(count / (seconds or time.perf_counter() - start))
            work[name].append(1e6 * (_processor_seconds() - cpu) / count)
    # Time that processors worked, preparations included: others on the machine hardly change it.
    micros = {name: round(statistics.median(values), 1) for name, values in work.items()}
    return {**summarise(row, rates), "processor_us": micros, "load": load}


def _processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _print(result: dict) -> None:
    print(f"{result['row']}  (load {result['load']:.1f})")
    for name, rate in result.get("median", {}).items():
        faster = result["faster"].get(name)
        note = "" if faster is None else f"   tilewright is {faster:.2f} x as fast"
        micros = f"{result['processor_us'][name]:10.1f} us of processor each"
        print(f"    {name:16}{rate:12.1f} {result['unit']}{micros}{note}")
    for target in result["targets"]:
        found = target["ratio"]
        if isinstance(found, float) and target["target"].startswith("<="):
            found = f"{1 / found:.2f}"
        print(f"    {'met' if target['met'] else 'MISSED':8}{target['target']}: {found}")
    sys.stdout.flush()


if __name__ == "__main__":
    code = main()
    # QGIS takes its time to end, or fails at it.
    os._exit(code)
