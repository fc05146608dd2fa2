"""Changes core/grid and core/split in small ways, and sees whether their tests notice.

Usage: mutate.py COUNT SEED RESULTS [again]

COUNT: how many mutants are tried, drawn at random with SEED; 0 tries all.
RESULTS: a file of JSON lines, one a mutant, that is written.
again: tries only those that survived before, by RESULTS, and says what became of them.

The changes are those of Cosmic Ray. Each is tried in a process of its own, which is forked once the
libraries are there and imports the changed module in the place of the original; no file is touched.
Of the tests, those that reach the changed line are run, the fastest first, until one fails.
"""

from __future__ import annotations

import ast
import difflib
import importlib.machinery
import json
import os
import random
import resource
import select
import signal
import sys
import time
from collections import Counter
from pathlib import Path

import coverage
import numpy
import parso
import pytest
import rasterio.crs
import shapely.ops
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("core/grid", "core/split")
TESTS = [f"tests/{room}" for room in ROOMS]
LEAST_KILLED = 90.0
MEMORY = 8 << 30
# Imported once, and not in each of the processes. Cosmic Ray's plugins import half of parso, which
# cannot be imported after them.
SHARED = (numpy, parso, rasterio.crs, shapely.ops)


def find_sites() -> dict[tuple, list[tuple]]:
    """What Cosmic Ray can change: a place in a file, and the changes that it knows for it."""
    sites: dict[tuple, list[tuple]] = {}
    # Operators with arguments are for variables that somebody names.
    operators = {n: get_operator(n) for n in sorted(operator_names())}
    operators = {n: operator() for n, operator in operators.items() if not operator.arguments()}
    for path in sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py")):
        nodes = list(ast_nodes(get_ast(path.read_text("utf-8"))))
        for name, operator in operators.items():
            places = [place[0] for node in nodes for place in operator.mutation_positions(node)]
            for k, place in enumerate(places):
                site = (str(path.relative_to(ROOT)), place, name.rpartition("_")[0])
                sites.setdefault(site, []).append((operator, name, k))
    return sites


def draw_mutants(sites: dict[tuple, list[tuple]], count: int, seed: int) -> list[dict]:
    """One change at each of ``count`` places; with a count of 0 all changes at all places.

    Those that change nothing but hints of types are passed over.
    """
    draw = random.Random(seed)
    places = sorted(sites)
    if count:
        draw.shuffle(places)
    found: list[dict] = []
    for site in places:
        path, (line, _), _ = site
        source = (ROOT / path).read_text("utf-8")
        changes = sites[site]
        for operator, name, k in [draw.choice(changes)] if count else changes:
            changed = mutate_code(source, operator, k)
            try:
                is_change = _without_hints(changed) != _without_hints(source)
            except SyntaxError:
                is_change = False
            if is_change:
                found.append({"path": path, "line": line, "how": name, "source": changed})
        if len(found) == count:
            break
    return found


def _without_hints(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, (ast.arg, ast.AnnAssign)):
            node.annotation = ast.Constant(0)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.returns = None
    return ast.dump(tree)


class Tests:
    """Runs tests in this process, as a plugin of pytest.

    Args:
        chosen: names of the tests to run, in order; None runs all of them.
        cov: what measures the lines that each test reaches, or None.
    """

    def __init__(self, chosen: list[str] | None = None, cov: coverage.Coverage | None = None):
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self._chosen = chosen
        self._cov = cov

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        # What fails is enough to know; finding the smallest input that does takes minutes.
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutate", settings.default, phases=phases, database=None)
        settings.load_profile("mutate")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._chosen is not None:
            place = {name: k for k, name in enumerate(self._chosen)}
            items[:] = sorted(
                (item for item in items if item.nodeid in place), key=lambda i: place[i.nodeid]
            )

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if self._cov is not None:
            self._cov.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def run(self) -> int:
        """The exit status of pytest."""
        files = TESTS
        if self._chosen is not None:
            files = sorted({name.partition("::")[0] for name in self._chosen})
        return int(pytest.main([*files, "-x", "-p", "no:xdist"], plugins=[self]))


def in_child(work, seconds: float) -> tuple[str, object]:
    """What ``work`` returns, when it is called in a forked process: ``done`` and its value.

    Else ``slow`` or ``died``, and None.
    """
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.setsid()
            os.close(reader)
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            answer = json.dumps(work()).encode()
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writer)
    parts, end = [], time.monotonic() + seconds
    with os.fdopen(reader, "rb", buffering=0) as pipe:
        while True:
            ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
            part = pipe.read(1 << 16) if ready else None
            if not part:
                break
            parts.append(part)
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    if part is None:
        return "slow", None
    return ("done", json.loads(b"".join(parts))) if parts else ("died", None)


