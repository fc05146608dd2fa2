"""Feed the readers of strangers' files with inputs that reach ever more of their code.

Usage: fuzz_readers.py AMOUNT FOLDER [NAME ...]

AMOUNT: seconds for all readers together, such as 30s; or the number of inputs of each reader, from
one seed. FOLDER: keeps the inputs that reached something new, and those that failed, which the next
run tries first. NAME: of readers in tests/fuzz/targets.py, by default all.

Needs atheris. Whatever comes out of a reader but a sentence for users is a failure, as are ten
seconds or two gigabytes for one input.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "fuzz"))


def _load():
    """The checkout under the name of the package, watched; and the readers."""
    spec = importlib.util.spec_from_file_location(
        "tilewright", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)
    with atheris.instrument_imports(include=["tilewright.core"]):
        import targets
    return targets


def _fuzz(targets, name: str, amount: list[str], folder: Path) -> None:
    """Never returns: libFuzzer ends the process."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(targets.TARGETS[name].seeds):
        (folder / f"seed{number}").write_bytes(seed)
    log = os.open(folder.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    limits = ["-timeout=10", "-rss_limit_mb=2048", "-max_len=20000"]
    options = [*amount, *limits, "-print_final_stats=1", f"-artifact_prefix={folder}/", str(folder)]
    atheris.Setup([sys.argv[0], *options], lambda data: targets.run_target(name, data))
    atheris.Fuzz()


def _tell(name: str, status: int, folder: Path) -> bool:
    """One line about a reader; whether it failed."""
    log = folder.with_suffix(".log").read_text(errors="replace").splitlines()
    count = next((line.split()[1] for line in log if "number_of_executed_units" in line), "0")
    print(f"  {name}: {count} inputs", flush=True)
    if status:
        print(*log[-40:], sep="\n")
    return status != 0


def _amount(text: str, share: float) -> list[str]:
    """What tells libFuzzer when a reader has had enough."""
    if text.endswith("s"):
        return [f"-max_total_time={max(1, int(int(text[:-1]) * share))}"]
    return [f"-runs={text}", "-seed=1"]


def main() -> int:
    """1 where a reader failed."""
    targets = _load()
    folder = Path(sys.argv[2])
    names = sys.argv[3:] or list(targets.TARGETS)
    at_once = min(len(names), os.cpu_count() or 1)
    amount = _amount(sys.argv[1], at_once / len(names))
    running: dict[int, str] = {}
    failed = False
    while names or running:
        if names and len(running) < at_once and not failed:
            name = names.pop(0)
            pid = os.fork()
            if pid == 0:
                _fuzz(targets, name, amount, folder / name)
                os._exit(0)
            running[pid] = name
            continue
        if not running:
            break
        pid, status = os.wait()
        name = running.pop(pid)
        failed = _tell(name, status, folder / name) or failed
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
