"""What the dock shows after a run, for the tour: pictures, tables, checks, and correcting tiles."""

from __future__ import annotations

import csv
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface
from tour_person import LEFT, NO_KEY, Tour, dock


def look_at_results(tour: Tour) -> None:
    """The dataset that was made last, at a glance; some of its tiles are corrected."""
    d = dock()
    page = d.results.page
    tour.check(tour.wait(lambda: not d.results.is_busy, 60), "the results are there")
    tour.check(page.isVisible() and not d.panel.log.isVisible(), "beside a folded log")
    folder = d.results.gallery.folder
    rows = _rows(folder)
    table = page.table
    last = table.topLevelItem(table.topLevelItemCount() - 1)
    tour.check(last.text(table.columnCount() - 1) == str(len(rows)), "the table counts all tiles")
    files = page.files.note.text()
    tour.check("\u2714" in files, f"the files are checked ({files})")
    tour.check(page.runs.count() == 2, "both runs are listed")
    _click_picture(tour)
    tour.click(page.edit.correct)
    tour.check(tour.wait(lambda: d.results.editing.layer is not None), "tiles become a layer")
    layer = d.results.editing.layer
    name = next(row["tile_id"] for row in rows if row["label"] == "non_urban")
    layer.selectByExpression(f"tile_id = '{name}'")
    page.edit.class_name.setCurrentText("urban")
    tour.click(page.edit.give_class)
    images = {path.stat().st_ino for path in folder.rglob("*.jpg")}
    tour.click(page.edit.update_dataset)
    tour.check(tour.wait(lambda: not d.results.is_busy, 60), "the dataset is updated")
    after = {row["tile_id"]: row["label"] for row in _rows(folder)}
    before = {row["tile_id"]: row["label"] for row in rows}
    tour.check(after == {**before, name: "urban"}, f"with {name} as urban")
    kept = {path.stat().st_ino for path in folder.rglob("*.jpg")} == images
    tour.check(kept, "and the images that it had")
    QgsProject.instance().removeMapLayer(layer)
    tour.check(page.edit.correct.isVisible(), "without its layer nothing is corrected")


def _click_picture(tour: Tour) -> None:
    """A click on the first picture that shows."""
    pictures = dock().results.page.pictures
    tile = pictures.tiles()[0]
    # The first item is a heading.
    rect = pictures.visualItemRect(pictures.item(1))
    tour.clicks += 1
    tour._show(pictures)
    at = rect.center()
    tour.do(lambda: QTest.mouseClick(pictures.viewport(), LEFT, NO_KEY, at))
    tour.wait(seconds=0.2)
    middle = iface.mapCanvas().center()
    left, bottom, right, top = tile.bounds
    distance = middle.distance((left + right) / 2, (bottom + top) / 2)
    tour.check(distance < 1, f"a click on a picture goes to its tile ({distance:.1f})")


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "tiles.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
