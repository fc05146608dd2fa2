"""One source of class colours: the label layer's style, else its field color, else the palette."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio

RED, GREEN, BLUE = (200, 20, 30), (20, 160, 40), (10, 60, 220)


def square(k):
    x = 500000 + 100 * k
    return f"POLYGON(({x} 4599900, {x + 100} 4599900, {x + 100} 4600000, {x} 4600000, {x} 4599900))"


def hexadecimal(color):
    return "#{:02x}{:02x}{:02x}".format(*color)


def categorize(layer, colors, field="class", **symbol):
    """Style a layer by class."""
    from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

    categories = [
        QgsRendererCategory(
            value, QgsFillSymbol.createSimple({"color": hexadecimal(c), **symbol}), str(value)
        )
        for value, c in colors.items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


@pytest.fixture
def read(qgis):
    from tilewright.algorithms.base.layer_snapshot import LayerSnapshot
    from tilewright.algorithms.inputs.class_colors import read_class_colors

    return lambda layer, field="class", label="": read_class_colors(
        LayerSnapshot(layer), field, label
    )


@pytest.fixture
def labels(make_layer):
    """Three squares of crop, of which two agree in colour, and one of wood."""
    rows = [
        *(("crop", "#0000ff"), ("crop", "10,60,220"), ("crop", "#0a3cdc")),
        *(("wood", "#123456"), (None, "#ffffff")),
    ]
    return make_layer(
        [(square(k), {"class": n, "color": c}) for k, (n, c) in enumerate(rows)],
        fields="class:string,color:string",
    )


def test_the_style_comes_first_then_the_field(read, labels):
    assert read(labels) == {"crop": BLUE, "wood": (0x12, 0x34, 0x56)}
    categorize(labels, {"crop": RED, "field": GREEN})
    assert read(labels) == {"crop": RED, "field": GREEN, "wood": (0x12, 0x34, 0x56)}
    # A style by another field says nothing of the classes.
    categorize(labels, {"#0000ff": RED}, field="color")
    assert read(labels) == {"crop": BLUE, "wood": (0x12, 0x34, 0x56)}


def test_quoted_fields_lists_and_numbers_of_a_style(read, make_layer):
    layer = make_layer([(square(0), {"code": 3})], fields="code:int")
    categorize(layer, {3: RED}, field='"code"')
    assert read(layer, "code") == {"3": RED}
    categorize(layer, {}, field="CODE")
    from qgis.core import QgsFillSymbol, QgsRendererCategory

    renderer = layer.renderer().clone()
    for value in ([1, 2.0], ""):
        symbol = QgsFillSymbol.createSimple({"color": hexadecimal(GREEN)})
        renderer.addCategory(QgsRendererCategory(value, symbol, "low"))
    layer.setRenderer(renderer)
    assert read(layer, "code") == {"1": GREEN, "2": GREEN}


@pytest.mark.parametrize("symbol", [{"style": "no"}, {"color": "255,0,0,0"}])
def test_outlines_show_their_own_colour(read, labels, symbol):
    categorize(labels, {"crop": RED}, outline_color=hexadecimal(GREEN), **symbol)
    assert read(labels)["crop"] == GREEN


def test_a_style_of_one_symbol_tells_the_colour_of_one_class(read, make_layer):
    from qgis.core import QgsFillSymbol, QgsSingleSymbolRenderer

    layers = [
        make_layer([(square(k), {"class": n}) for k, n in enumerate(names)], name="one")
        for names in ((None, "urban", "urban"), ("urban", "water"))
    ]
    for layer in layers:
        symbol = QgsFillSymbol.createSimple({"color": "230,85,13,70"})
        layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    assert [read(layer) for layer in layers] == [{"urban": (230, 85, 13)}, {}]
    assert read(layers[1], "", "city") == {"city": (230, 85, 13)}


def test_files_have_a_field_and_no_style(qgis, make_layer, labels, tmp_path):
    from qgis.core import QgsProcessingContext, QgsProcessingUtils

    from tilewright.algorithms.base.layer_snapshot import FeatureSource
    from tilewright.algorithms.inputs.class_colors import read_class_colors

    source = FeatureSource(QgsProcessingUtils.variantToSource(labels, QgsProcessingContext()))
    assert read_class_colors(source, "class")["crop"] == BLUE


@pytest.fixture
def load(qgis):
    """Runs an algorithm as the toolbox does; returns a layer as QGIS shows it."""
    import processing
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
    )

    project = QgsProject()

    def call(algorithm, name="OUTPUT", **parameters):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(project)
        parameters[name] = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
        layer = processing.run(
            f"tilewright:{algorithm}", parameters, feedback=feedback, context=context
        )[name]
        details = context.layersToLoadOnCompletion()[layer.id()]
        details.postProcessor().postProcessLayer(layer, context, feedback)
        return layer

    return call


def outlines(layer):
    """Colour of the outline of each category."""
    return {
        c.value(): c.symbol().symbolLayer(0).strokeColor().getRgb()[:3]
        for c in layer.renderer().categories()
    }


@pytest.fixture
def raster(make_raster):
    return make_raster(np.ones((20, 40), dtype="uint8"))


@pytest.fixture
def grid(run, raster):
    return run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]


def test_labelled_tiles_look_as_their_labels_do_and_keep_their_looks(
    load, grid, labels, make_layer
):
    from tilewright.core.classes.colors import PALETTE

    categorize(labels, {"crop": RED})
    how = {"PREDICATE": "LARGEST", "OTHER_LABEL": "rest"}
    tiles = load("joinlabels", INPUT=grid, LABELS=labels, LABEL_FIELD="class", **how)
    expected = {"crop": RED, "rest": PALETTE[0], "wood": (0x12, 0x34, 0x56)}
    assert outlines(tiles) == expected
    # Later steps do not paint them anew.
    marks = make_layer([], kind="Point")
    assert outlines(load("maskcloudpoints", INPUT=tiles, CLOUDS=marks)) == expected


def test_classes_that_are_renamed_take_their_colour_along(load, grid, labels):
    categorize(labels, {"crop": RED})
    tiles = load(
        "joinlabels",
        INPUT=grid,
        LABELS=labels,
        LABEL_FIELD="class",
        CLASS_MAP="crop=arable,wood=",
    )
    assert outlines(tiles) == {"arable": RED}


def test_tiles_of_a_whole_dataset_too(load, raster, labels, tmp_path):
    categorize(labels, {"crop": RED, "wood": GREEN})
    tiles = load(
        "builddataset",
        "TILES",
        RASTER=raster,
        TILE_SIZE=10,
        LABELS=labels,
        LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "set"),
    )
    assert outlines(tiles) == {"crop": RED, "wood": GREEN}


def test_reasons_never_wear_a_colour_of_the_palette(load, grid, labels, raster):
    from qgis.PyQt.QtCore import Qt

    from tilewright.core.classes.colors import PALETTE

    rejected = load(
        "builddataset",
        "REJECTED",
        RASTER=raster,
        TILE_SIZE=9,
        PREDICATE="WITHIN",
        LABELS=labels,
        LABEL_FIELD="class",
        DRY_RUN=True,
    )
    found = outlines(rejected)
    assert sorted(found) == ["cut by the raster's edge", "no label"]
    for color in found.values():
        assert len(set(color)) == 1
        assert color not in PALETTE
    # Hatches tell reasons apart.
    # Symbols live as long as their category.
    categories = rejected.renderer().categories()
    hatches = [c.symbol().symbolLayer(1) for c in categories]
    assert {h.brushStyle() for h in hatches} == {
        Qt.BrushStyle.HorPattern,
        Qt.BrushStyle.BDiagPattern,
    }
    assert {h.color().getRgb()[:3] for h in hatches} == set(found.values())


def test_class_rasters_and_samples_take_the_same_colours(run, raster, labels, tmp_path):
    categorize(labels, {"crop": RED})
    out = run(
        "rasterizelabels",
        LABELS=labels,
        LABEL_FIELD="class",
        TEMPLATE=raster,
        OUTPUT=str(tmp_path / "classes.tif"),
    )
    with rasterio.open(out["OUTPUT"]) as dataset:
        colormap = dataset.colormap(1)
    assert [colormap[k][:3] for k in (1, 2)] == [RED, (0x12, 0x34, 0x56)]
    out = run(
        "samplepixels",
        RASTER=raster,
        LABELS=labels,
        LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "samples.csv"),
    )
    assert f'"crop", "color": "{hexadecimal(RED)}"' in out["LEGEND"]
    assert '"wood", "color": "#123456"' in out["LEGEND"]
