"""The live preview follows what the user does."""

from __future__ import annotations

import json

import pytest

HALVES = [(0, 0, 40, 80, "urban"), (40, 0, 80, 80, "water")]


def counts(results):
    return json.loads(results["CLASS_COUNTS"])


@pytest.fixture
def scene(add_raster, add_labels):
    """A raster of 8 x 8 tiles, and labels of which each covers half of it."""
    return add_raster(), add_labels(HALVES)


def label_settings(labels, **more):
    return {"labels": labels.id(), "label_field": "class", "predicate": "LARGEST", **more}


def test_edits_show_before_they_are_saved_and_a_run_makes_the_same(desk, scene, run, tmp_path):
    raster, labels = scene
    results = desk.show(raster, **label_settings(labels))
    assert counts(results) == {"urban": 32, "water": 32}
    labels.startEditing()
    labels.changeAttributeValue(2, 0, "forest")
    results = wait_for_another(desk)
    assert counts(results) == {"forest": 32, "urban": 32}
    made = run("builddataset", **desk.shown[1].to_parameters(), OUTPUT=str(tmp_path / "out"))
    assert counts(made) == counts(results)
    labels.deleteFeature(2)
    assert counts(wait_for_another(desk)) == {"urban": 32}
    labels.undoStack().undo()
    assert counts(wait_for_another(desk)) == {"forest": 32, "urban": 32}
    labels.rollBack()
    assert counts(wait_for_another(desk)) == {"urban": 32, "water": 32}
    labels.setSubsetString("\"class\" = 'water'")
    assert counts(wait_for_another(desk)) == {"water": 32}


def wait_for_another(desk):
    """The results of the run that follows a change."""
    number = len(desk.ended)
    desk.wait(lambda: len(desk.ended) > number)
    return desk.ended[-1][0]


def test_unsaved_edits_are_not_shared(project, examples, tmp_path):
    import shutil

    from qgis.core import QgsVectorLayer

    from tilewright.ui.run.portable_layer import NotSharedError
    from tilewright.ui.run.share_run import portable_parameters

    shutil.copy(examples / "foz" / "urban.geojson", tmp_path / "urban.geojson")
    labels = QgsVectorLayer(str(tmp_path / "urban.geojson"), "Urban areas")
    project.addMapLayer(labels)
    labels.startEditing()
    assert portable_parameters({"LABELS": labels.id()}) == {"LABELS": labels.source()}
    labels.deleteFeature(next(labels.getFeatures()).id())
    with pytest.raises(NotSharedError, match="Urban areas has edits that are not saved"):
        portable_parameters({"LABELS": labels.id()})


def test_nothing_runs_again_while_nothing_changes(desk, scene):
    raster, labels = scene
    settings = label_settings(labels, cloud_source="none", output="a")
    desk.show(raster, **settings)
    cells, drawn = desk.preview.cells, desk.preview.tiles.tiles
    desk.show(raster, **{**settings, "output": "b", "overwrite": True})
    labels.startEditing()
    labels.triggerRepaint()
    raster.triggerRepaint()
    # Cloud marks that do not count change nothing either.
    desk.clouds.marks.change(desk.preview.cells.make_marks([3]), ())
    desk.wait(seconds=0.6)
    assert desk.runs == 1
    assert desk.preview.cells is cells and desk.preview.tiles.tiles is drawn
    desk.show(raster, **{**settings, "cloud_source": "marks"})
    assert desk.runs == 2
    assert list(desk.reasons().values()) == ["cloud mark"]


def test_the_style_counts_when_it_is_exported(desk, scene):
    raster, _ = scene
    for scaling in ("MINMAX", "STYLE"):
        desk.show(raster, scaling=scaling)
        before = len(desk.ended)
        raster.renderer().setOpacity(0.4 if scaling == "STYLE" else 0.6)
        raster.triggerRepaint()
        desk.wait(seconds=0.2)
        desk.wait(lambda: not desk.preview.is_busy)
        assert len(desk.ended) - before == (scaling == "STYLE")


