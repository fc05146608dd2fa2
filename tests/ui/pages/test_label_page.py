"""The labels' page: its list, its classes, its buttons."""

from __future__ import annotations

import pytest


def class_rows(**counts):
    from tilewright.core.classes.colors import class_colors
    from tilewright.ui.map.draw_tiles import TileStyle
    from tilewright.ui.map.tile_preview import CLASS, LegendRow

    colors = class_colors(counts)
    return [LegendRow(n, TileStyle(colors[n]), counts[n], CLASS) for n in sorted(counts)]


@pytest.fixture
def page(project, desk):
    """The page bound to marks, on a screen that nobody sees."""
    from tilewright.ui.pages.label_page import LabelPage

    page = LabelPage()
    page.tools.bind(desk.edits)
    page.resize(300, 700)
    page.show()
    yield page
    page.hide()
    page.deleteLater()


def offered(page):
    return [page.edit_class.itemText(k) for k in range(page.edit_class.count())]


def test_the_class_to_correct_to_is_none_of_other_labels(page, project):
    from qgis.core import QgsVectorLayer

    page.show_legend(class_rows(farmland=3))
    assert page.edit_class.currentText() == "farmland"
    layer = QgsVectorLayer("Polygon?crs=EPSG:32631&field=class:string", "other", "memory")
    project.addMapLayer(layer)
    page.layer.setLayer(layer)
    page.show_legend(class_rows(urbain=2))
    assert offered(page) == ["urbain"] and page.edit_class.currentText() == "urbain"


def test_the_list_has_swatches_names_and_counts_flush_right(page):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtGui import QColor

    rows = class_rows(urban=56, water=1247)
    page.show_legend(rows)
    tree = page.legend
    assert tree.isVisible() and tree.topLevelItemCount() == 2
    for k, row in enumerate(rows):
        item = tree.topLevelItem(k)
        assert item.text(0) == row.text
        assert item.text(1).replace(",", "").replace("\u00a0", "") == str(row.count)
        align = item.data(1, Qt.ItemDataRole.TextAlignmentRole)
        assert Qt.AlignmentFlag(align & 0xF) == Qt.AlignmentFlag.AlignRight
        image = item.icon(0).pixmap(14, 14).toImage()
        middle = image.pixelColor(image.width() // 2, image.height() // 2)
        assert middle == QColor(*row.style.color)
        assert image.pixelColor(0, 7) == tree.palette().text().color()
    page.show_legend([])
    assert not tree.isVisible()


@pytest.mark.parametrize("dark", [False, True])
def test_swatches_have_a_border_that_stands_out_from_the_list(page, dark):
    from qgis.PyQt.QtGui import QColor, QPalette

    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("white" if dark else "black"))
    palette.setColor(QPalette.ColorRole.Base, QColor("black" if dark else "white"))
    page.legend.setPalette(palette)
    page.show_legend(class_rows(a=1))
    image = page.legend.topLevelItem(0).icon(0).pixmap(14, 14).toImage()
    assert image.pixelColor(0, 0) == QColor("white" if dark else "black")


def test_reasons_and_ambiguous_tiles_are_named_in_the_list(page):
    from tilewright.ui.map.draw_tiles import TileStyle
    from tilewright.ui.map.tile_preview import AMBIGUOUS, LEFT_OUT, LegendRow

    grey = TileStyle((190, 190, 190), sign="cross")
    rows = [LegendRow("", grey, 3, AMBIGUOUS), LegendRow("cloud mark", grey, 2, LEFT_OUT)]
    page.show_legend(class_rows(urban=5) + rows)
    texts = [page.legend.topLevelItem(k).text(0) for k in range(3)]
    assert texts == ["urban", "of these, ambiguous", "left out: cloud mark"]
    assert offered(page) == ["urban"]


def test_classes_are_offered_for_corrections_and_the_first_is_chosen(page):
    page.other.setText("rest")
    page.show_legend(class_rows(urban=5, water=2))
    assert offered(page) == ["rest", "urban", "water"]
    assert page.edit_class.currentText() == "rest"


