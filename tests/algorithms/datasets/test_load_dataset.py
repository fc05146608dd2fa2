"""Layers of a dataset against those that it was exported from."""

import json
import shutil
from pathlib import Path

import pytest
from shapely import wkb
from shapely.affinity import affine_transform
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from tilewright.core.layouts import LAYOUTS

LEFT, TOP, SIZE = 500000, 4600000, 10


def load(run, folder, **more):
    found = run("loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT", **more)
    return found


def shape(feature):
    return wkb.loads(bytes(feature.geometry().asWkb().data()))


def in_pixels(geometry):
    """A geometry on the ground, in pixels of the raster."""
    moved = affine_transform(geometry, (1, 0, 0, 1, -LEFT, -TOP))
    return affine_transform(moved, (1 / SIZE, 0, 0, -1 / SIZE, 0, 0))


def test_tiles_come_back_with_all_columns(run, export, rows, csv_rows, split_tiles):
    folder = export("COCO")
    found = load(run, folder)
    assert found["TILE_COUNT"] == 12
    layer, expected = found["TILES"], csv_rows(f"{folder}/tiles.csv")
    assert layer.crs() == split_tiles.crs()
    told = rows(layer)
    assert [list(row) for row in told] == [list(row) for row in expected]
    for row, line in zip(told, expected):
        assert {k: "" if v is None else str(v) for k, v in row.items()} == line
    assert [type(told[0][n]) for n in ("file", "row", "col_off", "xmin", "valid_pct")] == [
        str, int, int, float, float
    ]  # fmt: skip
    before = {f["tile_id"]: f.geometry() for f in split_tiles.getFeatures()}
    for feature in layer.getFeatures():
        assert feature.geometry().asMultiPolygon() == [before[feature["tile_id"]].asPolygon()]
    (Path(folder) / "tiles.gpkg").unlink()
    again = load(run, folder)["TILES"]
    assert again.crs() == split_tiles.crs()
    assert rows(again) == told
    for feature in again.getFeatures():
        assert feature.geometry().isGeosEqual(before[feature["tile_id"]])


@pytest.mark.parametrize("layout", ["COCO", "ROBOFLOW"])
def test_objects_come_back_within_a_thousandth_pixel(
    run, export, windows, clipped, visible_refs, object_table, layout
):
    folder = export(layout)
    found = load(run, folder, OBJECTS="TEMPORARY_OUTPUT")
    layer = found["OBJECTS"]
    assert layer.crs().authid() == "EPSG:32631"
    tiles = {f["tile_id"]: f for f in found["TILES"].getFeatures()}
    places = windows(folder)
    expected = {
        (tile_id, ref): tile
        for tile_id, tile in tiles.items()
        for ref in visible_refs(places[Path(tile["file"]).name])
    }
    got = {(f["tile_id"], f["object_id"]): f for f in layer.getFeatures()}
    assert got.keys() == expected.keys()
    assert found["OBJECT_COUNT"] == len(expected) == layer.featureCount()
    for (tile_id, ref), feature in got.items():
        window = places[Path(tiles[tile_id]["file"]).name]
        whole = clipped(ref, window)
        piece = in_pixels(shape(feature))
        piece = affine_transform(piece, (1, 0, 0, 1, -window[0], -window[1]))
        assert piece.is_valid
        assert piece.hausdorff_distance(whole) <= 1e-3
        assert len(getattr(piece, "geoms", [piece])) == len(getattr(whole, "geoms", [whole]))
        assert feature["class"] == object_table[ref][0]
        assert feature["split"] == tiles[tile_id]["split"]
        assert feature["visible"] == pytest.approx(whole.area / object_table[ref][1].area, abs=1e-4)
        assert feature["truncated"] == (feature["visible"] < 1)
        assert feature["ignored"] == 0


