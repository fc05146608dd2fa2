"""Pages in a dock of 300 pixels."""

import pytest

# What the dock's frame and scroll bar leave of them.
ROOM = 258


@pytest.fixture(params=["image", "cloud", "label", "split", "export"])
def page(request, add_raster, add_labels):
    from importlib import import_module

    from tilewright.ui.settings.dock_settings import DockSettings

    raster, polygons = add_raster().id(), add_labels([(0, 0, 9, 9, "urban")]).id()

    module = import_module(f"tilewright.ui.pages.{request.param}_page")
    page = getattr(module, f"{request.param.title()}Page")()
    page.load(
        DockSettings(
            cloud_source="raster",
            cloud_values="3",
            split_method="BLOCKS",
            format="JPEG",
            label_raster=raster,
            layout="HUGGINGFACE",
            objects=polygons,
            object_field="class",
            empty_tiles="SHARE",
            mask=raster,
            raster2=raster,
        )  # fmt: skip
    )
    page.resize(ROOM, 900)
    page.show()
    yield page
    page.hide()
    page.deleteLater()


def test_no_caption_is_wider_than_the_page(page, wait):
    from qgis.PyQt.QtWidgets import QCheckBox, QLabel

    wait(seconds=0.05)
    assert page.width() <= 300
    for each in (*page.findChildren(QCheckBox), *page.findChildren(QLabel)):
        if each.isVisibleTo(page) and not getattr(each, "wordWrap", lambda: False)():
            assert each.sizeHint().width() <= each.width() + 1, each.text()


def test_lists_show_their_entries_whole(page, wait):
    from qgis.PyQt.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

    wait(seconds=0.05)
    assert page.width() <= 300
    for box in page.findChildren(QComboBox):
        # The names of layers and their fields are the user's.
        if type(box) is not QComboBox or not box.isVisibleTo(page):
            continue
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        field = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        texts = [box.itemText(k) for k in range(box.count())]
        cut = [t for t in texts if box.fontMetrics().horizontalAdvance(t) > field.width()]
        assert cut == [], box.objectName()
