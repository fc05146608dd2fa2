"""The engine of Tilewright: tiling, labelling and exporting without QGIS or Qt."""

from __future__ import annotations
