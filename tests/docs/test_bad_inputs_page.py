"""The page on bad inputs is in step with the tables it is made from."""

from __future__ import annotations

import subprocess
import sys


def test_page_is_in_step_with_the_tables(root):
    code = "import make_bad_inputs_page as page; print(page.make_page(), end='')"
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=root / ".ci", capture_output=True, text=True, check=True
    )
    assert made.stdout == (root / "docs/bad_inputs.md").read_text("utf-8")
