"""What tiles look like."""

from __future__ import annotations

import numpy as np
import pytest

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture
def paint(qgis):
    """Paints groups of tiles on green, returns the picture as (rows, columns, 3)."""
    from qgis.PyQt.QtGui import QColor, QImage, QPainter

    from tilewright.ui.map.draw_tiles import DrawnTiles

    def draw(*groups, size=100):
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 160, 0))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for quads, style in groups:
            DrawnTiles(np.array(quads, dtype=float), style).paint(painter)
        painter.end()
        pixels = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), np.uint8)
        return pixels.reshape(size, size, 4)[..., 2::-1].astype(int)

    return draw


def quad(left, top, size):
    return [[left, top], [left + size, top], [left + size, top + size], [left, top + size]]


def has_color(picture, color):
    return (np.abs(picture - color).sum(axis=-1) < 90).any()


def style(color, **more):
    from tilewright.ui.map.draw_tiles import TileStyle

    return TileStyle(color, **more)


def test_neighbours_of_two_classes_both_show_along_their_common_edge(paint):
    groups = [([quad(10, 20, 40)], style(RED)), ([quad(50, 20, 40)], style(BLUE))]
    for order in (groups, groups[::-1]):
        across = paint(*order)[40, 40:60]
        assert has_color(across[:10], RED) and has_color(across[10:], BLUE)
        assert not has_color(across[10:], RED) and not has_color(across[:10], BLUE)


def test_the_image_stays_visible_inside_an_outline(paint):
    picture = paint(([quad(10, 10, 80)], style(RED)))
    assert (picture[20:80, 20:80] == (0, 160, 0)).all()
    assert not (picture[5:12, 50] == (0, 160, 0)).all()


def test_small_tiles_are_tinted_and_not_hidden(paint):
    picture = paint(([quad(5 * k, 0, 5) for k in range(6)], style(RED)))
    inside = picture[1:4, 1:29].reshape(-1, 3)
    assert (inside[:, 0] > 60).all() and (inside[:, 1] > 40).all()
    # A little larger ones have an outline again, but a thin one.
    picture = paint(([quad(10 * k, 0, 10) for k in range(6)], style(RED)))
    assert (picture[3:7, 3:7] == (0, 160, 0)).all() and has_color(picture[3:7, 7:13], RED)


def test_one_of_a_million_tiles_is_seen(paint):
    picture = paint(([quad(50, 50, 0.3)], style(RED, fill=60, sign="cross")))
    assert (picture != (0, 160, 0)).any(axis=-1).sum() >= 9


def test_signs_differ_in_any_two_tiles_without_colour(paint):
    from tilewright.ui.map.draw_tiles import SIGNS

    pictures = {
        sign: paint(([quad(10, 10, 60)], style((190, 190, 190), width=1, sign=sign)))
        for sign in SIGNS
    }
    names = sorted(pictures)
    for k, first in enumerate(names):
        for second in names[:k]:
            assert (pictures[first] != pictures[second]).any(axis=-1).sum() > 30


def test_turned_tiles_are_drawn_where_they_are(paint):
    diamond = [[50, 10], [90, 50], [50, 90], [10, 50]]
    picture = paint(([diamond], style(RED, fill=255)))
    assert tuple(picture[50, 50]) == RED
    assert tuple(picture[14, 14]) == (0, 160, 0) and tuple(picture[86, 86]) == (0, 160, 0)


