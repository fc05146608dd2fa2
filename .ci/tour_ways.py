"""From nothing to a dataset by each of the ways, for the tour: with clicks, which are counted.

Each way is gone in another look of QGIS, so that all of the dock is used in dark colours, in large
letters, and as narrow as it gets.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontInfo
from qgis.PyQt.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QPushButton, QWidget
from qgis.utils import iface, loadPlugin, startPlugin, unloadPlugin
from tour_files import make_band_files, make_product, make_two_scenes
from tour_looks import cut_text
from tour_person import EXAMPLES, OUT, Tour, dock, open_dock

# What a person needs at most, by the way that is gone.
MOST_CLICKS = {"tutorial": 9, "three band files": 12, "buildings to YOLO": 10}
_LARGE = 1.5
_NARROW, _WIDE = 300, 420


def go_all_ways(tour: Tour) -> None:
    """Each way from an empty project, or from layers that are there, to a dataset."""
    for go, theme, width, scale in (
        (_stack_bands, "default", _NARROW, 1.0),
        (_load_product, "Night Mapping", _WIDE, 1.0),
        (_take_two_scenes, "Night Mapping", _NARROW, 1.0),
        (_find_buildings, "default", _WIDE, _LARGE),
        (_stack_again, "Night Mapping", _NARROW, _LARGE),
    ):
        with _dressed(tour, theme, width, scale) as look:
            go(tour, look)
    iface.newProject()
    tour.wait(seconds=0.5)


@contextmanager
def _dressed(tour: Tour, theme: str, width: int, scale: float) -> Iterator[str]:
    """QGIS in a look, with an empty project and a dock that nobody has used, ``width`` wide."""
    iface.newProject()
    unloadPlugin("tilewright")
    QgsSettings().remove("tilewright")
    application, palette = QApplication.instance(), QApplication.palette()
    size = QFontInfo(iface.mainWindow().font()).pointSizeF()
    QgsApplication.setUITheme(theme)
    plain = application.styleSheet()
    if scale != 1.0:
        application.setStyleSheet(f"{plain} * {{ font-size: {scale * size}pt; }}")
    loadPlugin("tilewright")
    startPlugin("tilewright")
    tour.wait(seconds=0.5)
    tour.clicks = tour.fields = 0
    look = f"{width}-{'light' if theme == 'default' else 'dark'}{'-large' if scale > 1 else ''}"
    try:
        yield look
    finally:
        application.setStyleSheet(plain)
        QgsApplication.setUITheme("default")
        QApplication.setPalette(palette)
        tour.wait(seconds=0.2)


def _open_dock(tour: Tour, look: str) -> None:
    open_dock(tour)
    width = int(look.partition("-")[0])
    iface.mainWindow().resizeDocks([dock()], [width], Qt.Orientation.Horizontal)
    tour.wait(seconds=0.3)
    if "large" not in look:
        tour.check(abs(dock().width() - width) <= 2, f"the dock is {dock().width()} px wide")


def _open_start(tour: Tour, look: str) -> None:
    """The dock without an image, of which a picture is taken at both widths."""
    _open_dock(tour, look)
    tour.check(dock().sources.page.isVisible(), f"without an image the dock offers ways, {look}")
    own, _, rest = look.partition("-")
    for width in (_WIDE + _NARROW - int(own), int(own)):
        iface.mainWindow().resizeDocks([dock()], [width], Qt.Orientation.Horizontal)
        tour.wait(seconds=0.3)
        dock().grab().save(str(OUT / f"start-{width}-{rest}.png"))
        _check_texts(tour, f"the start page at {width}-{rest}")


def _check_texts(tour: Tour, what: str) -> None:
    cut = [text for w in dock().widget().findChildren(QWidget) if (text := cut_text(w))]
    tour.check(not cut, f"no text is cut off, {what} {cut}")


def _button(name: str) -> QPushButton:
    return dock().findChild(QPushButton, name)


def _open_labels(tour: Tour, folder: Path, name: str) -> None:
    tour.click_through(dock().labels.buttons.open, tour.choose_files(folder, name))
    layer = dock().labels.layer.currentLayer()
    tour.check(layer is not None, "the file of labels is the labels")


def _run(tour: Tour, way: str, look: str) -> list[dict[str, str]]:
    """Name a folder, run, and look at what came of it; returns the tiles' rows."""
    d, folder = dock(), OUT / way
    tour.type_into(d.export.output.lineEdit(), str(folder))
    tour.check(tour.wait(lambda: not d.preview.is_busy), "the preview ends")
    tour.check(d.panel.run.isEnabled(), f"Run can be pressed ({d.panel.why_not.text()})")
    tour.click(d.panel.run)
    count_clicks(tour, way)
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), f"{way}: the run ends")
    tour.check(tour.wait(lambda: not d.results.is_busy, 60), "the results are there")
    page = d.results.page
    tour.check(page.isVisible(), "and on show")
    tour._show(page.pictures)
    tour.wait(seconds=0.3)
    name = way.replace(" ", "-")
    d.grab().save(str(OUT / f"way-{name}-{look}.png"))
    iface.mainWindow().grab().save(str(OUT / f"way-{name}-window.png"))
    if "large" not in look:
        _check_texts(tour, f"{way}, {look}")
    with (folder / "tiles.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = len(page.pictures.tiles())
    tour.check(0 < found <= len(rows), f"{found} pictures of {len(rows)} tiles are on show")
    return rows


def count_clicks(tour: Tour, way: str) -> None:
    """Print the clicks of a way; more than the most fail the tour."""
    most = MOST_CLICKS.get(way)
    tour.facts[f"clicks, {way}"] = tour.clicks
    limit = "" if most is None else f" of at most {most}"
    told = f"{way}: {tour.clicks} clicks{limit}, {tour.fields} texts typed"
    tour.check(most is None or tour.clicks <= most, told)


def _stack_bands(tour: Tour, look: str) -> None:
    """Three files of Landsat bands and a file of labels, from the start page."""
    folder, names = make_band_files()
    _open_start(tour, look)
    _make_stack(tour, folder, names)
    d = dock()
    told = d.image.facts.note.text()
    tour.check("% of the pixels are 0" in told, f"its zeros are told: {told}")
    colors = d.export.bands.note.text()
    tour.check(colors == "red B4, green B3, blue B2", f"natural colours are proposed: {colors}")
    _open_labels(tour, folder, "urban.geojson")
    tour.check(d.labels.field.currentField() == "class", "the field is guessed")
    tour.click(d.image.facts.zeros)
    rows = _run(tour, "three band files", look)
    tour.check({row["label"] for row in rows} == {"urban"}, f"{len(rows)} tiles have their class")


def _make_stack(tour: Tour, folder: Path, names: list[str]) -> None:
    save = tour.press(QDialogButtonBox.StandardButton.Save)
    tour.click_through(_button("stackBandsButton"), tour.choose_files(folder, *names), save)
    d = dock()
    tour.check(tour.wait(lambda: not d.sources.stacker.is_busy), "the bands are stacked")
    tour.check(tour.wait(lambda: d.image.facts.facts is not None), "the stack is looked at")
    tour.check(not d.sources.page.isVisible(), "the stack is the image")


def _stack_again(tour: Tour, look: str) -> None:
    """The start page in large letters; the way itself is known."""
    _open_start(tour, look)


def _load_product(tour: Tour, look: str) -> None:
    """A Sentinel-2 product and a class raster, from the start page."""
    folder, name = make_product()
    _open_start(tour, look)
    tour.click(_button("loadProductButton"))
    dialog = _wait_for_dialog(tour)
    field = next(w for w in dialog.findChildren(QWidget) if type(w).__name__ == "ProductField")
    line = next(w for w in field.findChildren(QLineEdit) if w.isVisible())
    tour.type_into(line, str(folder / name))
    tour.click(dialog.runButton())
    d = dock()
    arrived = tour.wait(lambda: d.image.raster.currentLayer() is not None, 60)
    tour.check(arrived, "the product is the image")
    tour.click(dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close))
    tour.wait(lambda: d.image.facts.facts is not None)
    colors = d.export.bands.note.text()
    tour.check(colors.startswith("red "), f"natural colours are proposed: {colors}")
    _open_labels(tour, folder, "classes.tif")
    rows = _run(tour, "Sentinel-2 product", look)
    tour.check({row["label"] for row in rows} <= {"1", "2"}, f"{len(rows)} tiles have a class")