def measure() -> tuple[dict[str, float], dict[str, dict[int, list[str]]]]:
    """Seconds of each test, and the tests that reach each line of each file."""

    def work():
        cov = coverage.Coverage(
            data_file=None, include=[f"{ROOT}/{room}/*" for room in ROOMS], config_file=False
        )
        cov.start()
        tests = Tests(cov=cov)
        status = tests.run()
        cov.stop()
        data = cov.get_data()
        lines = {
            str(Path(path).relative_to(ROOT)): data.contexts_by_lineno(path)
            for path in data.measured_files()
        }
        return status, tests.failed, tests.seconds, lines

    end, answer = in_child(work, 600)
    if end != "done" or answer[0]:
        raise SystemExit(f"The tests fail without any change: {end} {answer and answer[1]}")
    _, _, seconds, lines = answer
    return seconds, {p: {int(k): v for k, v in of.items()} for p, of in lines.items()}


def tests_of(mutant: dict, seconds: dict[str, float], lines: dict) -> list[str]:
    """The tests that reach the statement which a mutant changes, the fastest first."""
    source = (ROOT / mutant["path"]).read_text("utf-8")
    reached = lines.get(mutant["path"], {})
    # A statement of several lines is reached with any of them.
    first, last = _statement(ast.parse(source), mutant["line"])
    found = {t for line in range(first, last + 1) for t in reached.get(line, ())}
    known = sorted(seconds, key=lambda t: seconds[t])
    if "" in found:
        # What runs at import any test may see, and most likely one that uses the module.
        of_module = {t for of in reached.values() for t in of}
        return sorted(known, key=lambda t: t not in of_module)
    return [t for t in known if t in found]


def _statement(tree: ast.AST, line: int) -> tuple[int, int]:
    best = (line, line)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            if line <= end:
                best = (node.lineno, end)
    return best


def try_mutant(mutant: dict, seconds: dict[str, float], lines: dict) -> tuple[str, list[str]]:
    """``killed``, ``slow``, ``died`` or ``survived``, and the tests that failed."""
    chosen = tests_of(mutant, seconds, lines)
    if not chosen:
        return "survived", []
    path = str(ROOT / mutant["path"])

    def work():
        load = importlib.machinery.SourceFileLoader.get_code

        def get_code(self, name):
            if self.path == path:
                return compile(mutant["source"], path, "exec")
            return load(self, name)

        importlib.machinery.SourceFileLoader.get_code = get_code
        tests = Tests(chosen)
        return tests.run(), tests.failed

    limit = 20 + 4 * sum(seconds[t] for t in chosen)
    end, answer = in_child(work, limit)
    if end != "done":
        return end, []
    status, failed = answer
    return ("killed" if status else "survived"), failed


def main() -> int:
    count, seed, results = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    os.chdir(ROOT)
    sites = find_sites()
    mutants = draw_mutants(sites, count, seed)
    if sys.argv[4:] == ["again"]:
        before = [json.loads(line) for line in results.read_text("utf-8").splitlines()]
        left = {(m["path"], m["diff"]) for m in before if m["end"] == "survived"}
        mutants = [m for m in mutants if (m["path"], _diff(m)) in left]
    seconds, lines = measure()
    print(f"{len(mutants)} mutants at {len(sites)} places, {len(seconds)} tests", flush=True)
    ends: Counter[str] = Counter()
    with results.open("w", encoding="utf-8") as file:
        for k, mutant in enumerate(mutants, 1):
            start = time.monotonic()
            end, failed = try_mutant(mutant, seconds, lines)
            ends[end] += 1
            told = {key: mutant[key] for key in ("path", "line", "how")}
            told.update(end=end, diff=_diff(mutant), tests=failed)
            told["seconds"] = round(time.monotonic() - start, 1)
            file.write(json.dumps(told) + "\n")
            file.flush()
            if end == "survived":
                print(f"survived: {told['path']}:{told['line']}\n{told['diff']}", flush=True)
            if not k % 50:
                print(f"{k}: {dict(ends)}", flush=True)
    killed = 100 * (len(mutants) - ends["survived"]) / max(1, len(mutants))
    print(f"{len(mutants)} mutants: {dict(ends)}; {killed:.1f} % do not survive")
    return 0 if killed >= LEAST_KILLED else 1


def _diff(mutant: dict) -> str:
    old = (ROOT / mutant["path"]).read_text("utf-8").splitlines()
    lines = difflib.unified_diff(old, mutant["source"].splitlines(), n=0, lineterm="")
    return "\n".join(line for line in lines if line[:3] not in ("---", "+++", "@@ "))


if __name__ == "__main__":
    sys.exit(main())
