"""What the engine says is a template that translators find and whose parameters are known."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from tilewright.core import errors

ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.TilewrightError)
}
# What is built from pieces cannot be translated.
BUILT = (ast.JoinedStr, ast.BinOp)


# What sentences may begin with in lower case: names of files.
FILE_NAME = re.compile(r"[a-z]+\.[a-z]+\b")


def calls_of_messages(tree):
    """Each call that takes a template, and the arguments that are one."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = ast.unparse(node.func).rpartition(".")[2]
        if name == "counted":
            yield node, node.args[1:3]
        elif name in ("Message", "info", "warn") or name in ERRORS:
            yield node, node.args[:1]


def literals(node):
    """The literals that an argument may be."""
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    else:
        yield node


@pytest.fixture(scope="module")
def templates(root):
    """Each template of core and algorithms: place, call, the expression."""
    found = []
    for layer in ("core", "algorithms"):
        for path in sorted((root / layer).rglob("*.py")):
            if path.name == "message.py":
                continue
            for call, arguments in calls_of_messages(ast.parse(path.read_text("utf-8"))):
                place = f"{path.relative_to(root)}:{call.lineno}"
                found += [(place, call, each) for a in arguments for each in literals(a)]
    return found


def test_no_message_is_built_from_pieces(templates):
    built = [
        place
        for place, _, text in templates
        if isinstance(text, BUILT)
        or (isinstance(text, ast.Call) and ast.unparse(text.func).endswith((".format", ".join")))
    ]
    assert built == []
    assert len(templates) > 300


def test_templates_have_the_values_that_they_name(templates):
    wrong = []
    for place, call, text in templates:
        if not isinstance(text, ast.Constant) or any(k.arg is None for k in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords}
        is_counted = ast.unparse(call.func).endswith("counted")
        named = {field for _, field, _, _ in Formatter().parse(text.value) if field is not None}
        values = {field for field in named if not re.match(r"[A-Z]", field)}
        if values - given - ({"count"} if is_counted else set()):
            wrong.append(f"{place}: {text.value}")
    assert wrong == []


def test_sentences_begin_with_capitals(templates):
    wrong = [
        f"{place}: {text.value}"
        for place, _, text in templates
        if isinstance(text, ast.Constant)
        and text.value.endswith(".")
        and text.value[:1].islower()
        and not FILE_NAME.match(text.value)
    ]
    assert wrong == []
