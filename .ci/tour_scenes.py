"""Two images in the dock, for the tour: the list, its pictures, the map, and the dataset."""

from __future__ import annotations

import csv

from osgeo import gdal
from qgis.PyQt.QtWidgets import QScrollArea, QWidget
from tour_looks import cut_text
from tour_person import EXAMPLES, OUT, Tour, dock

_NAME = "foz, later and farther east 2021-06-01"


def use_two_images(tour: Tour) -> None:
    """A second image is added from a file, run, and taken away again."""
    d = dock()
    own = d.export.output.filePath(), d.split.method.currentIndex()
    _add_second(tour)
    rows = d.image.scenes.list.tree
    names = [rows.topLevelItem(k).text(0) for k in range(2)]
    tour.check(names[1] == _NAME, f"by its name {names}")
    tour.check(not d.image.raster.isVisible(), "in place of the one image")
    parts = {tile.tile_id[:4] for tile in d.preview.tiles.tiles}
    tour.check(parts == {"s001", "s002"}, f"tiles of both are drawn {parts}")
    tour.facts["two images"] = d.image.read_out.text()
    d.split.method.setCurrentIndex(d.split.method.findData("BLOCKS"))
    d.export.output.setFilePath(str(OUT / "two images"))
    tour.wait(lambda: not d.preview.is_busy)
    tour.check(d.panel.run.isEnabled(), f"Run can be pressed ({d.panel.why_not.text()})")
    tour.click(d.panel.run)
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "a dataset of two images is made")
    _check_tiles(tour)
    _take_second_away(tour)
    tour.check(d.image.raster.isVisible(), "without the second there is one image again")
    d.export.output.setFilePath(own[0])
    d.split.method.setCurrentIndex(own[1])
    tour.wait(lambda: not d.preview.is_busy)


def picture_two_images(tour: Tour, look: str) -> None:
    """The page with the list of two, at 300 pixels, of the dock as it floats."""
    d = dock()
    _add_second(tour)
    d.resize(300, 700)
    tour.wait(seconds=0.3)
    area = d.findChild(QScrollArea)
    area.verticalScrollBar().setValue(d.image.y())
    tour.wait(seconds=0.1)
    d.grab().save(str(OUT / f"scenes-300-{look}.png"))
    tour.check(d.image.width() <= area.viewport().width(), f"two images fit, {look}")
    cut = [text for w in d.image.findChildren(QWidget) if (text := cut_text(w))]
    tour.check(not cut, f"no text on two images is cut off, {look} {cut}")
    _take_second_away(tour)


def _add_second(tour: Tour) -> None:
    d = dock()
    d.image.scenes.add_paths([_make_second()])
    rows = d.image.scenes.list.tree

    def is_known() -> bool:
        return rows.topLevelItemCount() == 2 and bool(rows.topLevelItem(1).text(1))

    tour.check(tour.wait(is_known), "a second image stands in the list, with its date")
    tour.wait(lambda: not d.preview.is_busy)


def _take_second_away(tour: Tour) -> None:
    d = dock()
    rows = d.image.scenes.list.tree
    rows.setCurrentItem(rows.topLevelItem(1))
    tour.click(d.image.scenes.list.take)
    tour.wait(lambda: not d.preview.is_busy)


def _make_second() -> str:
    """A copy of the image, 20 km east of it, with a date in its name."""
    path = str(EXAMPLES / "foz" / f"{_NAME}.tif")
    first = gdal.Open(str(EXAMPLES / "foz" / "foz.tif"))
    left, width, *rest = first.GetGeoTransform()
    second = gdal.GetDriverByName("GTiff").CreateCopy(path, first)
    second.SetGeoTransform((left + 20_000, width, *rest))
    second.FlushCache()
    return path


def _check_tiles(tour: Tour) -> None:
    with (OUT / "two images" / "tiles.csv").open(encoding="utf-8", newline="") as file:
        scenes = [row["scene"] for row in csv.DictReader(file)]
    counts = {name: scenes.count(name) for name in dict.fromkeys(scenes)}
    tour.check(len(counts) == 2 and _NAME in counts, f"with tiles of both {counts}")
    tour.facts["tiles of two images"] = counts