@pytest.mark.parametrize(
    ("layout", "shape_of"),
    [
        (layout, each)
        for layout in ("YOLO", "VOC", "HUGGINGFACE", "ESRI")
        for each in LAYOUTS[layout].takes.shapes
        # Which are pixels there.
        if (layout, each) != ("ESRI", "POLYGON")
    ],
)
def test_layouts_that_know_less_give_back_what_they_know(
    run, export, windows, clipped, visible_refs, object_table, layout, shape_of
):
    folder = export(layout, SHAPE=shape_of, MIN_VISIBLE=0)
    found = load(run, folder, OBJECTS="TEMPORARY_OUTPUT")
    tiles = {f["tile_id"]: f for f in found["TILES"].getFeatures()}
    places = windows(folder)
    got = {tile_id: [] for tile_id in tiles}
    for feature in found["OBJECTS"].getFeatures():
        got[feature["tile_id"]].append(feature)
    assert found["OBJECT_COUNT"] == sum(map(len, got.values())) > 8
    tolerance = 0.75 if layout == "VOC" else 1e-3
    for tile_id, features in got.items():
        window = places[Path(tiles[tile_id]["file"]).name]
        expected = []
        for ref in visible_refs(window):
            piece = clipped(ref, window)
            if shape_of == "POLYGON":
                parts = getattr(piece, "geoms", [piece])
                expected += [(object_table[ref][0], ref, part) for part in parts]
            elif shape_of == "BOX":
                expected.append((object_table[ref][0], ref, box(*piece.bounds)))
            else:
                whole = object_table[ref][1].minimum_rotated_rectangle
                whole = affine_transform(whole, (1, 0, 0, 1, -window[0], -window[1]))
                corners = [
                    (min(max(x, 0), 16), min(max(y, 0), 16)) for x, y in whole.exterior.coords
                ]
                expected.append((object_table[ref][0], ref, Polygon(corners)))
        assert len(features) == len(expected)
        for feature in features:
            piece = in_pixels(shape(feature))
            piece = affine_transform(piece, (1, 0, 0, 1, -window[0], -window[1]))
            near = min(expected, key=lambda e: piece.hausdorff_distance(e[2]))
            assert piece.hausdorff_distance(near[2]) <= tolerance
            expected.remove(near)
            assert feature["class"] == near[0]
            assert feature["split"] == tiles[tile_id]["split"]
            if layout != "YOLO":
                assert feature["object_id"] == near[1]
                share = clipped(near[1], window).area / object_table[near[1]][1].area
                assert feature["visible"] == pytest.approx(share, abs=1e-4)
                assert feature["truncated"] == (share < 1)
            else:
                assert not isinstance(feature["visible"], float)


LABELS = {
    "YOLO": ("labels/{split}/{tile}.txt", "7 0.5 0.5 0.1 0.1\n", "not an object of a known class"),
    "VOC": (
        "Annotations/{tile}.xml",
        "<annotation><object></object></annotation>",
        "unknown class",
    ),
    "HUGGINGFACE": ("{split}/metadata.jsonl", "{\n", "is not JSON"),
    "ESRI": (
        "{split}/labels/{tile}.xml",
        "<annotation><object></object></annotation>",
        "unknown class",
    ),
}


@pytest.mark.parametrize("layout", list(LABELS))
def test_damaged_labels_get_a_sentence(run_error, export, csv_rows, layout):
    folder = Path(export(layout))
    name, text, sentence = LABELS[layout]
    row = csv_rows(folder / "tiles.csv")[0]
    split = LAYOUTS[layout].split_names[row["split"]]
    path = folder / name.format(split=split, tile=row["tile_id"])
    for content in (text, "1 nan", None):
        assert path.is_file() or content is None
        path.write_text(content, encoding="utf-8") if content else path.unlink()
        message = run_error(
            "loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT", OBJECTS="TEMPORARY_OUTPUT"
        )
        assert sentence in message or content != text
        assert path.name in message


def test_pieces_are_what_qgis_clips(run, export, objects):
    import processing

    found = load(run, export("COCO"), OBJECTS="TEMPORARY_OUTPUT")
    tiles = processing.run("native:dissolve", {"INPUT": found["TILES"], "OUTPUT": "memory:"})
    cut = processing.run(
        "native:clip", {"INPUT": objects, "OVERLAY": tiles["OUTPUT"], "OUTPUT": "memory:"}
    )["OUTPUT"]
    whole = {str(f["ref"]): in_pixels(shape(f)) for f in cut.getFeatures()}
    pieces = {}
    for feature in found["OBJECTS"].getFeatures():
        pieces.setdefault(feature["object_id"], []).append(in_pixels(shape(feature)))
    assert pieces.keys() == whole.keys() - {"10"}
    for ref, parts in pieces.items():
        # A sliver of less than a pixel is no piece.
        assert unary_union(parts).buffer(1e-3).symmetric_difference(whole[ref]).area < 1


def test_boxes_and_marked_pieces_come_back(run, export, windows, clipped, csv_rows):
    folder = export("COCO", SHAPE="BOX")
    files = {row["tile_id"]: Path(row["file"]).name for row in csv_rows(f"{folder}/tiles.csv")}
    places = windows(folder)
    for feature in load(run, folder, OBJECTS="TEMPORARY_OUTPUT")["OBJECTS"].getFeatures():
        window = places[files[feature["tile_id"]]]
        expected = box(*clipped(feature["object_id"], window).bounds)
        piece = affine_transform(in_pixels(shape(feature)), (1, 0, 0, 1, -window[0], -window[1]))
        assert piece.hausdorff_distance(expected) <= 1e-3
    folder = export("COCO", "small", MIN_VISIBLE=40, SMALL_PIECES="IGNORE")
    layer = load(run, folder, OBJECTS="TEMPORARY_OUTPUT")["OBJECTS"]
    ignored = {f["object_id"]: f for f in layer.getFeatures() if f["ignored"]}
    assert len(ignored) >= 2
    for ref, feature in ignored.items():
        window = places[files[feature["tile_id"]]]
        expected = clipped(ref, window)
        piece = in_pixels(shape(feature))
        assert abs(piece.area - expected.area) <= expected.length


