"""Every module is imported with PyQt6, and every algorithm says what it takes."""

from __future__ import annotations

import importlib

PLACES = ("plugin.py", "algorithms/**/*.py", "core/**/*.py", "ui/**/*.py")


def test_modules(root):
    paths = sorted(path.relative_to(root) for place in PLACES for path in root.glob(place))
    assert len(paths) > 150
    failed = []
    for path in paths:
        name = ".".join(("tilewright", *path.with_suffix("").parts)).removesuffix(".__init__")
        try:
            importlib.import_module(name)
        except Exception as error:
            failed.append(f"{name}: {type(error).__name__}: {error}")
    assert not failed, "\n".join(failed)


def test_algorithms(application, algorithm):
    """Their parameters, help, icons and flags can be made."""
    made = algorithm()
    made.initAlgorithm({})
    for method in ("name", "displayName", "group", "groupId", "shortHelpString", "icon", "flags"):
        getattr(made, method)()
    assert type(made.createInstance()) is algorithm


def test_pyqt6_is_not_softened():
    from qgis.PyQt import QtCore, QtGui, QtWidgets

    assert QtWidgets.QAction is QtGui.QAction
    assert not hasattr(QtCore.Qt, "AlignLeft")
    assert not hasattr(QtWidgets.QDialog, "exec_")
    assert not hasattr(QtCore.QVariant, "String")
    assert not hasattr(QtWidgets.QLayout, "setMargin")


def test_attributes():
    from PyQt6.QtCore import QDate, QDateTime, QTime, QVariant

    from tilewright.algorithms.base.compat import is_null, make_field
    from tilewright.algorithms.inputs.tiles import plain_value
    from tilewright.core.tiles.table import DOUBLE, INT, TEXT

    for kind in (TEXT, INT, DOUBLE):
        make_field("name", kind)
    assert is_null(QVariant())
    assert plain_value(QDate(2024, 5, 6)) == "2024-05-06"
    assert plain_value(QTime(7, 8, 9)) == "07:08:09"
    assert plain_value(QDateTime(QDate(2024, 5, 6), QTime(7, 8, 9))) == "2024-05-06T07:08:09"


def test_styles():
    from PyQt6.QtXml import QDomDocument

    from tilewright.algorithms.rasters.fingerprint_style import fingerprint_style

    document = QDomDocument()
    assert document.setContent('<style a="1" b="2"><renderer>text</renderer></style>')
    same = QDomDocument()
    assert same.setContent('<style b="2" a="1"><renderer>text</renderer></style>')
    assert fingerprint_style(document) == fingerprint_style(same)
