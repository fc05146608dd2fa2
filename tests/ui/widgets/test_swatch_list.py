"""Lists of what is drawn on the map say the whole of it, in a narrow dock too."""

from __future__ import annotations

import pytest


@pytest.fixture
def swatches(qgis):
    from tilewright.ui.widgets.swatch_list import SwatchList

    made = SwatchList()
    made.resize(200, 300)
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def test_a_name_too_long_for_the_list_is_broken_between_words(swatches):
    from qgis.PyQt.QtCore import QCoreApplication

    from tilewright.ui.map.draw_tiles import TileStyle

    style, text = TileStyle((1, 2, 3)), "left out: cut by the edge of the raster"
    swatches.show_swatches([(style, text, "16"), (style, "urban", "9")])
    QCoreApplication.processEvents()
    long, short = (swatches.topLevelItem(k) for k in range(2))
    lines = long.text(0).split("\n")
    assert " ".join(lines) == long.toolTip(0) == text
    room = swatches.columnWidth(0)
    assert len(lines) > 1
    assert all(swatches.fontMetrics().horizontalAdvance(line) < room for line in lines)
    assert short.text(0) == "urban"
    heights = [swatches.visualItemRect(item).height() for item in (long, short)]
    spacing = swatches.fontMetrics().lineSpacing()
    assert heights[0] >= len(lines) * spacing and heights[1] < 2 * spacing + 4
    assert swatches.height() >= sum(heights)
    swatches.resize(600, 300)
    QCoreApplication.processEvents()
    assert long.text(0) == text
