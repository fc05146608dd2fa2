"""The dock's page with tiles before they are written: filters, steps, keys, the map."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def page(dock):
    """The sample's page of a dock, still out of sight."""
    dock.iface.window.resize(900, 700)
    return dock.findChild(type(dock.sample._page))


@pytest.fixture
def come(dock, page, wait):
    """Scrolls to the page and waits for its tile."""
    from qgis.PyQt.QtWidgets import QScrollArea

    def look():
        area = page.parentWidget()
        while not isinstance(area, QScrollArea):
            area = area.parentWidget()
        settle(dock, wait)
        # What stands above it is longer once it is known.
        for _ in range(2):
            area.verticalScrollBar().setValue(page.y())
            settle(dock, wait)

    return look


def settle(dock, wait):
    wait(seconds=0.05)
    wait(lambda: not dock.preview.is_busy and not dock.sample.is_busy)
    wait(seconds=0.05)
    wait(lambda: not dock.preview.is_busy and not dock.sample.is_busy)


def said(note):
    return note.text().replace("\u200b", "")


def shown(page):
    """Name, class and split of the tile on show."""
    return said(page.tile_note).splitlines()[0].split(" \u00b7 ")


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_nothing_is_done_before_somebody_looks(dock, page, come, wait):
    settle(dock, wait)
    assert not page.is_in_sight
    assert dock.sample._looks is None
    assert page.tools.isHidden()
    come()
    assert dock.sample._looks is not None
    assert page.tools.isVisible() and page.tools.isEnabled()
    assert page.note.isHidden()


def test_steps_and_keys_go_from_tile_to_tile(dock, page, come, wait):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    come()
    count = len(dock.sample._numbers)
    assert page.place.text() == f"1 of {count}" and count > 2
    assert not page.back.isEnabled() and page.next.isEnabled()
    first = shown(page)
    page.next.click()
    settle(dock, wait)
    second = shown(page)
    assert second != first and page.place.text() == f"2 of {count}"
    picture = page.pair.written.picture
    dock.iface.window.activateWindow()
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton)
    assert picture.hasFocus()
    for key, expected in ((Qt.Key.Key_Left, first), (Qt.Key.Key_Right, second)):
        QTest.keyClick(picture, key)
        settle(dock, wait)
        assert shown(page) == expected
    for _ in range(count):
        page.next.click()
    settle(dock, wait)
    assert page.place.text() == f"{count} of {count}" and not page.next.isEnabled()


def test_classes_and_splits_can_be_chosen(dock, page, come, wait):
    dock.split.method.setCurrentIndex(dock.split.method.findData("RANDOM"))
    come()
    groups = {(g.label, g.split): g.numbers for g in dock.sample._looks.groups}
    assert {label for label, _ in groups} == {"urban", "rest"}
    choose(page.label, "urban")
    settle(dock, wait)
    assert shown(page)[1] == "urban"
    choose(page.split, "val")
    settle(dock, wait)
    assert shown(page)[1:] == ["urban", "val"]
    assert page.place.text() == f"1 of {len(groups['urban', 'val'])}"
    # What was chosen stays after a change of something else, and no button moves meanwhile.
    place = page.next.mapTo(page, page.next.rect().center())
    dock.export.quality.setValue(30)
    assert page.tools.isVisible() and not page.tools.isEnabled() and page.note.isHidden()
    settle(dock, wait)
    assert page.next.mapTo(page, page.next.rect().center()) == place
    assert (page.label.currentText(), page.split.currentText()) == ("urban", "val")
    assert shown(page)[1:] == ["urban", "val"]