def test_the_map_may_have_another_coordinate_system(desk, scene):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    raster, labels = scene
    desk.show(raster, **label_settings(labels))
    before = {t.tile_id: t.centre for t in desk.preview.tiles.tiles}
    crs = QgsCoordinateReferenceSystem("EPSG:4326")
    desk.canvas.setDestinationCrs(crs)
    desk.again_now()
    transform = QgsCoordinateTransform(raster.crs(), crs, QgsProject.instance())
    after = {t.tile_id: t.centre for t in desk.preview.tiles.tiles}
    assert after.keys() == before.keys() and len(after) == 64
    for name, centre in after.items():
        expected = transform.transform(before[name])
        assert (centre.x(), centre.y()) == pytest.approx((expected.x(), expected.y()), abs=1e-9)
        assert desk.preview.cells.at(centre) == desk.preview.cells.find_name(name)


def test_a_missing_field_leaves_the_grid_without_labels(desk, scene):
    raster, labels = scene
    results = desk.show(raster, labels=labels.id(), label_field="", other_label="rest")
    assert counts(results) == {}
    assert set(desk.labels().values()) == {None} and len(desk.labels()) == 64
    assert desk.ended[-1][1] == ""


@pytest.mark.parametrize(
    "unfinished",
    [
        {"cloud_source": "raster", "cloud_values": "", "cloud_bits": ""},
        {"cloud_source": "raster", "cloud_values": "3", "cloud_bits": "4"},
        {"scaling": "RANGE", "scale_min": "1"},
    ],
)
def test_what_is_unfinished_is_left_out_of_the_preview(desk, scene, unfinished):
    raster, _ = scene
    if "cloud_source" in unfinished:
        unfinished["cloud_mask"] = raster.id()
    assert desk.show(raster, **unfinished)["TILE_COUNT"] == 64


def test_corrections_wait_until_the_labels_are_complete(desk, scene):
    raster, labels = scene
    desk.show(raster, **label_settings(labels))
    desk.edits._mark([0], True)
    results = desk.show(raster, labels=labels.id())
    assert results["TILE_COUNT"] == 64
    results = desk.show(raster)
    assert (results["TILE_COUNT"], counts(results)) == (1, {"urban": 1})


def test_a_preview_that_fails_says_why_and_keeps_the_bare_grid(desk, scene):
    raster, labels = scene
    assert desk.show(raster, **label_settings(labels, label_field="gone")) is None
    assert "no such field" in desk.ended[-1][1]
    assert desk.preview.tiles.tiles == [] and desk.preview.tiles.legend == []
    quads, _ = desk.preview.tiles._groups[0]
    assert len(quads) == 64
    assert desk.show(raster, **label_settings(labels))["TILE_COUNT"] == 64


def test_a_raster_that_cannot_be_cut_says_so_and_recovers(desk, scene):
    raster, _ = scene
    assert desk.show(raster, tile_size=100.0, edge="SHIFT") is None
    assert "less than one tile of 100 pixels" in desk.preview.problem
    assert desk.preview.cells is None and desk.preview.read_out == ""
    assert desk.show(raster)["TILE_COUNT"] == 64
    assert desk.preview.problem == ""


def test_the_list_tells_classes_ambiguous_tiles_and_reasons(desk, scene, add_labels):
    from tilewright.core.classes.colors import PALETTE
    from tilewright.ui.map.tile_preview import AMBIGUOUS, CLASS, LEFT_OUT

    raster, _ = scene
    # Urban covers 5 of 10 columns of pixels in its last column of tiles, water the other 5.
    labels = add_labels([(0, 0, 35, 80, "urban"), (35, 0, 60, 80, "water")])
    desk.show(raster, **label_settings(labels), cloud_source="marks")
    desk.clouds._mark([desk.preview.cells.find_name("r00000_c00000")], True)
    wait_for_another(desk)
    rows = desk.preview.tiles.legend
    assert [(r.text, r.count, r.kind) for r in rows] == [
        ("urban", 31, CLASS),
        ("water", 16, CLASS),
        ("cloud mark", 1, LEFT_OUT),
        ("no label", 16, LEFT_OUT),
    ]
    assert [r.style.color for r in rows[:2]] == list(PALETTE[:2])
    signs = [row.style.sign for row in rows]
    assert signs[:2] == ["", ""] and len(set(signs[2:]) - {""}) == 2
    desk.preview.tiles.ambiguous_below = 20.0
    desk.preview.tiles.refresh()
    (row,) = (r for r in desk.preview.tiles.legend if r.kind == AMBIGUOUS)
    assert row.count == 8
    lines = {style.line for _, style in desk.preview.tiles._groups}
    assert len(lines) == 2, "ambiguous tiles differ by their line"


