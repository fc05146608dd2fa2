"""How tile layers look when QGIS has loaded them."""

import numpy as np
import pytest


@pytest.fixture
def load(qgis):
    """Runs an algorithm as the toolbox does; returns its layers by parameter, styled."""
    import processing
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingOutputLayerDefinition,
        QgsProject,
    )

    project = QgsProject()

    def call(algorithm, names=("OUTPUT", "REJECTED"), **parameters):
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(project)
        for name in names:
            parameters[name] = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", project)
        results = processing.run(
            f"tilewright:{algorithm}", parameters, feedback=feedback, context=context
        )
        layers = {name: results[name] for name in names}
        for layer in layers.values():
            details = context.layersToLoadOnCompletion()[layer.id()]
            details.postProcessor().postProcessLayer(layer, context, feedback)
        return layers

    return call


@pytest.fixture
def raster(make_raster):
    return make_raster(np.random.default_rng(1).integers(1, 99, (3, 50, 40), dtype="uint8"))


def outline_color(symbol):
    from qgis.PyQt.QtCore import Qt

    outline = symbol.symbolLayer(0)
    assert outline.brushStyle() == Qt.BrushStyle.NoBrush
    return outline.strokeColor().name()


def categories(layer):
    """Field, and label -> colour of the outline."""
    renderer = layer.renderer()
    assert renderer.type() == "categorizedSymbol"
    # Symbols live as long as their category.
    return renderer.classAttribute(), {
        category.label(): outline_color(category.symbol()) for category in renderer.categories()
    }


def symbols_drawn(layer):
    """The label of the category that each feature falls into."""
    from qgis.core import QgsRenderContext

    renderer, context, drawn = layer.renderer().clone(), QgsRenderContext(), []
    context.expressionContext().setFields(layer.fields())
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        keys = renderer.legendKeysForFeature(feature, context)
        drawn += [i.label() for i in renderer.legendSymbolItems() if i.ruleKey() in keys]
    renderer.stopRender(context)
    return drawn


def test_a_grid_is_outlines_only_and_rejected_tiles_are_coloured_by_reason(load, raster):
    layers = load("createtilegrid", INPUT=raster, TILE_SIZE=16)
    kept, rejected = layers["OUTPUT"], layers["REJECTED"]
    assert kept.renderer().type() == "singleSymbol"
    assert outline_color(kept.renderer().symbol())
    _, found = categories(rejected)
    # Cut tiles of several sizes are one reason.
    assert list(found) == ["cut by the raster's edge"]
    assert symbols_drawn(rejected) == ["cut by the raster's edge"] * 6
    assert "tile_id" in kept.mapTipTemplate()
    assert '"reason"' in rejected.mapTipTemplate()


@pytest.fixture
def labelled(run, load, raster, make_layer):
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    squares = [
        ("POLYGON((500000 4599900, 500100 4599900, 500100 4600000, 500000 4599900))", "urban"),
        ("POLYGON((500200 4599710, 500290 4599710, 500290 4600000, 500200 4599710))", "forest"),
    ]
    labels = make_layer([(wkt, {"class": name}) for wkt, name in squares])
    return load("joinlabels", INPUT=grid, LABELS=labels, LABEL_FIELD="class", PREDICATE="LARGEST")


def test_labelled_tiles_are_coloured_by_label(labelled):
    layer = labelled["OUTPUT"]
    field, found = categories(layer)
    assert field == "label"
    assert list(found) == ["forest", "urban"]
    assert len(set(found.values())) == 2
    assert symbols_drawn(layer) == [f["label"] for f in layer.getFeatures()]


def test_a_dozen_classes_have_a_dozen_colours_those_of_the_dock_and_the_card(make_layer):
    from tilewright.algorithms.outputs.style_tiles import style_tiles
    from tilewright.core.classes.colors import class_colors, hex_color

    square = "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"
    names = [f"crop {k:02d}" for k in range(12)]
    layer = make_layer([(square, {"label": n}) for n in names[::-1]], fields="label:string")
    style_tiles(layer)
    _, found = categories(layer)
    assert found == {name: hex_color(color) for name, color in class_colors(names).items()}
    assert len(set(found.values())) == 12


def test_map_tips_show_the_tile_and_its_class_or_reason(labelled):
    from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionContextUtils

    for name, field in (("OUTPUT", "label"), ("REJECTED", "reason")):
        layer = labelled[name]
        feature = next(layer.getFeatures())
        context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        context.setFeature(feature)
        tip = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
        assert tip == f"<b>{feature['tile_id']}</b><br>{feature[field]}"


def test_tiles_with_a_split_and_no_label_are_coloured_by_split(make_layer):
    from tilewright.algorithms.outputs.style_tiles import style_tiles

    square = "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))"
    layer = make_layer(
        [(square, {"split": s, "label": None}) for s in ("train", "val", "train")],
        fields="label:string,split:string",
    )
    style_tiles(layer)
    field, found = categories(layer)
    assert field == "split"
    assert list(found) == ["train", "val"]


def test_layers_of_a_dataset_build_are_styled_too(load, raster, tmp_path):
    layers = load(
        "builddataset",
        ("TILES", "REJECTED"),
        RASTER=raster,
        TILE_SIZE=16,
        OTHER_LABEL="land",
        OUTPUT=str(tmp_path / "set"),
    )
    assert [list(categories(layer)[1]) for layer in layers.values()] == [
        ["land"],
        ["cut by the raster's edge"],
    ]
