"""One colour a class in all that a dataset shows: that of the label layer, else the palette's."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

from tilewright.core.classes.colors import class_colors, hex_color

RED, GREEN, BLUE = (200, 20, 30), (20, 160, 40), (10, 60, 220)


def square(left, top, side):
    x, y = 500000 + left, 4600000 - top
    return f"POLYGON(({x} {y - side},{x + side} {y - side},{x + side} {y},{x} {y},{x} {y - side}))"


def categorize(layer, colors, field="class"):
    layer.setRenderer(
        QgsCategorizedSymbolRenderer(
            field,
            [
                QgsRendererCategory(name, QgsFillSymbol.createSimple({"color": hex_color(c)}), name)
                for name, c in colors.items()
            ],
        )
    )


@pytest.fixture
def raster(make_raster):
    values = np.random.default_rng(1).integers(1, 255, (3, 64, 64), dtype="uint8")
    return make_raster(values, name="image.tif")


@pytest.fixture
def labels(make_layer):
    """Crop and wood to the left, nothing to the right; their own colours are in ``tint`` only."""
    rows = [(square(0, 0, 320), "crop", "#0a3cdc"), (square(0, 320, 320), "wood", "#14a028")]
    return make_layer(
        [(shape, {"class": name, "tint": color}) for shape, name, color in rows],
        fields="class:string,tint:string",
    )


@pytest.fixture
def build(run, raster, labels, tmp_path):
    """Runs Build Dataset: ``build("name", LABELS=...)`` gives the folder."""

    def make(name="set", **options):
        given = {
            "RASTER": raster, "TILE_SIZE": 16, "LABELS": labels, "LABEL_FIELD": "class",
            "OTHER_LABEL": "other", "FORMAT": "PNG", "OUTPUT": str(tmp_path / name), **options,
        }  # fmt: skip
        run("builddataset", **given)
        return Path(given["OUTPUT"])

    return make


def facts_of(folder) -> dict:
    return json.loads((folder / "dataset.json").read_text("utf-8"))


def colors_in_facts(folder) -> dict[str, str]:
    return {row["name"]: row["color"] for row in facts_of(folder)["classes"]}


def colors_in_card(folder) -> dict[str, str]:
    lines = (folder / "README.md").read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.endswith("` |")]
    return {row[1]: row[-1].strip("`") for row in rows if row[-1].startswith("`#")}


def colors_on_map(folder) -> set[tuple]:
    picture = np.asarray(Image.open(folder / "map.png"))
    return set(map(tuple, picture.reshape(-1, 3).tolist()))


def test_a_style_shows_in_card_map_and_description(build, labels):
    categorize(labels, {"crop": RED, "wood": GREEN})
    folder = build()
    # The third class gets what the preview and the layers of the dataset give it.
    expected = class_colors(["crop", "wood", "other"], {"crop": RED, "wood": GREEN})
    assert expected["crop"] == RED and expected["wood"] == GREEN
    told = {name: hex_color(color) for name, color in expected.items()}
    assert colors_in_facts(folder) == colors_in_card(folder) == told
    assert set(expected.values()) <= colors_on_map(folder)
    assert class_colors(expected)["wood"] not in colors_on_map(folder)


def test_a_field_color_shows_too(build, make_layer):
    layer = make_layer(
        [(square(0, 0, 640), {"class": "crop", "color": "#0a3cdc"})],
        fields="class:string,color:string",
    )
    folder = build(LABELS=layer)
    assert colors_in_facts(folder) == colors_in_card(folder) == {"crop": hex_color(BLUE)}
    assert BLUE in colors_on_map(folder)


def test_renamed_classes_take_their_colours_along(build, labels):
    categorize(labels, {"crop": RED, "wood": GREEN})
    folder = build(CLASS_MAP="crop=field")
    assert colors_in_facts(folder)["field"] == hex_color(RED)


def test_without_colours_of_its_own_a_dataset_has_the_palette(build, labels, files):
    plain = build("set")
    palette = {n: hex_color(c) for n, c in class_colors(["crop", "wood", "other"]).items()}
    assert colors_in_facts(plain) == colors_in_card(plain) == palette
    before = files(plain)
    # Colours that are the palette's anyway are no other input.
    categorize(labels, class_colors(["crop", "wood", "other"]))
    same = files(build("set", OVERWRITE=True))
    for found in (before, same):
        facts = json.loads(found.pop("dataset.json"))
        facts.pop("created")
        found["facts"] = json.dumps(facts).encode()
    assert before == same


def test_colours_are_inputs_that_a_resumed_export_must_share(
    run, build, labels, monkeypatch, files
):
    from tilewright.core.errors import CancelledError
    from tilewright.core.export import export as module

    categorize(labels, {"crop": RED})

    def stop(*_):
        raise CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(module, "write_card", stop)
        with pytest.raises(Exception):  # noqa: B017 - QGIS's own, of no class worth naming
            build("set")
    categorize(labels, {"crop": GREEN})
    with pytest.raises(Exception, match="RESUME|other inputs|OVERWRITE"):
        build("set", RESUME=True)
    categorize(labels, {"crop": RED})
    resumed = build("set", RESUME=True)
    assert colors_in_facts(resumed)["crop"] == hex_color(RED)
    red = facts_of(resumed)["fingerprint"]
    categorize(labels, {"crop": GREEN})
    assert facts_of(build("set", OVERWRITE=True))["fingerprint"] != red


@pytest.mark.parametrize("field", ["label", "kind"])
def test_tiles_bring_the_colours_of_their_own_style(run, raster, make_layer, tmp_path, field):
    rows = [(square(160 * k, 0, 160), {field: "ab"[k % 2]}) for k in range(4)]
    tiles = make_layer(rows, fields=f"{field}:string")
    categorize(tiles, {"a": RED, "b": BLUE}, field)
    folder = tmp_path / "out"
    run("exporttiles", RASTER=raster, TILES=tiles, LABEL_FIELD=field, OUTPUT=str(folder))
    told = {"a": hex_color(RED), "b": hex_color(BLUE)}
    assert colors_in_facts(folder) == colors_in_card(folder) == told
    assert {RED, BLUE} <= colors_on_map(folder)


def test_the_colour_at_random_of_an_opened_file_is_nobodys(
    run, build, make_layer, raster, tmp_path
):
    layer = make_layer([(square(0, 0, 640), {"class": "crop"})])
    path = str(tmp_path / "labels.gpkg")
    run("native:savefeatures", INPUT=layer, OUTPUT=path)
    palette = {"crop": hex_color(class_colors(["crop"])["crop"])}
    for k, given in enumerate((path, layer)):
        assert colors_in_facts(build(f"set {k}", LABELS=given)) == palette
        again = build(f"mask {k}", MASK=given, MASK_LABEL="crop")
        assert mask_colors(again) == palette


def test_the_symbol_that_the_project_shows_is_the_colour_of_a_single_class(build, make_layer):
    from qgis.core import QgsProject, QgsSingleSymbolRenderer

    layer = make_layer([(square(0, 0, 640), {"class": "crop"})])
    symbol = QgsFillSymbol.createSimple({"color": hex_color(RED)})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    QgsProject.instance().addMapLayer(layer)
    try:
        assert colors_in_facts(build(LABELS=layer)) == {"crop": hex_color(RED)}
    finally:
        QgsProject.instance().removeMapLayer(layer.id())


def test_tiles_in_one_colour_say_nothing_of_their_class(run, raster, make_layer, tmp_path):
    tiles = make_layer([(square(0, 0, 160), {"label": "a"})], fields="label:string")
    folder = tmp_path / "out"
    run("exporttiles", RASTER=raster, TILES=tiles, LABEL_FIELD="label", OUTPUT=str(folder))
    assert colors_in_facts(folder) == {"a": hex_color(class_colors(["a"])["a"])}


def mask_colors(folder) -> dict[str, str]:
    return {row["class"]: row["color"] for row in facts_of(folder)["masks"]["classes"]}


def test_masks_have_the_colours_of_their_layer_and_those_of_the_tiles(build, labels, make_layer):
    layer = make_layer([(square(0, 0, 300), {"class": "crop"}),
                        (square(320, 0, 300), {"class": "water"})])  # fmt: skip
    plain = build("plain", MASK=layer, MASK_FIELD="class")
    assert mask_colors(plain)["crop"] == colors_in_facts(plain)["crop"]
    categorize(layer, {"crop": BLUE, "water": GREEN})
    own = build("own", MASK=layer, MASK_FIELD="class")
    assert mask_colors(own)["water"] == hex_color(GREEN)
    # A class has one colour in a dataset: that of the labels.
    assert mask_colors(own)["crop"] == colors_in_facts(own)["crop"]
    assert facts_of(own)["fingerprint"] != facts_of(plain)["fingerprint"]
    assert colors_in_facts(own) == colors_in_facts(plain)


def test_masks_of_a_class_raster_have_its_colours(build, make_raster):
    codes = np.zeros((64, 64), dtype="uint8")
    codes[:20], codes[20:40] = 3, 7
    path = make_raster(codes, name="codes.tif", colormap={3: (*RED, 255), 7: (*GREEN, 255)})
    folder = build(MASK=path, MASK_CLASS_MAP="3=ice,7=rock")
    assert mask_colors(folder) == {"ice": hex_color(RED), "rock": hex_color(GREEN)}


def test_a_contact_sheet_marks_rows_with_the_colours_of_the_dataset(run, build, labels, tmp_path):
    categorize(labels, {"crop": RED, "wood": GREEN})
    sheet = str(tmp_path / "sheet.png")
    run("contactsheet", DATASET=str(build()), OUTPUT=sheet, CELL=32, COLUMNS=2)
    pixels = np.asarray(Image.open(io.BytesIO(Path(sheet).read_bytes())).convert("RGB"))
    for color in (RED, GREEN):
        rows, columns = np.nonzero((pixels == color).all(axis=2))
        # A swatch of 12 pixels a side with a dark edge, in front of a title.
        assert len(rows) == 100 and columns.min() == 9