def test_a_sign_may_stand_without_an_outline(paint):
    picture = paint(([quad(10, 10, 80)], style(RED, sign="diamond", has_outline=False)))
    assert (picture[5:30, 5:95] == (0, 160, 0)).all()
    assert has_color(picture[30:70, 30:70], RED)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_a_swatch_is_the_class_in_a_border(qgis, ratio):
    from qgis.PyQt.QtGui import QColor

    from tilewright.ui.map.draw_tiles import draw_swatch

    image = draw_swatch(style(RED), 14, QColor("yellow"), ratio).toImage()
    assert (image.width(), image.height()) == (14 * ratio, 14 * ratio)
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor(*RED)
    for x, y in ((0, 0), (image.width() - 1, image.height() // 2)):
        assert image.pixelColor(x, y) == QColor("yellow")


def test_swatches_of_reasons_differ_by_their_sign(qgis):
    from qgis.PyQt.QtGui import QColor

    from tilewright.ui.map.draw_tiles import SIGNS, draw_swatch

    images = [
        draw_swatch(style((190, 190, 190), width=1, sign=sign), 14, QColor("black")).toImage()
        for sign in SIGNS
    ]
    for k, image in enumerate(images):
        assert all(image != other for other in images[:k])


def test_tiles_are_outlines_alone_while_a_tool_edits(canvas):
    from qgis.gui import QgsMapToolEdit, QgsMapToolPan

    from tilewright.ui.map.draw_tiles import TileStyle
    from tilewright.ui.map.map_item import TilesOnMap

    item = TilesOnMap(canvas, 5)
    quads = np.array([[[0, 0], [1, 0], [1, 1], [0, 1]]]) * [300, 300] + [500000, 4599000]
    item.show_groups([(quads.astype(float), TileStyle((9, 9, 9), sign="cross", fill=99))])

    def signs_and_fills():
        canvas.grab()
        return [(len(tiles._lines), tiles._fills is not None) for tiles in item._drawn]

    from qgis.core import QgsRectangle

    canvas.setExtent(QgsRectangle(499900, 4598900, 500400, 4599400))
    assert signs_and_fills() == [(2, True)]
    edit, pan = QgsMapToolEdit(canvas), QgsMapToolPan(canvas)
    canvas.setMapTool(edit)
    assert signs_and_fills() == [(0, False)]
    canvas.setMapTool(pan)
    assert signs_and_fills() == [(2, True)]
    canvas.unsetMapTool(pan)
    item.remove()


def test_tiles_can_be_fainter_or_away(dock):
    tiles = dock.preview.tiles
    dock.image.looks.opacity.setValue(40)
    assert (tiles.isVisible(), tiles.opacity()) == (True, 0.4)
    dock.image.looks.shown.setChecked(False)
    assert not tiles.isVisible() and not dock.image.looks.opacity.isEnabled()
    dock.image.looks.shown.setChecked(True)
    assert (tiles.isVisible(), tiles.opacity()) == (True, 0.4)


def test_many_tiles_are_drawn_in_steps_and_come_out_as_at_once(canvas, wait, monkeypatch):
    from qgis.core import QgsRectangle
    from qgis.PyQt.QtGui import QImage, QPainter

    from tilewright.ui.map import map_item
    from tilewright.ui.map.draw_tiles import DrawnTiles, TileStyle

    canvas.setExtent(QgsRectangle(0, 0, 400, 400))
    x, y = (each.ravel() for each in np.meshgrid(np.arange(0, 400, 8.0), np.arange(0, 400, 8.0)))
    quads = np.stack([x, y], axis=1)[:, None] + np.array([[0, 0], [8, 0], [8, 8], [0, 8]])
    style = TileStyle((200, 0, 0), 1, sign="rising")
    monkeypatch.setattr(map_item, "TURN", 0.0)
    item = map_item.TilesOnMap(canvas, 5)
    item.show_groups([(quads, style)])
    canvas.grab()
    # No time at all: nothing is drawn yet, and the window goes on.
    assert item._drawn == []
    monkeypatch.setattr(map_item, "TURN", 0.001)
    wait(lambda: len(item._drawn) == 5 and next(item._rest, None) is None)
    whole = QImage(item._image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(0)
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    transform = canvas.getCoordinateTransform().transform
    places = [[(p.x(), p.y()) for p in (transform(*xy) for xy in quad)] for quad in quads.tolist()]
    DrawnTiles(np.array(places), style).paint(painter)
    painter.end()
    assert whole == item._image
    item.remove()
