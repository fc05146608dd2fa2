"""The reference page says what the algorithms say."""

import importlib.util

import pytest


def test_reference_page_is_up_to_date(qgis, root):
    spec = importlib.util.spec_from_file_location("make_reference", root / ".ci/make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (root / "docs/algorithms.md").read_text(encoding="utf-8")
    assert written == module.reference(), "run make docs"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("| `SCALE_FACTOR` | `1` | Pixels a template", " Limits: 1 to 64. |"),
        ("| `COUNT` | optional |", " Limits: 1 or more. |"),
        ("| `WINDOW` | optional |", " Limits: 1 to 4096. |"),
        ("| `VARIANCE` |", " Limits: 0 to 0.49. |"),
        (
            "| `SEED` | `0` | *Rare.* Seed. Another number gives another random choice, the",
            " Limits: 0 or more. |",
        ),
        ("| `TILE_SIZE` |", "tile height is given. |"),
        ("| `OFFSET` |", "harmonised already. |"),
    ],
)
def test_limits_of_numbers_are_told(root, line, told):
    lines = (root / "docs/algorithms.md").read_text(encoding="utf-8").splitlines()
    found = [text for text in lines if text.startswith(line)]
    assert found and found[0].endswith(told)