def test_every_reason_that_a_step_gives_has_a_sign_of_its_own():
    from tilewright.core.tiles.reasons import read_reason
    from tilewright.ui.map.tile_preview import _reason_style

    reasons = [
        "cut by the raster's edge",
        "outside the area of interest",
        "too few valid pixels",
        "cloud mark",
        "too cloudy",
        "no cloud mask here",
        "no label",
        "too little coverage",
        "label taken away by hand",
    ]
    signs = [_reason_style(read_reason(reason).kind).sign for reason in reasons]
    assert len(set(signs)) == len(signs) and all(signs)
    assert _reason_style(read_reason("something new").kind).sign


def test_a_million_tiles_are_an_outline_and_can_be_marked(desk, project, tmp_path):
    import rasterio
    from qgis.core import QgsRasterLayer

    from tilewright.ui.map.find_tile import TileFinder

    path = str(tmp_path / "million.tif")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=64_000,
        height=64_000,
        count=1,
        dtype="uint8",
        crs="EPSG:32631",
        transform=rasterio.Affine(10, 0, 0, 0, -10, 640_000),
        sparse_ok=True,
        tiled=True,
        BIGTIFF="YES",
    ):
        pass
    layer = QgsRasterLayer(path, "million")
    project.addMapLayer(layer)
    assert desk.show(layer, tile_size=64.0, cloud_source="marks") is None
    assert desk.runs == 0 and desk.preview.tiles.tiles == []
    assert "Tiles: 1000000" in desk.preview.read_out
    desk.clouds._mark(desk.preview.cells.along(*corners_of(desk)), True)
    assert len(desk.clouds.marks) == 1000
    assert desk.clouds.count_elsewhere() == 0
    assert desk.clouds.count_touched(0) == 1000
    assert desk.preview.cells.inside(layer.extent(), 10_000) is None
    desk.canvas.flashGeometries = lambda geometries, crs: None
    assert TileFinder(desk.canvas).find("urban_r00500_c00007.jpg", "", desk.preview.cells) == ""
    assert desk.canvas.extent().contains(desk.preview.cells.geometry(500_007).boundingBox())


def corners_of(desk):
    from qgis.core import QgsPointXY

    return QgsPointXY(320, 639_680), QgsPointXY(639_680, 639_680)


def test_clearing_lets_go_of_everything(desk, scene):
    raster, labels = scene
    before = labels.receivers(labels.layerModified)
    desk.show(raster, **label_settings(labels))
    assert labels.receivers(labels.layerModified) == before + 1
    desk.preview.clear()
    assert labels.receivers(labels.layerModified) == before
    assert desk.preview.cells is None and desk.preview.tiles.tiles == []
    desk.shown = None
    labels.startEditing()
    labels.deleteFeature(1)
    desk.wait(seconds=0.2)
    assert desk.runs == 1


def test_what_a_preview_found_is_read_a_column_at_a_time(desk, scene):
    from tilewright.ui.map.known_tiles import KnownTiles

    raster, labels = scene
    desk.show(raster, **label_settings(labels))
    layers = desk.preview.tiles.known._layers
    known = KnownTiles(desk.preview.cells, layers)
    before, steps = len(vars(known)), []
    for _ in known.read():
        steps.append(len(vars(known)) - before)
    assert steps == list(range(1, 8)), "one column more after each step"
    features = [f for layer in layers for f in layer.getFeatures()]
    assert [f["tile_id"] for f in features] == known.ids and len(known) == 64
    assert [f["label"] for f in features] == known.labels
    assert desk.preview.cells.names(known.numbers) == known.ids


def test_a_preview_that_is_given_up_before_its_run_begins_never_runs(desk, scene, monkeypatch):
    from tilewright.ui.map.preview_run import PreviewRun
    from tilewright.ui.tasks import in_steps

    monkeypatch.setattr(in_steps, "TURN", 0.0)
    runs, made, ended = PreviewRun(desk.parent), [], []
    runs.ended.connect(lambda *told: ended.append(told))

    def make_parameters():
        for k in range(3):
            made.append(k)
            yield
        raise AssertionError

    runs.ask(make_parameters)
    desk.wait(lambda: made == [0, 1])
    assert runs.is_busy
    runs.stop()
    assert not runs.is_busy
    desk.wait(lambda: True)
    assert made == [0, 1] and ended == []
    runs.remove()
