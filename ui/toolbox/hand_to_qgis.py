"""Widgets that Python makes and QGIS keeps."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

# What Python knows of widgets that QGIS shows.
_kept: dict[int, QWidget] = {}


def hand_to_qgis(widget: QWidget, inner: QWidget) -> QWidget:
    """A widget for QGIS, from a method of which its bindings say that it makes a new one.

    QGIS then hands Python the widget anew, as one that Python has not known, and only what lies in
    it keeps its signals. The widget itself still tells the first object when it is deleted: so that
    one is kept, or QGIS would crash where Python has freed it.

    Args:
        widget: without a parent.
        inner: lies in it, and so is deleted after it has told.
    """
    number = id(widget)
    _kept[number] = widget
    inner.destroyed.connect(lambda *_args: _kept.pop(number, None))
    return widget
