"""Tiles as the map sees them, against a look at every tile."""

from __future__ import annotations

import numpy as np
import pytest

PLACES = {
    "utm": ((10.0, 0, 500000.0, 0, -10.0, 4600000.0), "EPSG:32631", "EPSG:32631"),
    "other map": ((10.0, 0, 500000.0, 0, -10.0, 4600000.0), "EPSG:32631", "EPSG:4326"),
    "turned": ((8.66, 5.0, 500000.0, 5.0, -8.66, 4600000.0), "EPSG:32631", "EPSG:32631"),
    "turned and other map": (
        (8.66, 5.0, 500000.0, 5.0, -8.66, 4600000.0),
        "EPSG:32631",
        "EPSG:3857",
    ),
    "degrees south": ((0.1, 0, -54.3, 0, -0.1, -25.7), "EPSG:4326", "EPSG:32721"),
    "south up": ((10.0, 0, 500000.0, 0, 10.0, 7000000.0), "EPSG:32721", "EPSG:32721"),
    "no crs": ((2.0, 0, 0.0, 0, -2.0, 0.0), None, "EPSG:3857"),
}


@pytest.fixture(params=PLACES)
def scene(request, add_raster):
    """The grid of a raster as the map sees it, and each tile's outline by QGIS's own transform."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsGeometry,
        QgsPointXY,
        QgsProject,
    )

    from tilewright.algorithms.grid.describe_grid import describe_grid
    from tilewright.core.grid.settings import GridSettings
    from tilewright.ui.cells.grid_cells import GridCells

    transform, crs, map_crs = PLACES[request.param]
    layer = add_raster(size=48, transform=transform, crs=crs)
    map_crs = QgsCoordinateReferenceSystem(map_crs)
    cells = GridCells(describe_grid(layer, GridSettings(10, overlap=4, edge="SHIFT")), map_crs)
    to_map = QgsCoordinateTransform(layer.crs(), map_crs, QgsProject.instance())
    outlines = {}
    for number in cells.finder.all().tolist():
        col, row, width, height = cells.finder.tiles([number]).windows[0].tolist()
        a, b, c, d, e, f = transform
        corners = [(col, row), (col + width, row), (col + width, row + height), (col, row + height)]
        ring = [QgsPointXY(a * x + b * y + c, d * x + e * y + f) for x, y in corners]
        outlines[number] = QgsGeometry.fromPolygonXY([[to_map.transform(p) for p in ring]])
    return cells, outlines


def test_outlines_lie_where_qgis_puts_them(scene):
    cells, outlines = scene
    assert len(cells) == len(outlines) == 64
    for number, outline in outlines.items():
        expected = [(p.x(), p.y()) for p in outline.asPolygon()[0]][:4]
        assert np.allclose(cells.outlines([number])[0], expected, rtol=1e-12, atol=1e-9)
        assert cells.geometry(number).boundingBox().contains(outline.centroid().asPoint())


def test_each_tile_is_found_where_no_other_centre_is_nearer(scene):
    cells, outlines = scene
    for number, outline in outlines.items():
        place = outline.centroid().asPoint()
        assert cells.at(place) == number
        assert cells.find_marks(cells.make_marks([number])).tolist() == [number]


def test_a_rectangle_takes_the_tiles_with_their_middle_in_it(scene):
    from qgis.core import QgsRectangle

    cells, _ = scene
    numbers = cells.finder.all()
    centres = dict(zip(numbers.tolist(), cells.centres(numbers).tolist()))
    box = QgsRectangle()
    for x, y in list(centres.values())[9:20]:
        box.combineExtentWith(x, y)
    box.scale(1.01)
    expected = sorted(n for n, (x, y) in centres.items() if box.contains(x, y))
    assert 4 <= len(expected) < 64
    assert cells.inside(box, 100).tolist() == expected
    assert cells.inside(box, len(expected)).tolist() == expected
    assert cells.inside(box, len(expected) - 1) is None
    assert cells.inside(QgsRectangle(1e9, 1e9, 2e9, 2e9), 100).tolist() == []


def test_a_line_passes_over_the_tiles_between_its_ends(scene):
    from qgis.core import QgsPointXY

    cells, _ = scene
    numbers = cells.finder.all()
    first, last = (QgsPointXY(*cells.centres([numbers[k]])[0]) for k in (0, -1))
    found = cells.along(first, last)
    assert (found[0], found[-1]) == (numbers[0], numbers[-1])
    assert len(found) >= 8


def test_places_beyond_the_map_find_nothing(scene):
    from qgis.core import QgsPointXY

    cells, _ = scene
    for place in ((1e30, 1e30), (float("nan"), 0), (float("inf"), 1)):
        assert cells.at(QgsPointXY(*place)) == -1


@pytest.mark.parametrize("share", [0.05, 0.4, 3.0])
def test_a_view_has_all_tiles_that_a_piece_of_the_map_touches(scene, share):
    from qgis.core import QgsGeometry, QgsRectangle

    cells, outlines = scene
    whole = QgsGeometry.unaryUnion(list(outlines.values())).boundingBox()
    box = QgsRectangle(whole)
    box.scale(share, whole.center())
    view = cells.look(box, 100)
    piece = QgsGeometry.fromRect(box)
    expected = {n for n, outline in outlines.items() if outline.intersects(piece)}
    assert expected and expected <= set(cells.view_numbers(view).tolist())
    assert view.step == 1 and view.box.contains(box)
    assert np.array_equal(cells.view_outlines(view), cells.outlines(cells.view_numbers(view)))
    assert view.size == len(cells.view_numbers(view))
    if share > 1:
        assert view.size == 64
        coarse = cells.look(box, 63)
        assert coarse.step == 2 and len(cells.view_outlines(coarse)) == 16


def test_far_away_the_view_is_empty(scene):
    from qgis.core import QgsVector

    cells, outlines = scene
    box = outlines[0].boundingBox()
    away = box + QgsVector(-50 * box.width(), 50 * box.height())
    assert cells.look(away, 100).size == 0