def test_the_picture_is_the_tile(dock, page, come):
    come()
    sample = dock.sample
    told = sample._looks.read(sample._numbers[0], lambda: False)
    for part, expected in ((page.pair.stored, told.stored), (page.pair.written, told.written)):
        image = part.picture.image
        colors = [image.pixelColor(x, y).getRgb()[:3] for x, y in ((0, 0), (17, 90), (127, 3))]
        assert colors == [tuple(expected[y, x].tolist()) for x, y in ((0, 0), (17, 90), (127, 3))]
    for band in told.bands:
        line = next(x for x in said(page.numbers).splitlines() if x.startswith(f"{band.name}:"))
        for value in (band.least, band.greatest, *band.cuts):
            assert f"{value:.5g}" in line
    assert f"Valid pixels: {told.tile.valid_percent:.1f} %" in said(page.tile_note)


def test_pictures_grow_with_the_dock(dock, page, come, wait):
    come()
    sizes = []
    for width in (310, 430, 700):
        dock.iface.window.resize(width, 700)
        settle(dock, wait)
        left, right = page.pair.stored, page.pair.written
        assert left.picture.height() == pytest.approx(left.picture.width(), abs=1)
        sizes.append((left.picture.width(), left.y() == right.y()))
    widths, side_by_side = zip(*sizes)
    assert widths[0] > 220 and widths[2] > widths[1] + 100
    assert side_by_side == (False, True, True)


def test_the_map_goes_to_the_tile_and_a_click_on_the_map_shows_one(dock, page, come, wait):
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    come()
    canvas, cells = dock.iface.canvas, dock.preview.cells
    canvas.resize(400, 400)
    page.on_map.click()
    wait(seconds=0.1)
    name = shown(page)[0]
    middle = cells.geometry(cells.find_name(name)).centroid().asPoint()
    assert canvas.extent().center().distance(middle) < 1
    chosen = {dock.sample._looks.name(n) for n in dock.sample._numbers}
    other = next(n for n in dock.sample._looks._look.ids if n not in chosen)
    place = cells.geometry(cells.find_name(other)).centroid().asPoint()
    canvas.setCenter(place)
    wait(seconds=0.1)
    pixel = canvas.getCoordinateTransform().transform(place)
    point = QPoint(round(pixel.x()), round(pixel.y()))
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    settle(dock, wait)
    assert shown(page)[0] == other
    assert page.place.text() == "from the map"
    page.back.click()
    settle(dock, wait)
    assert shown(page)[0] in chosen


