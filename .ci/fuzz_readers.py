"""Feed the readers of strangers' files with inputs that reach ever more of their code.

Usage: fuzz_readers.py NAME SECONDS [FOLDER]   (NAME: one of tests/fuzz/targets.py; FOLDER: keeps
what reached something new; what fails is left in the working directory)
       fuzz_readers.py                          lists the names

Needs atheris. Whatever comes out of a reader but a sentence for users ends it, as do ten seconds or
two gigabytes for one input.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
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


def main() -> None:
    targets = _load()
    if len(sys.argv) < 3:
        print("\n".join(targets.TARGETS))
        return
    name, seconds = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[3] if len(sys.argv) > 3 else made)
        folder.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(targets.TARGETS[name].seeds):
            (folder / f"seed{number}").write_bytes(seed)
        limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048"]
        options = [*limits, "-max_len=20000", "-verbosity=0", "-print_final_stats=1", str(folder)]
        atheris.Setup([sys.argv[0], *options], lambda data: targets.run_target(name, data))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