def test_typing_goes_on_when_a_preview_ends(page):
    from qgis.PyQt.QtTest import QTest

    page.show_legend(class_rows(urban=5))
    line = page.edit_class.lineEdit()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "forst")
    line.setCursorPosition(3)
    page.show_legend(class_rows(urban=4, water=2))
    assert (line.text(), line.cursorPosition()) == ("forst", 3)
    QTest.keyClicks(line, "e")
    assert line.text() == "forest"
    line.setSelection(1, 3)
    page.show_legend(class_rows(urban=4))
    assert (line.selectedText(), line.selectionStart()) == ("ore", 1)
    line.clear()
    page.show_legend(class_rows(urban=4, water=2))
    assert line.text() == ""
    assert offered(page) == ["urban", "water"]


def test_a_chosen_class_stays_chosen_when_others_come(page):
    page.show_legend(class_rows(urban=5))
    page.edit_class.setCurrentText("urban")
    page.show_legend(class_rows(forest=1, urban=5))
    assert page.edit_class.currentText() == "urban" and page.edit_class.currentIndex() == 1
    # A class of the same letters is another class.
    page.edit_class.setEditText("URBAN")
    page.show_legend(class_rows(urban=5))
    assert page.edit_class.currentText() == "URBAN"


def test_enter_does_not_add_what_was_typed_to_the_list(page):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    page.show_legend(class_rows(urban=5))
    page.edit_class.setEditText("forest")
    QTest.keyClick(page.edit_class.lineEdit(), Qt.Key.Key_Return)
    assert offered(page) == ["urban"] and page.edit_class.currentText() == "forest"


def test_buttons_follow_the_marks(page, desk, add_raster):
    desk.edits.choose_label = page.edit_class.currentText
    desk.show(add_raster())
    tools = page.tools
    assert not tools.undo.isEnabled() and not tools.clear.isEnabled()
    tools.use.click()
    assert desk.edits.is_active
    assert "Name the class" in tools.hint.text() and tools.hint.isVisible()
    page.edit_class.setEditText("urban")
    assert not tools.hint.isVisible()
    desk.edits._mark([0], True)
    desk.edits._mark([1, 2], True)
    page.show_marks()
    assert tools.note.text() == "Tiles corrected: 3"
    tools.undo.click()
    assert len(desk.edits.marks) == 1
    tools.clear.click()
    assert len(desk.edits.marks) == 0 and not tools.clear.isEnabled()
    tools.undo.click()
    assert len(desk.edits.marks) == 1 and tools.clear.isEnabled()
    tools.use.click()
    assert not desk.edits.is_active and not tools.hint.isVisible()
    desk.preview.clear()
    page.show_marks()
    assert tools.note.text() == "Tiles corrected: 1"


def test_clouds_say_how_many_tiles_they_leave_out(desk, add_raster, project):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.settings.plan_parameters import MARKS

    page = CloudPage()
    page.tools.bind(desk.clouds)
    page.source.setCurrentIndex(page.source.findData(MARKS))
    near, far = add_raster("a.tif"), add_raster("b.tif", transform=(10, 0, 0, 0, -10, 0))
    for overlap, expected in (
        (0, "Tiles marked: 1"),
        (5, "Tiles marked: 1; tiles they leave out: 9"),
    ):
        desk.show(near, overlap=overlap, cloud_source=MARKS)
        if not len(desk.clouds.marks):
            desk.clouds._mark([desk.preview.cells.find_name("r00002_c00002")], True)
        page.show_marks()
        assert page.tools.note.text() == expected
        desk.clouds.marks.clear()
    desk.clouds.marks.undo()
    desk.show(far, cloud_source=MARKS)
    page.show_marks()
    assert page.tools.note.text() == (
        "Tiles marked: 0\nMarks on no tile of this image: 1. They are kept."
    )
    page.source.setCurrentIndex(0)
    page.show_marks()
    assert "Tiles marked" not in page.tools.note.text()
    page.deleteLater()