def _wait_for_dialog(tour: Tour) -> QWidget:
    found: list[QWidget] = []

    def find() -> bool:
        found[:] = [
            w for w in QApplication.topLevelWidgets() if hasattr(w, "runButton") and w.isVisible()
        ]
        return bool(found)

    tour.check(tour.wait(find, 10), "the dialog of the algorithm opens")
    return found[0]


def _take_two_scenes(tour: Tour, look: str) -> None:
    """Two images of one place, from the start page, as one dataset."""
    folder, names = make_two_scenes()
    _open_start(tour, look)
    tour.click_through(_button("openImageButton"), tour.choose_files(folder, *names))
    d = dock()
    tree = d.image.scenes.list.tree
    are_dated = tour.wait(
        lambda: tree.topLevelItemCount() == 2 and bool(tree.topLevelItem(1).text(1))
    )
    tour.check(are_dated, "both are in the list, with their dates")
    _open_labels(tour, folder, "urban.geojson")
    tour.wait(lambda: d.image.facts.facts is not None)
    tour.click(d.image.facts.zeros)
    rows = _run(tour, "two scenes", look)
    tour.check(len({row["scene"] for row in rows}) == 2, f"{len(rows)} tiles are of both")


def _find_buildings(tour: Tour, look: str) -> None:
    """An aerial image and outlines of buildings, which were dropped on QGIS, as YOLO wants them."""
    folder, project = EXAMPLES / "village", QgsProject.instance()
    image = QgsRasterLayer(str(folder / "village.tif"), "village")
    project.addMapLayers([image, QgsVectorLayer(str(folder / "buildings.geojson"), "buildings")])
    iface.setActiveLayer(image)
    tour.wait(seconds=0.5)
    _open_dock(tour, look)
    d = dock()
    tour.check(d.image.raster.currentLayer() is image, "the image is preselected")
    tour.type_into(d.image.tile_size, "128")
    tour.choose(d.export.layout_rows.layout, "YOLO")
    objects = d.export.layout_rows.objects
    is_there = objects.is_given and objects.field.currentField() == "kind"
    tour.check(is_there, "the buildings are the objects, by their kind")
    tour.check(d.labels.layer.currentLayer() is None, "and no longer the class of tiles")
    tour.choose(d.split.method, _title_of(d.split.method, "BLOCKS"))
    rows = _run(tour, "buildings to YOLO", look)
    written = OUT / "buildings to YOLO"
    texts = sorted((written / "labels").rglob("*.txt"))
    tour.check(len(texts) == len(rows) == 40, f"{len(texts)} of {len(rows)} tiles have their text")
    data = (written / "data.yaml").read_text("utf-8")
    tour.check('0: "hall"' in data and "val: images/val" in data, "and data.yaml has their names")
    boxes = sum(len(path.read_text("utf-8").splitlines()) for path in texts)
    tour.check(boxes >= 90, f"{boxes} boxes of 90 buildings")


def _title_of(box, value: str) -> str:
    return box.itemText(box.findData(value))
