"""Bring ui/i18n/tilewright_es.ts up to date with the texts in the sources.

Texts that are still translated stay, texts that vanished go, new ones are listed: fill them in
with a text editor or Qt Linguist, and take `type="unfinished"` away.
"""

from __future__ import annotations

import ast
import difflib
import os
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "es"
TARGET = Path("ui", "i18n", f"tilewright_{LANGUAGE}.ts")
CONTEXT = "Tilewright"
SOURCES = ("plugin.py", "core", "algorithms", "ui")
# What takes templates of messages: see core/message.py and algorithms/base/values.py.
MESSAGES = re.compile(r"(?:.*\.)?(?:Message|[A-Za-z]+Error|info|warn)")
# A vanished text that is this like a new one lends it its translation, to be looked over.
_ALIKE = 0.7

Texts = set[tuple[str, str]]


@dataclass(frozen=True)
class Translation:
    """A text in the other language; unfinished ones want to be looked over."""

    text: str = ""
    is_finished: bool = False


class SourceTexts(ast.NodeVisitor):
    """Texts in Python sources: those of CONTEXT, and those of each class by ``self.tr``."""

    def __init__(self) -> None:
        self.texts: Texts = set()
        # Those of messages, whose braces hold names of parameters, too.
        self.templates: set[str] = set()
        self._of_classes: Texts = set()
        self._bases: dict[str, list[str]] = {}
        self._classes: list[str] = []
        self._path = Path()

    def read(self, path: Path, code: str) -> None:
        """Add the texts of one file."""
        self._path = path
        self.visit(ast.parse(code))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bases[node.name] = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = ast.unparse(node.func)
        if called == "self.tr" and self._classes:
            self._add(self._of_classes, self._classes[-1], node, node.args[0])
        elif called.endswith(".tr"):
            self._refuse(node, "only self.tr() in a class has a context that is known")
        elif called == "tr":
            self._add(self.texts, CONTEXT, node, node.args[0])
        elif called.rpartition(".")[2] == "counted":
            for text in node.args[1:3]:
                self._add_template(text)
        elif MESSAGES.fullmatch(called) and node.args:
            self._add_template(node.args[0])
        elif called == "QCoreApplication.translate":
            context = getattr(node.args[0], "value", None)
            if context != CONTEXT:
                self._refuse(node, f"the context must be {CONTEXT}")
            self._add(self.texts, CONTEXT, node, node.args[1])

    def _add(self, texts: Texts, context: str, call: ast.Call, text: ast.expr) -> None:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            texts.add((context, text.value))
        elif isinstance(text, ast.JoinedStr) or "algorithms" not in self._path.parts:
            # What algorithms take from variables is found by asking them.
            self._refuse(call, "the text must be a plain string")

    def _add_template(self, text: ast.expr) -> None:
        """What is no literal is a message that was made elsewhere, or an error of Python's."""
        if isinstance(text, ast.IfExp):
            self._add_template(text.body)
            self._add_template(text.orelse)
        elif isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value:
            self.templates.add(text.value)
            self.texts.add((CONTEXT, text.value))

    def _refuse(self, node: ast.AST, why: str) -> None:
        sys.exit(f"{self._path}:{node.lineno}: cannot be translated: {why}")

    def all(self) -> Texts:
        """All texts; those of a class also for its subclasses, as PyQt asks for them there."""
        found = set(self.texts)
        for name, text in self._of_classes:
            found |= {(context, text) for context in [name, *self._subclasses(name)]}
        return found

    def _subclasses(self, name: str) -> Iterable[str]:
        for other, bases in self._bases.items():
            if name in bases:
                yield other
                yield from self._subclasses(other)


def read_sources(root: Path) -> SourceTexts:
    """What stands in the sources."""
    found = SourceTexts()
    for name in SOURCES:
        path = root / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.read(file.relative_to(root), file.read_text(encoding="utf-8"))
    return found


def algorithm_texts() -> Texts:
    """What the algorithms ask for when QGIS shows them; needs QGIS and the package."""
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    from tilewright.algorithms.provider import algorithm_classes

    asked = set()

    class Listener(QTranslator):
        def translate(self, context, text, disambiguation=None, n=-1):
            if context == CONTEXT:
                asked.add((context, text))

    listener = Listener()
    QCoreApplication.installTranslator(listener)
    try:
        for make in algorithm_classes():
            algorithm = make()
            algorithm.initAlgorithm()
            for show in ("displayName", "group", "shortHelpString", "shortDescription", "tags"):
                getattr(algorithm, show)()
    finally:
        QCoreApplication.removeTranslator(listener)
    return asked


def read_translations(path: Path) -> dict[tuple[str, str], Translation]:
    """What a .ts file holds; nothing when there is none."""
    found = {}
    if path.exists():
        for context in ElementTree.parse(path).getroot().iter("context"):
            for message in context.iter("message"):
                translation = message.find("translation")
                key = context.findtext("name"), message.findtext("source")
                found[key] = Translation(translation.text or "", "type" not in translation.attrib)
    return found


def update(texts: Texts, known: dict) -> dict[tuple[str, str], Translation]:
    """The translation of every text; new ones get that of a like text, or none."""
    gone = {text: known[context, text].text for context, text in known.keys() - texts}
    elsewhere = {text: translation.text for (_, text), translation in known.items()}
    updated = {}
    for context, text in sorted(texts):
        if (context, text) in known:
            updated[context, text] = known[context, text]
            continue
        like = difflib.get_close_matches(text, gone, 1, _ALIKE)
        guess = elsewhere.get(text) or (gone[like[0]] if like else "")
        updated[context, text] = Translation(guess)
    return updated


def render(translations: dict[tuple[str, str], Translation]) -> str:
    """A .ts file; without line numbers, which would change with every edit of the sources."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{LANGUAGE}" sourcelanguage="en">',
    ]
    last = None
    for (context, text), translation in sorted(translations.items(), key=lambda item: item[0]):
        if context != last:
            lines += ["</context>"] * (last is not None)
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
            last = context
        kind = "" if translation.is_finished else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(text)}</source>",
            f"        <translation{kind}>{escape(translation.text)}</translation>",
            "    </message>",
        ]
    lines += ["</context>"] * (last is not None)
    return "\n".join([*lines, "</TS>", ""])


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.append("/usr/share/qgis/python")
    from make_reference import register_package
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    register_package()
    path = ROOT / TARGET
    translations = update(read_sources(ROOT).all() | algorithm_texts(), read_translations(path))
    path.parent.mkdir(exist_ok=True)
    path.write_text(render(translations), encoding="utf-8", newline="\n")
    left = [key for key, translation in translations.items() if not translation.is_finished]
    print(f"{TARGET}: {len(translations)} texts, {len(left)} of them untranslated")
    for context, text in left:
        print(f"    {context}: {text}")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
