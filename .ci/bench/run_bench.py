"""Measure Tilewright's routes beside others that do the same, interleaved, and print a table.

A group of rows is a module beside this one with a function ``rows(session)`` that yields row.Row
or row.Check; add it to GROUPS. A row waits until others leave the machine alone; what spreads is
run again; and what is slower than in the last quiet runs of such a machine is named at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import history
from make_scene import cache_folder
from noise import Noise, wait_for_quiet
from rounds import MOST_SPREAD, measure
from row import Check, Row
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
    "cluster_rows",
)


# Rows of a quick run begin before this, so that it ends within three minutes.
_QUICK_SECONDS = 140
BUSY = 3


def main() -> int:
    """Run the rows that are asked for; 3 where the machine is too busy."""
    options = _parse()
    # What was started, and the folder in memory, are to go when this is told to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    start = time.perf_counter()
    patience = Patience(None if options.busy or options.quick else options.wait)
    if not patience.waits():
        return BUSY
    session = Session(options.quick)
    results, entries = [], []
    earlier = history.read_history((history.KEPT, cache_folder() / "history.jsonl"))
    machine = history.machine_kind()
    print(f"{machine}, {os.getloadavg()[0]:.1f} of load")
    is_whole = True
    try:
        for row in _rows(session, options.only):
            if options.quick and time.perf_counter() - start > _QUICK_SECONDS:
                print("Time is up: the rows that follow are left out.")
                break
            if results and not patience.waits():
                is_whole = False
                break
            results.append(measure(row, options.repeat or (1 if options.quick else 3)))
            own = row.own if isinstance(row, Row) else ""
            entries.append(history.make_entry(results[-1], own, machine, options.quick))
            results[-1]["regressions"] = history.find_regressions(entries[-1], earlier)
            _print(results[-1])
    finally:
        session.close()
    history.append_entries(
        history.KEPT if options.keep else cache_folder() / "history.jsonl", entries
    )
    path = Path(options.json) if options.json else cache_folder() / "result.json"
    facts = {
        "seconds": round(time.perf_counter() - start, 1),
        "processors": os.cpu_count(),
        "machine": machine,
        "quick": options.quick,
        "rows": results,
    }
    path.write_text(json.dumps(facts, indent=2) + "\n")
    _print_end(results, earlier, machine, options.quick)
    print(f"The figures are in {path}.")
    sys.stdout.flush()
    return 0 if is_whole else BUSY


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="small scenes, one run, 3 minutes")
    parser.add_argument("--only", default="", help="rows whose name holds this text")
    parser.add_argument("--repeat", type=int, default=0, help="runs of each route (3; quick 1)")
    parser.add_argument("--json", default="", help="where the figures go")
    parser.add_argument("--busy", action="store_true", help="measure though others are at work")
    parser.add_argument(
        "--wait", type=float, default=600, help="seconds to wait for quiet, in all (600)"
    )
    parser.add_argument(
        "--keep", action="store_true", help="add the figures to the history of the sources"
    )
    return parser.parse_args()


def _rows(session: Session, only: str) -> Iterator[Row | Check]:
    for group in GROUPS:
        for row in import_module(group).rows(session):
            if only.lower() in row.name.lower():
                yield row


class Patience:
    """Waits for quiet until ``seconds`` are used up; None measures whatever others do."""

    def __init__(self, seconds: float | None) -> None:
        self._left = seconds

    def waits(self) -> bool:
        """Whether the machine is quiet now, or nobody asks."""
        if self._left is None:
            return True
        noise, waited = wait_for_quiet(self._left)
        self._left = max(0.0, self._left - waited)
        if not noise.is_quiet():
            print(_refuse(noise))
        return noise.is_quiet()


def _refuse(noise: Noise) -> str:
    return (
        f"The machine is busy ({noise.text()}): what is measured now means little. Try again when "
        "it is quiet, give --wait more seconds, or give --busy, which looks at processor time."
    )


def _print(result: dict) -> None:
    others = "" if result["quiet"] else f", NOISY: {_noise_of(result).text()}"
    print(f"{result['row']}  (load {result['load']:.1f}{others})")
    if "processor_seconds" in result:
        print(f"    {result['seconds']:.1f} s, {result['processor_seconds']:.1f} s of processors")
    for name, rate in result.get("median", {}).items():
        faster = result["faster"].get(name)
        note = ""
        if faster is not None:
            work = result["less_work"].get(name, 0)
            note = f"   {result['own']} is {faster:.2f} x as fast, with {work:.2f} x less work"
        if result["spread"][name] > MOST_SPREAD:
            note += f"   SPREADS by {result['spread'][name]:.0%}"
        micros = f"{result['processor_us'][name]:10.1f} us of processor each"
        print(f"    {name:16}{rate:12.1f} {result['unit']}{micros}{note}")
    for target in result["targets"]:
        found = target["ratio"]
        if isinstance(found, float) and target["target"].startswith("<="):
            found = f"{1 / found:.2f}"
        print(f"    {'met' if target['met'] else 'MISSED':8}{target['target']}: {found}")
    for text in result["regressions"]:
        print(f"    SLOWER  {text}")
    sys.stdout.flush()


def _noise_of(result: dict) -> Noise:
    return Noise(result["others"], result["steal"])


def _print_end(results: list[dict], earlier: list[dict], machine: str, is_quick: bool) -> None:
    slower = [result for result in results if result["regressions"]]
    for result in slower:
        for text in result["regressions"]:
            print(f"WARNING: {result['row']}: {text}")
    is_known = {
        e["row"]
        for e in earlier
        if e.get("quiet") and e.get("machine") == machine and e.get("quick") == is_quick
    }
    known = sum(result["row"] in is_known for result in results)
    noisy = sum(not result["quiet"] for result in results)
    print(
        f"{len(results)} rows, {noisy} of them noisy; {known} were held against earlier quiet runs "
        f"on such a machine, {len(slower)} are slower."
    )
    if is_quick:
        print("Quick scenes show that the benchmark works; they are too small for the targets.")


if __name__ == "__main__":
    code = main()
    # QGIS takes its time to end, or fails at it.
    os._exit(code)
