"""Recognising a layer's style."""

from __future__ import annotations

import hashlib

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsReadWriteContext
from qgis.PyQt.QtXml import QDomDocument, QDomNode

from ...core.errors import ExportError
from ...core.message import as_message

_CATEGORIES = QgsMapLayer.StyleCategory.Symbology


def export_style(layer: QgsRasterLayer) -> QDomDocument:
    """All of a layer's style that shapes its picture.

    Raises:
        ExportError: QGIS cannot write it.
    """
    document = QDomDocument()
    problem = layer.exportNamedStyle(document, QgsReadWriteContext(), _CATEGORIES)
    if problem:
        raise ExportError(as_message(problem))
    return document


def fingerprint_style(document: QDomDocument) -> str:
    """SHA-256 of a style; the same style has the same one in every process.

    Qt writes the attributes of an element in an order that differs from process to process.
    """
    return hashlib.sha256(repr(_plain(document.documentElement())).encode()).hexdigest()


def _plain(node: QDomNode) -> str | tuple:
    if not node.isElement():
        return node.nodeValue()
    attributes = node.attributes()
    pairs = [attributes.item(k).toAttr() for k in range(attributes.count())]
    children = node.childNodes()
    return (
        node.nodeName(),
        sorted((pair.name(), pair.value()) for pair in pairs),
        [_plain(children.item(k)) for k in range(children.count())],
    )
