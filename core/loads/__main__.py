"""Run by a Python that need not be QGIS's: ``python -I __main__.py LIBRARY FOLDER``.

An isolated Python finds no module beside a program, so that none of ours hides one of a library's.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

_NAME = "tilewright_loads"


def import_check() -> ModuleType:
    """Import this folder as a package, and give its module ``check``.

    Raises:
        ImportError: the folder is not whole.
    """
    folder = Path(__file__).resolve().parent
    spec = importlib.util.spec_from_file_location(
        _NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(str(folder))
    module = importlib.util.module_from_spec(spec)
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)
    return importlib.import_module(f"{_NAME}.check")


if __name__ == "__main__":
    import_check().main()
