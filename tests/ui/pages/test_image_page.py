"""The page of the image and its grid."""

from __future__ import annotations


def test_an_overlap_below_zero_is_kept_as_a_gap(desk, add_raster):
    from tilewright.ui.pages.image_page import ImagePage
    from tilewright.ui.settings.dock_settings import DockSettings

    page, saved = ImagePage(), DockSettings()
    page.set_fields(DockSettings(tile_size=10.0, overlap=-7))
    assert page.overlap.value() == -7
    page.save(saved)
    assert saved.overlap == -7
    page.deleteLater()
    layer = add_raster("a.tif")
    desk.show(layer, overlap=-7)
    across, down = ((size - 10) // 17 + 1 for size in (layer.width(), layer.height()))
    assert len(desk.preview.cells) == across * down


def test_zeros_that_are_no_values_leave_out_the_tiles_with_any(project):
    from tilewright.ui.pages.image_page import ImagePage
    from tilewright.ui.settings.dock_settings import DockSettings

    page = ImagePage()
    page.set_fields(DockSettings())
    page.facts.zeros_meant.emit(True)
    assert (page.nodata_value(), page.min_valid.value()) == (0.0, 100.0)
    page.facts.zeros_meant.emit(False)
    assert (page.nodata_value(), page.min_valid.value()) == (None, 0.0)
    page.min_valid.setValue(80)
    page.facts.zeros_meant.emit(True)
    assert page.min_valid.value() == 80.0
    page.facts.zeros_meant.emit(False)
    assert page.min_valid.value() == 80.0
    page.deleteLater()
