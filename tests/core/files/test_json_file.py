"""JSON of strangers: limits and shapes."""

from __future__ import annotations

import pytest

from tilewright.core.errors import FileError
from tilewright.core.files.json_file import parse_json, read_json, takes_kind

SHAPE = {"name": str, "count?": int, "size?": float, "on?": bool, "parts?": [{"id": int}]}


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "a"}',
        '{"name": "a", "count": 3, "size": 1.5, "on": true, "parts": [{"id": 1, "more": null}]}',
        '{"name": "\\ud83d\\ude00", "count": null, "size": 2, "parts": []}',
        '{"name": "a", "count": 18446744073709551615}',
    ],
)
def test_the_shape_that_is_needed_passes(text):
    assert parse_json(text, "a.json", SHAPE)["name"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1]", "holds a list where all of it should be an object with keys"),
        ("null", "holds null where all of it should be an object"),
        ("{}", "does not say name, which should be text"),
        ('{"name": 1}', "holds a whole number where name should be text"),
        ('{"name": "a", "count": true}', "holds true or false where count should be a whole"),
        ('{"name": "a", "count": 1.5}', "holds a number where count should be a whole number"),
        ('{"name": "a", "size": "1"}', "holds text where size should be a number"),
        ('{"name": "a", "parts": {}}', r"an object with keys where parts should be a list"),
        ('{"name": "a", "parts": [{"id": 1}, 2]}', r"where parts\[1\] should be an object"),
        ('{"name": "a", "parts": [{"id": ""}]}', r"text where parts\[0\].id should be a whole"),
        ('{"name": "a", "parts": [{}]}', r"does not say parts\[0\].id"),
    ],
)
def test_another_shape_is_refused_with_its_key(text, says):
    with pytest.raises(FileError, match=f"^a.json .*{says}"):
        parse_json(text, "a.json", SHAPE)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is not JSON, as line 1 shows"),
        ('{\n"a": [1,\n}', "is not JSON, as line 3 shows"),
        ("[NaN]", "holds the number NaN"),
        ("[-Infinity]", "holds the number -Infinity"),
        ("[1e999]", "holds the number 1e999"),
        ("[" + "9" * 100_000 + "]", "holds the number 99999999999999999999, which"),
        ("[" * 200_000, "nested deeper than 50 levels"),
        ('{"a":' * 60 + "1" + "}" * 60, "nested deeper than 50 levels"),
        ('["\\ud800"]', "half a character"),
        ('{"\\udfff": 1}', "half a character"),
    ],
)
def test_what_is_no_json_or_beyond_limits_is_refused(tmp_path, text, says):
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(FileError, match=f"a.json .*{says}") as found:
        read_json(path)
    assert len(str(found.value)) < 450


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        (None, True),
        ('{"kind": "audit", "more": 1}', True),
        ('{"kind": "other"}', False),
        ('{"kind": 1}', False),
        ("no JSON", False),
    ],
)
def test_a_file_of_the_same_kind_may_be_written_anew(tmp_path, text, is_taken):
    path = tmp_path / "facts.json"
    if text is not None:
        path.write_text(text)
    assert takes_kind(path, "audit") is is_taken


def test_a_link_to_nothing_is_not_written_through(tmp_path):
    path = tmp_path / "facts.json"
    path.symlink_to(tmp_path / "gone.json")
    assert not takes_kind(path, "audit")
