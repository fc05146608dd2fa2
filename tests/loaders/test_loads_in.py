"""What Validate Dataset says of each library that is installed here, for a dataset of each layout.

Written down for the README's table, by the name of the dataset's folder.
"""

import importlib.util
import json
import os
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# timm sorts names with numbers in its own way, which the card of the dataset tells.
SORTED_OTHERWISE = {("timm", "imagefolder"), ("timm", "imagefolder_masks")}

check = runpy.run_path(str(ROOT / "core" / "loads" / "__main__.py"))["import_check"]()
DATASETS = Path(os.environ["TILEWRIGHT_DATASETS"])
FOLDERS = sorted(path.parent.name for path in DATASETS.glob("*/dataset.json"))
PACKAGES = sorted(f"webdataset/{p.parent.name}" for p in DATASETS.glob("webdataset/*/dataset.json"))
INSTALLED = [name for name in check.LOADERS if importlib.util.find_spec(name)]


@pytest.fixture(scope="module")
def told():
    """Results by library and folder, which are written down at the end."""
    results = {}
    yield results
    path = DATASETS / "loads_in.json"
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(json.dumps({**earlier, **results}), encoding="utf-8")


CASES = [(library, folder) for library in INSTALLED for folder in FOLDERS]
CASES += [("webdataset", name) for name in PACKAGES if "webdataset" in INSTALLED]


@pytest.mark.parametrize(("library", "folder"), CASES)
def test_datasets_load_in_what_reads_their_layout(told, library, folder):
    dataset = DATASETS / folder
    before = {path: path.stat().st_mtime_ns for path in dataset.rglob("*")}
    word, detail = check.check(library, str(dataset))
    told.setdefault(library, {})[folder] = [word, detail]
    expected = check.WRONG if (library, folder) in SORTED_OTHERWISE else check.LOADS
    assert word in (expected, check.NOT_FOR_LAYOUT), detail
    assert {path: path.stat().st_mtime_ns for path in dataset.rglob("*")} == before