def test_masks_and_objects_are_drawn_over_the_exported_picture(
    dock, page, come, wait, layers, make_raster, project
):
    from qgis.core import QgsRasterLayer

    raster, _ = layers
    codes = np.ones((raster.height(), raster.width()), "uint8")
    extent, pixel = raster.extent(), raster.rasterUnitsPerPixelX()
    place = (pixel, 0, extent.xMinimum(), 0, -pixel, extent.yMaximum())
    mask = QgsRasterLayer(
        make_raster(codes, name="codes.tif", transform=place, crs=raster.crs().authid()), "codes"
    )
    project.addMapLayer(mask)
    dock.export.layout_rows.mask.layer.setLayer(mask)
    come()
    picture = page.pair.written.picture
    assert page.has_mask.isVisible() and page.has_objects.isHidden()
    assert "1&nbsp;100.0&nbsp;%" in page.key.text()

    def middle():
        image = picture.grab().toImage()
        return image.pixelColor(image.width() // 2, image.height() // 2).getRgb()[:3]

    colors = {}
    for value in (0, 50, 100):
        page.opacity.setValue(value)
        colors[value] = middle()
    assert len(set(colors.values())) == 3
    page.has_mask.click()
    assert middle() == colors[0] and not page.opacity.isEnabled()
    # On its own layer a change is heard.
    looks = dock.sample._looks
    mask.dataChanged.emit()
    wait(lambda: dock.sample._looks is not looks)


def test_what_is_wrong_is_said_instead(dock, page, come, wait, project, layers):
    come()
    rows = dock.export.layout_rows
    rows.layout.setCurrentIndex(rows.layout.findData("YOLO"))
    settle(dock, wait)
    assert page.tools.isHidden() and said(page.note).startswith("\u26a0 ")
    rows.layout.setCurrentIndex(0)
    settle(dock, wait)
    assert page.tools.isVisible() and page.note.isHidden()
    project.removeMapLayer(layers[0].id())
    settle(dock, wait)
    assert page.tools.isHidden()
    assert said(page.note) == "\u26a0 The layer image was removed; choose another."


def test_a_tile_that_cannot_be_read_keeps_nobody_from_the_next(dock, page, come, wait, monkeypatch):
    from tilewright.core.errors import RasterError

    come()
    first, looks = dock.sample._numbers[0], dock.sample._looks
    read = looks.read

    def fail(number, is_cancelled, band=""):
        if number == first:
            raise RasterError("{name} is torn.", name="image")
        return read(number, is_cancelled, band)

    monkeypatch.setattr(looks, "read", fail)
    page.filtered.emit()
    settle(dock, wait)
    assert said(page.note) == "\u26a0 image is torn."
    assert page.pair.stored.picture.image.isNull() and page.histogram.isHidden()
    page.next.click()
    settle(dock, wait)
    assert page.note.isHidden() and not page.pair.stored.picture.image.isNull()
    # No tile is of both.
    page.label.addItem("desert", "desert")
    choose(page.label, "desert")
    settle(dock, wait)
    assert said(page.note) == "No tile of this class is in this split."
    assert page.pair.stored.picture.image.isNull() and not page.next.isEnabled()


def test_of_a_large_grid_all_tiles_are_planned_only_when_asked(dock, page, come, wait, monkeypatch):
    from tilewright.ui.sample import dataset_sample

    monkeypatch.setattr(dataset_sample, "MANY_TILES", 3)
    come()
    assert page.make.isVisible() and "A sample plans all of them" in said(page.note)
    assert dock.sample._looks is None
    page.make.click()
    settle(dock, wait)
    assert page.make.isHidden() and page.tools.isVisible()


def test_a_dock_that_is_hidden_keeps_nothing_open(dock, page, come, wait):
    come()
    looks = dock.sample._looks
    dock.hide()
    assert dock.sample._looks is None
    assert looks.read(0, lambda: False) is None
    dock.show()
    come()
    assert page.tools.isVisible()


def test_a_second_image_is_shown_beside(dock, page, come, wait, layers, project):
    from qgis.core import QgsRasterLayer

    come()
    assert page.pair.second.isHidden()
    again = QgsRasterLayer(layers[0].source(), "again")
    project.addMapLayer(again)
    rows = dock.export.layout_rows
    rows.layout.setCurrentIndex(rows.layout.findData("HUGGINGFACE"))
    rows.raster2.setLayer(again)
    come()
    assert page.pair.second.isVisible()
    # The same raster twice is written twice alike.
    pictures = (page.pair.written.picture, page.pair.second.picture)
    one, other = (picture.image for picture in pictures)
    assert not one.isNull() and one == other
    rows.raster2.setLayer(None)
    come()
    assert page.pair.second.isHidden()


def test_indices_are_in_the_sample(dock, page, come, wait):
    from qgis.PyQt.QtGui import QImage

    field = dock.export.indices
    choose(field.choice, "chosen from a list")
    (item,) = (each for each in field._items() if each.text(0).startswith("GLI:"))
    from qgis.PyQt.QtCore import Qt

    item.setCheckState(0, Qt.CheckState.Checked)
    # The image tells its red, green and blue.
    assert field.find_problem() is None
    dock.export.format.setCurrentIndex(dock.export.format.findData("GTIFF"))
    come()
    line = next(x for x in said(page.numbers).splitlines() if x.startswith("GLI:"))
    told = dock.sample._looks.read(dock.sample._numbers[0], lambda: False)
    red, green, blue, gli = told.tile.stored
    expected = (2 * green - red - blue) / (2 * green + red + blue)
    assert np.allclose(gli, expected, atol=1e-6) and f"{float(gli.min()):.5g}" in line
    colors = QImage(page.pair.written.picture.image)
    choose(page.band, "GLI")
    settle(dock, wait)
    grey = page.pair.written.picture.image
    assert grey.isGrayscale() and not colors.isGrayscale()
