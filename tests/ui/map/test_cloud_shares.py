"""The share of cloud of each tile, as a colour on the map and under the mouse."""

from __future__ import annotations

import numpy as np
import pytest

# Percent of cloud of the tiles of each column; None: the mask does not reach there.
SHARES = [0, 1, 10, 11, 35, 50, 99, 100]
TENTHS = [0, 1, 1, 2, 4, 5, 10, 10]


@pytest.fixture
def shares(desk, add_raster, make_raster, project):
    """8 x 8 tiles of 10 x 10 pixels, whose columns have the shares."""
    from qgis.core import QgsRasterLayer
    from qgis.PyQt.QtCore import QObject

    from tilewright.ui.map.cloud_shares import CloudShares

    values = np.zeros((80, 80), dtype="uint8")
    for column, share in enumerate(SHARES):
        block = np.arange(100).reshape(10, 10) < share
        values[:, 10 * column : 10 * column + 10] = np.tile(block, (8, 1))
    mask = QgsRasterLayer(make_raster(values[None], name="mask.tif"), "mask")
    project.addMapLayer(mask)
    settings = {"cloud_source": "raster", "cloud_mask": mask.id(), "cloud_values": "1"}
    desk.show(add_raster(), max_cloud=40, **settings)
    parent = QObject()
    made = CloudShares(desk.canvas, desk.preview, parent)
    yield made
    made.remove()


def colors(desk):
    """Column of the tile -> (colour, whether it is filled, sign), as drawn."""
    found = {}
    for quads, style in desk.preview.tiles._groups:
        for quad in quads:
            column = round((quad[:, 0].mean() - 500000) / 100 - 0.5)
            found.setdefault(column, set()).add((style.color, style.fill > 0, style.sign))
    return found


def test_tiles_have_the_colour_of_their_share_and_keep_the_sign_of_those_left_out(shares, desk):
    from tilewright.ui.map.tile_preview import CLOUD_RAMP

    before = colors(desk)
    shares.show(True)
    found = colors(desk)
    assert sorted(found) == list(range(8))
    for column, tenth in enumerate(TENTHS):
        ((color, is_filled, sign),) = found[column]
        assert color == CLOUD_RAMP[tenth] and is_filled
        assert bool(sign) == (SHARES[column] > 40)
    shares.show(False)
    assert colors(desk) == before


def test_the_ramp_grows_lighter_all_along():
    from tilewright.ui.map.tile_preview import CLOUD_RAMP

    # Relative luminance of sRGB, which who sees no red and green sees.
    linear = (np.array(CLOUD_RAMP) / 255) ** 2.2
    steps = np.diff(linear @ [0.2126, 0.7152, 0.0722])
    assert len(CLOUD_RAMP) == 11 and (steps > 0).all()


def test_the_share_is_read_out_under_the_mouse(shares, desk):
    from qgis.core import QgsPointXY

    shares.show(True)
    desk.canvas.xyCoordinates.emit(QgsPointXY(500000 + 435, 4600000 - 235))
    assert shares._hint.text() == "r00002_c00004: 35 % cloud" and shares._hint.isVisible()
    desk.canvas.xyCoordinates.emit(QgsPointXY(500000 + 650, 4600000 - 5))
    assert shares._hint.text().startswith("r00000_c00006: 99 % cloud (left out: ")
    desk.canvas.xyCoordinates.emit(QgsPointXY(0, 0))
    assert not shares._hint.isVisible()
    shares.show(False)
    desk.canvas.xyCoordinates.emit(QgsPointXY(500000 + 435, 4600000 - 235))
    assert not shares._hint.isVisible()


def test_the_page_offers_it_for_masks_alone(project):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.settings.dock_settings import DockSettings

    page, told = CloudPage(), []
    page.view_changed.connect(lambda: told.append(page.shows_shares))
    page.load(DockSettings(cloud_source="raster"))
    assert page.has_row(page.looks) and not page.shows_shares
    page.looks.shown.setChecked(True)
    assert told == [True]
    page.load(DockSettings(cloud_source="marks"))
    assert not page.has_row(page.looks) and not page.shows_shares
    page.deleteLater()