def test_marking_clouds_makes_the_marks_count(desk, add_raster):
    from tilewright.ui.pages.cloud_page import CloudPage
    from tilewright.ui.settings.plan_parameters import MARKS, NO_CLOUDS

    page = CloudPage()
    page.tools.bind(desk.clouds)
    desk.show(add_raster())
    assert page.source.currentData() == NO_CLOUDS
    page.mark.click()
    assert page.source.currentData() == MARKS and desk.clouds.is_active
    page.mark.click()
    page.deleteLater()


@pytest.fixture
def add_codes(project, make_raster):
    """Adds a class raster to the project: ``add_codes(values)``."""
    from qgis.core import QgsRasterLayer

    def add(values, name="codes.tif"):
        layer = QgsRasterLayer(make_raster(values, name=name), name)
        project.addMapLayer(layer)
        return layer

    return add


def saved(page):
    from tilewright.ui.settings.dock_settings import DockSettings

    settings = DockSettings()
    page.save(settings)
    return settings


def rules(page):
    return [page.predicate.itemData(k) for k in range(page.predicate.count())]


def test_a_class_raster_asks_for_other_things_than_polygons(page, add_codes, add_labels):
    import numpy as np
    from qgis.PyQt.QtTest import QTest

    labels = add_labels([(0, 0, 40, 80, "urban")])
    one = add_codes(np.ones((80, 80), "uint8"), "one.tif")
    two = add_codes(np.ones((2, 80, 80), "uint8"), "two.tif")
    names, band = page.codes.names, page.codes.band
    page.layer.setLayer(labels)
    assert page.field.currentField() == "class"
    assert page.has_row(page.field) and not page.has_row(names) and not page.has_row(band)
    assert rules(page) == ["INTERSECTS", "WITHIN", "CENTROID", "LARGEST", "COVERAGE"]
    page.layer.setLayer(one)
    assert not page.has_row(page.field) and not page.has_row(page.label)
    assert page.has_row(names) and not page.has_row(band)
    assert rules(page) == ["WITHIN", "LARGEST", "COVERAGE"]
    assert page.find_problem() is None
    QTest.keyClicks(names, "1=tree")
    parameters = saved(page).to_parameters()
    assert parameters["LABEL_RASTER"] == one.id()
    assert (parameters["CLASS_MAP"], parameters["PREDICATE"]) == ("1=tree", "LARGEST")
    assert not {"LABELS", "LABEL_FIELD", "LABEL", "LABEL_BAND"} & parameters.keys()
    page.layer.setLayer(two)
    assert page.has_row(band)
    band.setBand(2)
    assert saved(page).to_parameters()["LABEL_BAND"] == 2
    page.layer.setLayer(labels)
    assert not page.has_row(names) and not page.has_row(band)
    parameters = saved(page).to_parameters()
    assert (parameters["LABELS"], parameters["LABEL_FIELD"]) == (labels.id(), "class")
    assert not {"LABEL_RASTER", "CLASS_MAP", "LABEL_BAND"} & parameters.keys()
    assert rules(page) == ["INTERSECTS", "WITHIN", "CENTROID", "LARGEST", "COVERAGE"]


def test_settings_of_a_class_raster_come_back(page, add_codes):
    import numpy as np

    from tilewright.ui.settings.dock_settings import DockSettings

    two = add_codes(np.ones((2, 80, 80), "uint8"))
    given = DockSettings(
        label_raster=two.id(), label_band=2, class_map="1=tree", predicate="COVERAGE",
        min_coverage=70.0, multi=True, max_per_class=12,
    )  # fmt: skip
    page.load(given)
    assert saved(page) == given
    page.load(DockSettings())
    assert saved(page) == DockSettings()


def test_a_class_raster_that_is_gone_is_asked_for(page, add_codes):
    import numpy as np

    from tilewright.ui.settings.dock_settings import DockSettings

    page.load(DockSettings(label_raster="gone"))
    assert page.check().widget is page.layer
    codes = add_codes(np.ones((80, 80), "uint8"))
    page.layer.setLayer(codes)
    assert page.check() is None
    page.let_go([codes.id()])
    problem = page.check()
    assert problem.widget is page.layer and "codes.tif" in problem.text


