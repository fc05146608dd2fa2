"""Opens a dataset with a library and compares what comes out with the dataset's own records."""

from __future__ import annotations

import importlib.util
import json
import sys

from . import images, objects
from .records import LONGEST, OtherLayoutError, Records, WrongError

MARK = "TILEWRIGHT-LOADS-IN "
LOADS, WRONG, REFUSES = "loads", "wrong", "refuses"
NOT_INSTALLED, NOT_FOR_LAYOUT = "not installed", "not for this layout"
LOADERS = {
    "torchvision": images.check_torchvision,
    "timm": images.check_timm,
    "torchgeo": images.check_torchgeo,
    "datasets": images.check_datasets,
    "pycocotools": objects.check_pycocotools,
    "supervision": objects.check_supervision,
    "ultralytics": objects.check_ultralytics,
    "webdataset": images.check_webdataset,
    "terratorch": images.check_terratorch,
}


def check(loader: str, folder: str) -> tuple[str, str]:
    """A word, and what is behind it: see the words above."""
    try:
        if importlib.util.find_spec(loader) is None:
            return NOT_INSTALLED, ""
        count, classes = LOADERS[loader](Records(folder))
    except OtherLayoutError:
        return NOT_FOR_LAYOUT, ""
    except WrongError as error:
        return WRONG, str(error)
    except Exception as error:
        lines = f"{type(error).__name__}: {error}".strip().split("\n")
        return REFUSES, lines[0][:LONGEST]
    names = (repr(name) if "," in name else name for name in classes)
    shown = ", ".join(names) if len(classes) <= 12 else f"{len(classes)} of them"
    return LOADS, f"{count} samples, classes {shown or 'none'}"


def main() -> None:
    """Print what became of a loader."""
    if sys.prefix == sys.base_prefix:
        # Isolated Python leaves out what users have installed for themselves.
        import site

        site.addsitedir(site.getusersitepackages())
    print(MARK + json.dumps(check(sys.argv[1], sys.argv[2])), flush=True)
