"""What tells code apart."""

from __future__ import annotations

import hashlib

from tilewright.core.run.code import hash_code


def test_code_is_known_by_names_and_text_alone(tmp_path):
    def make(name, text):
        path = tmp_path / name / "inner" / "module.py"
        path.parent.mkdir(parents=True)
        path.write_bytes(text)
        (tmp_path / name / "notes.txt").write_text(name)
        return hash_code(tmp_path / name)

    unix = make("unix", b"x = 1\ny = 2\n")
    assert unix == hashlib.sha256(b"inner/module.py 12\nx = 1\ny = 2\n").hexdigest()
    assert make("windows", b"x = 1\r\ny = 2\r\n") == unix
    assert make("other", b"x = 1\ny = 3\n") != unix
