"""Nothing moves under the mouse, nothing that is told outlives what it tells of, keys reach all."""

from __future__ import annotations

import pytest

from tilewright.core.message import Message


@pytest.fixture
def wide(dock, wait):
    """The dock at 320 pixels, when its preview is there."""
    dock.iface.window.resize(900, 1000)
    dock.setFixedWidth(320)
    wait(lambda: not dock.preview.is_busy, seconds=0.1)
    return dock


def places(dock):
    """Where each field is that is on show, within what is scrolled or in the foot."""
    from qgis.PyQt.QtCore import QPoint
    from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

    # What is scrolled is scrolled by the user; the foot stands still.
    scrolled, found = dock.image.parentWidget(), {}
    for page, whole in (*((page, scrolled) for page in dock.pages), (dock.panel, dock.widget())):
        for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit):
            for field in page.findChildren(kind):
                if field.isVisible() and field.objectName():
                    place = field.mapTo(whole, QPoint(0, 0))
                    key = page.objectName(), field.parentWidget().objectName(), field.objectName()
                    found[key] = place.x(), place.y(), field.width()
    return found


def provoke(dock, kind, tmp_path):
    """Make something wrong; returns what mends it, and where a sentence then stands."""
    if kind == "overlap":
        before = dock.image.overlap.value()
        dock.image.overlap.setValue(200)
        return lambda: dock.image.overlap.setValue(before), dock.image._problem
    if kind == "nodata":
        dock.image.nodata.setText("none at all")
        dock.image.tell()
        return lambda: (dock.image.nodata.setText("0"), dock.image.tell()), dock.image._problem
    if kind == "labels":
        field = dock.labels.field.currentField()
        dock.labels.field.setField("")
        dock.labels.label.setText("urban")
        dock.labels.tell()

        def name(text):
            dock.labels.label.setText(text)
            dock.labels.tell()

        def mend():
            name("urban")

        dock.settle()
        dock.before = places(dock)
        name("")
        assert field
        return mend, dock.labels._problem
    if kind == "split":
        dock.split.method.choose("BLOCKS")
        dock.split.tell()
        dock.settle()
        dock.before = places(dock)
        dock.split.buffer.setValue(900_000)
        return lambda: dock.split.buffer.setValue(0), dock.panel.why_not
    if kind == "folder":
        (tmp_path / "file").write_text("")
        dock.export.output.setFilePath(str(tmp_path / "file"))
        return lambda: dock.export.output.setFilePath(str(tmp_path / "new")), dock.export._problem
    if kind == "run":
        dock._notice_failure(Message("{MIN_VALID} is odd."))
        return lambda: dock.image.min_valid.setValue(99), dock.image._problem
    raise AssertionError(kind)


