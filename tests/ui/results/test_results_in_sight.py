"""Results stay where one looks at them, though pages above grow."""

from __future__ import annotations

import pytest


@pytest.fixture
def results(qgis, wait):
    from qgis.PyQt.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

    from tilewright.ui.results.results_page import ResultsPage

    inner, area = QWidget(), QScrollArea()
    column = QVBoxLayout(inner)
    above, page = QLabel("sample"), ResultsPage()
    above.setFixedHeight(500)
    page.setFixedHeight(900)
    column.addWidget(above)
    column.addWidget(page)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    area.resize(300, 400)
    area.show()
    wait(seconds=0.05)
    page.area, page.above = area, above
    yield page
    area.deleteLater()


def top_of(page):
    return page.mapTo(page.area.viewport(), page.rect().topLeft()).y()


def test_a_sample_that_grows_above_does_not_push_them_away(results, wait):
    results.come_into_sight()
    assert top_of(results) == 0
    for height in (1200, 300):
        results.above.setFixedHeight(height)
        wait(seconds=0.05)
        assert top_of(results) == 0


def test_who_scrolls_goes_where_he_likes(results, wait):
    from qgis.PyQt.QtWidgets import QAbstractSlider

    results.come_into_sight()
    bar = results.area.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    results.above.setFixedHeight(1200)
    wait(seconds=0.05)
    assert bar.value() == 0


def test_a_heading_of_one_tile_says_so(qgis):
    from tilewright.core.page.gallery import TileGroup
    from tilewright.ui.results.picture_list import PictureList

    made = PictureList()
    texts = []
    for count in (1, 2):
        made._add_heading(TileGroup("urban", "test", count, ()))
        texts.append(made.item(made.count() - 1).text())
    assert texts == ["urban \u00b7 test: 1 tile", "urban \u00b7 test: 2 tiles"]