def test_resampled_and_turned_tiles_place_their_objects(run, export, raster, objects, tiles):
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    import processing

    turned = processing.run(
        "native:rotatefeatures",
        {"INPUT": grid, "ANGLE": 20, "ANCHOR": None, "OUTPUT": "memory:"},
    )["OUTPUT"]
    shapes = {str(f["ref"]): shape(f) for f in objects.getFeatures()}
    for k, layer in enumerate((grid, turned)):
        folder = export(
            "COCO", f"r{k}", TILES=layer, SPLIT_FIELD=None, RESAMPLING="BILINEAR", PIXELS=40,
        )  # fmt: skip
        found = load(run, folder, OBJECTS="TEMPORARY_OUTPUT")
        outlines = {f["tile_id"]: shape(f) for f in found["TILES"].getFeatures()}
        count = 0
        for feature in found["OBJECTS"].getFeatures():
            expected = shapes[feature["object_id"]].intersection(outlines[feature["tile_id"]])
            piece = shape(feature)
            # Tiles are 160 m wide, and so a pixel is 4 m.
            assert piece.symmetric_difference(expected).area < 0.004 * expected.length
            count += 1
        assert count == found["OBJECT_COUNT"] > 8


def test_a_dataset_without_objects_has_an_empty_layer(run, raster, split_tiles, tmp_path):
    run(
        "exporttiles", RASTER=raster, TILES=split_tiles, SPLIT_FIELD="split", LABEL_FIELD="tile_id",
        OUTPUT=str(tmp_path / "plain"),
    )  # fmt: skip
    found = load(run, tmp_path / "plain", OBJECTS="TEMPORARY_OUTPUT")
    assert found["OBJECTS"].featureCount() == 0
    assert found["OBJECT_COUNT"] == 0
    assert "has no objects" in run.log
    assert found["TILES"].featureCount() == 12
    assert "OBJECTS" not in load(run, tmp_path / "plain")


def damage(folder, name, change):
    path = Path(folder) / name
    facts = json.loads(path.read_text(encoding="utf-8"))
    change(facts)
    path.write_text(json.dumps(facts), encoding="utf-8")


DAMAGES = {
    "annotations/instances_val.json is not JSON": lambda f: (
        f / "annotations/instances_val.json"
    ).write_text("{", encoding="utf-8"),
    "does not know": lambda f: damage(
        f, "annotations/instances_train.json", lambda facts: facts["images"].clear()
    ),
    "has no outline": lambda f: damage(
        f,
        "annotations/instances_train.json",
        lambda facts: facts["annotations"][0].update(segmentation=[[1, 2]]),
    ),
    "has the class 7": lambda f: damage(
        f,
        "annotations/instances_train.json",
        lambda facts: facts["annotations"][0].update(category_id=7),
    ),
    "choose one of": lambda f: damage(f, "dataset.json", lambda facts: facts.update(layout="X")),
    "is damaged": lambda f: (f / "dataset.json").write_text("[]", encoding="utf-8"),
    "has no tiles.csv": lambda f: (f / "tiles.csv").unlink(),
    "is not a folder": shutil.rmtree,
    "interrupted": lambda f: (f / ".tilewright-unfinished.json").write_text("{}"),
    "outside the dataset": lambda f: (f / "tiles.csv").write_text(
        (f / "tiles.csv").read_text(encoding="utf-8").replace("train/", "../train/"),
        encoding="utf-8",
    ),
    "instances_test.json cannot be read": lambda f: (
        f / "annotations/instances_test.json"
    ).unlink(),
}


@pytest.mark.parametrize("sentence", list(DAMAGES))
def test_a_damaged_dataset_gets_a_sentence(run_error, export, sentence):
    folder = Path(export("COCO"))
    DAMAGES[sentence](folder)
    text = run_error(
        "loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT", OBJECTS="TEMPORARY_OUTPUT"
    )
    assert sentence in text


def test_layers_are_styled_by_class(run, export, qgis):
    from tilewright.algorithms.outputs.style_tiles import style_objects

    layer = load(run, export("COCO"), OBJECTS="TEMPORARY_OUTPUT")["OBJECTS"]
    style_objects(layer, {"house": (1, 2, 3)})
    # Symbols are gone with their category.
    categories = list(layer.renderer().categories())
    colors = {c.value(): c.symbol().symbolLayer(0).strokeColor().getRgb() for c in categories}
    assert sorted(colors) == ["house", "pool >10 %"]
    assert colors["house"][:3] == (1, 2, 3)


@pytest.mark.parametrize("times", [1, 5, 12])
def test_cancel_is_heard_while_labels_are_read(run, export, times):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    class Soon(QgsProcessingFeedback):
        asked = 0

        def isCanceled(self):
            self.asked += 1
            return self.asked > times

    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(
            "tilewright:loaddataset",
            {"INPUT": export("COCO"), "TILES": "memory:", "OBJECTS": "memory:"},
            feedback=Soon(False),
        )