KINDS = ["overlap", "nodata", "labels", "split", "folder", "run"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_when_a_sentence_comes_or_goes(wide, wait, tmp_path, kind):
    dock = wide
    dock.export.output.setFilePath(str(tmp_path / "new"))
    dock.settle = lambda: wait(lambda: not dock.preview.is_busy, seconds=0.05)
    dock.settle()
    dock.before = places(dock)
    mend, note = provoke(dock, kind, tmp_path)
    dock.settle()
    told = note.text()
    assert told and note.isVisible()
    assert len(dock.before) > 30
    assert places(dock) == dock.before
    mend()
    dock.settle()
    assert note.text() != told
    assert places(dock) == dock.before


def test_run_stays_under_the_mouse_while_it_runs(wide, wait, tmp_path):
    dock = wide
    dock.export.output.setFilePath(str(tmp_path / "made"))
    wait(lambda: not dock.preview.is_busy, seconds=0.05)
    before = places(dock)
    dock.panel.run.click()
    assert dock.panel.progress.isVisible()
    assert places(dock) == before
    wait(lambda: not dock.runs.is_busy)
    wait(lambda: not (dock.preview.is_busy or dock.results.is_busy), seconds=0.5)
    after = places(dock)
    new = set(after) - set(before)
    assert {name for *_, name in new if name in ("overwrite", "resume")} == {"overwrite"}
    moved = [(key, before[key], after[key]) for key in before if before[key] != after[key]]
    assert sorted(moved, key=lambda each: each[1][1]) == []


def test_a_long_sentence_is_scrolled_and_is_a_tip(qgis, wait):
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.widgets.note import Note, NotePlace

    note = Note("one")
    place = NotePlace("place", 2, note)
    place.setFixedWidth(200)
    place.show()
    wait(seconds=0.02)
    height = place.height()
    note.say("<b>short</b>")
    wait(seconds=0.02)
    assert place.verticalScrollBar().maximum() == 0
    assert place.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert place.toolTip() == "<p>&lt;b&gt;short&lt;/b&gt;</p>"
    note.say("a sentence of many words " * 12)
    wait(seconds=0.02)
    assert place.height() == height and place.verticalScrollBar().maximum() > height
    assert place.focusPolicy() == Qt.FocusPolicy.TabFocus
    note.say("")
    wait(seconds=0.02)
    assert place.height() == height and place.toolTip() == ""
    place.close()


def test_the_field_that_is_wrong_has_a_frame(wide, wait):
    dock = wide
    frame = dock.image._frame
    assert not frame.isVisible()
    dock.image.overlap.setValue(200)
    wait(seconds=0.05)
    assert frame.isVisible()
    assert frame.geometry().contains(dock.image.overlap.geometry())
    assert frame.height() == dock.image.overlap.height() + 4
    dock.image.overlap.setValue(0)
    wait(seconds=0.05)
    assert not frame.isVisible()


def messages(dock):
    return [item.text() for item in dock.iface.bar.items()]


def test_what_failed_is_no_news_after_a_change_a_run_or_another_project(wide, wait, tmp_path):
    from qgis.core import QgsProject

    dock = wide
    dock.export.output.setFilePath(str(tmp_path / "made"))
    failure = Message("{MIN_VALID} is odd.")
    dock._notice_failure(failure)
    assert "is odd" in dock.image._problem.text()
    dock.runs.tell("No tile has that name.")
    dock.runs.tell("No tile has this name.")
    assert messages(dock) == ["No tile has this name."]
    dock.image.min_valid.setValue(98)
    assert messages(dock) == [] and dock.image._problem.text() == ""
    dock.runs.tell("It failed.", 1, ("Continue", "continueRun", lambda _: None))
    dock.image.min_valid.setValue(97)
    assert messages(dock) == ["It failed."]
    wait(lambda: not dock.preview.is_busy)
    dock.run()
    wait(lambda: not dock.runs.is_busy)
    assert [text[:10] for text in messages(dock)] == ["Tiles made"]
    dock._notice_failure(failure)
    dock.review._panel.find.click()
    QgsProject.instance().clear()
    dock._projects.restore()
    assert messages(dock) == []
    assert "is odd" not in dock.image._problem.text() and dock.review._panel.note.text() == ""


def test_why_there_was_nothing_to_review_goes_when_there_is_something(wide, wait, tmp_path):
    dock = wide
    dock.export.output.setFilePath(str(tmp_path / "made"))
    dock.review._panel.find.click()
    assert "make one first" in dock.review._panel.note.text()
    wait(lambda: not dock.preview.is_busy)
    dock.run()
    wait(lambda: not dock.runs.is_busy)
    assert dock.review._panel.note.text() == ""


def test_why_an_image_could_not_be_added_is_not_said_of_another_project(wide, wait, tmp_path):
    dock = wide
    dock.image.scenes.add_paths([str(tmp_path / "nothing")])
    wait(lambda: not dock.image.scenes.looker.is_busy)
    assert "nothing" in dock.image.scenes.note.text()
    dock._projects.restore()
    assert dock.image.scenes.note.text() == ""


def hint_of(dock):
    from qgis.PyQt.QtWidgets import QLabel

    found = dock.iface.canvas.findChildren(QLabel, "tilewrightMapHint")
    return [each.text() for each in found if not each.isHidden()]


def test_the_map_says_what_clicks_do_while_a_tool_is_up(wide, wait):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    dock = wide
    assert hint_of(dock) == []
    dock.clouds.mark.click()
    (text,) = hint_of(dock)
    assert text.startswith("Marks cloudy tiles. Click or drag") and text.endswith("Esc: end.")
    dock.clouds.tools.by_polygon.trigger()
    assert "corners of a polygon" in hint_of(dock)[0]
    dock.clouds.tools.by_clicks.trigger()
    assert "drag" in hint_of(dock)[0]
    QTest.keyClick(dock.iface.canvas, Qt.Key.Key_Escape)
    assert hint_of(dock) == []
    dock.labels.edit_class.setEditText("")
    dock.labels.edit.click()
    assert hint_of(dock) == ["⚠ Name the class in “Correct to” first. Esc: end."]
    dock.labels.edit_class.setEditText("urban")
    assert hint_of(dock)[0].startswith("Gives tiles the class urban.")
    dock.labels.edit.click()
    assert hint_of(dock) == []


def focus_order(dock):
    """The fields that Tab reaches, in its order, from the first of the dock."""
    from qgis.PyQt.QtCore import Qt

    first = dock.widget()
    found, widget = [], first.nextInFocusChain()
    while widget is not first:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if takes and widget.isVisible() and widget.isEnabled() and first.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_tab_goes_down_each_page_and_reaches_every_field(wide, wait):
    from qgis.PyQt.QtCore import QPoint
    from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

    dock = wide
    dock.clouds.source.setCurrentIndex(dock.clouds.source.findData("raster"))
    dock.split.method.choose("BLOCKS")
    wait(lambda: not dock.preview.is_busy, seconds=0.05)
    order = focus_order(dock)
    for page in (*dock.pages, dock.sample._page, dock.results.page, dock.panel):
        own = [w for w in order if page.isAncestorOf(w) and w is not page]
        assert own
        middles = [widget.mapTo(page, QPoint(0, widget.height() // 2)).y() for widget in own]
        pairs = zip(own, own[1:], middles, middles[1:])
        steps = [(a.objectName(), b.objectName(), y - x) for a, b, x, y in pairs]
        # Fields of one row may differ in height.
        assert [step for step in steps if step[2] < -12] == [], page.objectName()
        fields = [
            field
            for kind in (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit)
            for field in page.findChildren(kind)
            if field.isVisible()
            and field.isEnabled()
            and not isinstance(field.parentWidget(), (QComboBox, QAbstractSpinBox, QLineEdit))
        ]
        missed = [f.objectName() for f in fields if f not in own and f.focusProxy() is None]
        assert missed == [], page.objectName()


def test_a_run_tells_how_far_it_is_in_its_place(wide, wait):
    dock = wide
    before = places(dock)
    dock.runs._run = object()
    told = {"done": 20, "total": 100, "rate": "20", "left": "4.0 s"}
    text = "{done} of {total} tiles, {rate} per second, about {left} left."
    dock.runs._log(Message(text, **told))
    shown = dock.panel.why_not.text()
    assert shown == ("A dataset is being made. 20 of 100 tiles, 20 per second, about 4.0 s left.")
    assert places(dock) == before
    dock.runs._run = None
    dock.update_all()
    assert "left" not in dock.panel.why_not.text()


def test_the_foot_takes_room_only_for_what_it_says(wide, wait, tmp_path):
    from qgis.PyQt.QtCore import QPoint
    from qgis.PyQt.QtWidgets import QAbstractButton, QScrollArea

    dock = wide
    dock.export.output.setFilePath(str(tmp_path / "new"))
    wait(lambda: not dock.preview.is_busy, seconds=0.1)
    assert dock.panel.why_not.text() == "" and dock.panel.said.isHidden()
    bar = dock.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())
    # What comes into sight there has the sample made, which takes room of its own.
    next_tile = dock.findChild(QAbstractButton, "sampleNext")
    wait(lambda: next_tile.isVisible() and not dock.sample.is_busy, seconds=0.1)
    bar.setValue(bar.maximum())
    wait(seconds=0.05)
    last = dock.results.page

    def place():
        return last.mapTo(dock.widget(), QPoint(0, 0)).y(), bar.value(), bar.maximum()

    before = place()
    dock.panel.why_not.say("What is wrong, and how it is mended. " * 3)
    wait(seconds=0.05)
    said = dock.panel.said
    assert said.isVisible() and 0 < said.height() <= dock.panel.most_said
    assert said.y() + said.height() == dock.panel.y()
    # What is last can be seen above it.
    assert before[0] + last.height() <= said.y()
    assert place() == before
    dock.panel.why_not.say("")
    wait(seconds=0.05)
    assert said.isHidden() and place() == before


@pytest.fixture(params=["en", "es"])
def large_dock(request, make_iface, layers, settings_folder, root, tmp_path):
    """A dock in letters half as large again, in a language."""
    import importlib.util

    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
    from qgis.PyQt.QtWidgets import QApplication

    from tilewright.ui.tile_dock import TileDock

    translator, font = QTranslator(), QApplication.font()
    if request.param == "es":
        script = root / ".ci" / "compile_translations.py"
        spec = importlib.util.spec_from_file_location(script.stem, script)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        (made,) = module.compile_translations(root / "ui" / "i18n", tmp_path / "made")
        assert translator.load(str(made))
        QCoreApplication.installTranslator(translator)
    large = QApplication.font()
    large.setPointSizeF(1.5 * font.pointSizeF())
    QApplication.setFont(large)
    iface = make_iface()
    dock = TileDock(iface)
    iface.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    iface.window.show()
    yield dock
    dock.remove()
    sip.delete(iface.window)
    QApplication.setFont(font)
    QCoreApplication.removeTranslator(translator)


def test_nothing_is_scrolled_sideways_in_large_letters(large_dock, wait):
    from qgis.PyQt.QtWidgets import QScrollArea

    dock = large_dock
    dock.split.method.choose("BLOCKS")
    dock.clouds.source.setCurrentIndex(3)
    dock.export.indices.load("NDVI,EVI", "", "")
    dock.export.scaling.setCurrentIndex(dock.export.scaling.findData("RANGE"))
    layout = dock.export.layout_rows.layout
    layout.setCurrentIndex(layout.findData("HUGGINGFACE"))
    dock.update_all()
    dock.setFloating(True)
    dock.resize(300, 900)
    wait(lambda: not dock.preview.is_busy, seconds=0.1)
    assert dock.width() == 300
    area = dock.findChild(QScrollArea)
    widths = {page.objectName(): page.minimumSizeHint().width() for page in dock.pages}
    assert area.horizontalScrollBar().maximum() == 0, (widths, area.viewport().width())