def test_tiles_get_the_class_that_has_most_pixels(page, desk, add_raster, add_codes):
    """The preview of what the page says, against counts of pixels."""
    import numpy as np

    values = np.random.default_rng(5).integers(1, 4, (80, 80), dtype="uint8")
    page.layer.setLayer(add_codes(values))
    page.codes.names.setText("1=tree,2=shrub,3=")
    given = saved(page)
    desk.show(
        add_raster(),
        label_raster=given.label_raster,
        class_map=given.class_map,
        predicate=given.predicate,
    )
    names = {}
    for row in range(8):
        for col in range(8):
            part = values[row * 10 : row * 10 + 10, col * 10 : col * 10 + 10]
            trees, shrubs = (part == 1).sum(), (part == 2).sum()
            best = "tree" if trees > shrubs else "shrub"
            # Equal shares go to the first by name.
            names[f"r{row:05}_c{col:05}"] = best
    assert desk.labels() == names
    assert set(names.values()) == {"tree", "shrub"}


def test_large_classes_are_cut_down_on_the_map(page, desk, add_raster, add_labels):
    labels = add_labels([(0, 0, 40, 80, "urban"), (40, 0, 80, 10, "water")])
    page.layer.setLayer(labels)
    page.predicate.setCurrentIndex(page.predicate.findData("LARGEST"))
    assert page.rule.most.text() == "all"
    assert "MAX_PER_CLASS" not in saved(page).to_parameters()
    page.rule.most.setValue(6)
    given = saved(page)
    assert given.to_parameters()["MAX_PER_CLASS"] == 6
    desk.show(
        add_raster(), labels=labels.id(), label_field="class", predicate="LARGEST",
        max_per_class=given.max_per_class,
    )  # fmt: skip
    found = list(desk.labels().values())
    assert (found.count("urban"), found.count("water")) == (6, 4)
    page.layer.setLayer(None)
    assert not page.has_row(page.rule.most)
    assert "MAX_PER_CLASS" not in saved(page).to_parameters()


def test_several_classes_a_tile_are_chosen_with_a_click(page, desk, add_raster, add_labels):
    from qgis.PyQt.QtCore import QPoint, Qt
    from qgis.PyQt.QtTest import QTest

    from tilewright.ui.settings.dock_settings import DockSettings

    page.load(DockSettings())
    multi = page.rule.multi
    assert not page.has_row(multi) and not page.has_label_sets
    labels = add_labels([(0, 0, 45, 80, "urban"), (0, 0, 80, 5, "water")])
    page.layer.setLayer(labels)
    assert page.has_row(multi) and not page.has_row(page.coverage)
    place = QPoint(8, multi.height() // 2)
    QTest.mouseClick(multi, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert page.has_label_sets
    assert page.has_row(page.coverage) and not page.has_row(page.predicate)
    assert not page.has_row(page.rule.most)
    page.coverage.setValue(40)
    parameters = saved(page).to_parameters()
    assert (parameters["MULTI"], parameters["MIN_COVERAGE"]) == (True, 40)
    assert "PREDICATE" not in parameters
    results = desk.show(
        add_raster(), labels=labels.id(), label_field="class", multi=True, min_coverage=40.0,
        layout="HUGGINGFACE",
    )  # fmt: skip
    # Urban covers 4 columns of 8 tiles whole and half of the fifth; water half of the first row.
    assert results["CLASS_COUNTS"] == '{"urban": 40, "water": 8}'


def test_hidden_rows_stay_hidden_when_a_page_is_expanded_again(page, add_labels):
    page.layer.setLayer(add_labels([(0, 0, 40, 80, "urban")]))
    page.show()
    for _ in range(2):
        page.setCollapsed(True)
        page.setCollapsed(False)
        assert page.field.isVisible() and page.classes.isVisible()
        assert not page.label.isVisible() and not page.raster_classes.isVisible()
        assert not page.codes.names.isVisible()
