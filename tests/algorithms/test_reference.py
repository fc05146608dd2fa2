"""The reference page says what the algorithms say."""

import importlib.util


def test_reference_page_is_up_to_date(qgis, root):
    spec = importlib.util.spec_from_file_location("make_reference", root / ".ci/make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (root / "docs/algorithms.md").read_text(encoding="utf-8")
    assert written == module.reference(), "run make docs"
