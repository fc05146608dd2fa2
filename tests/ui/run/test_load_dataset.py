"""A dataset's layers in the project."""

from __future__ import annotations

import pytest

BOXES = [(0, 0, 40, 80, "water"), (40, 0, 80, 80, "urban")]


@pytest.fixture
def make_dataset(run, add_raster, add_labels, tmp_path):
    """Makes a dataset in the folder ``my set``, over an earlier one."""

    def make(boxes=BOXES, **parameters):
        raster, labels = add_raster(), add_labels(boxes)
        folder = tmp_path / "my set"
        run(
            "builddataset",
            **{
                "RASTER": raster.id(),
                "LABELS": labels.id(),
                "LABEL_FIELD": "class",
                "PREDICATE": "LARGEST",
                "TILE_SIZE": 20,
                "OVERWRITE": folder.exists(),
                "OUTPUT": str(folder),
                **parameters,
            },
        )
        for layer in (raster, labels):
            from qgis.core import QgsProject

            QgsProject.instance().removeMapLayer(layer.id())
        return str(folder)

    return make


def loaded(project) -> dict:
    return {layer.name(): layer for layer in project.mapLayers().values()}


def classes(layer) -> list:
    return sorted(c.value() for c in layer.renderer().categories())


def test_layers_are_called_after_the_folder_and_stand_in_its_group(project, make_dataset):
    from tilewright.ui.run.load_dataset import load_dataset

    folder = make_dataset(TILE_SIZE=30)
    assert load_dataset(folder) == ""
    layers = loaded(project)
    assert layers.keys() == {"my set: tiles", "my set: rejected tiles"}
    assert classes(layers["my set: tiles"]) == ["urban", "water"]
    group = project.layerTreeRoot().findGroup("my set")
    assert [node.name() for node in group.findLayers()] == list(layers) or {
        node.name() for node in group.findLayers()
    } == layers.keys()


def test_loading_twice_gives_the_layers_once(project, make_dataset):
    from tilewright.ui.run.load_dataset import load_dataset

    folder = make_dataset()
    for _ in range(2):
        assert load_dataset(folder) == ""
    # Nothing was left out of this grid.
    assert loaded(project).keys() == {"my set: tiles"}
    assert len(project.mapLayers()) == 1


def test_layers_of_a_dataset_that_was_replaced_show_the_new_one(project, make_dataset):
    from tilewright.ui.run.load_dataset import load_dataset, reload_dataset

    folder = make_dataset()
    load_dataset(folder)
    layer = loaded(project)["my set: tiles"]
    assert len(list(layer.getFeatures())) == 16
    identity = layer.id()
    make_dataset([(0, 0, 80, 80, "forest")], TILE_SIZE=40)
    reload_dataset(folder)
    assert layer.isValid()
    assert layer.id() == identity
    assert layer.featureCount() == 4
    assert [f["label"] for f in layer.getFeatures()] == ["forest"] * 4
    # Else its tiles would not be drawn.
    assert classes(layer) == ["forest"]


def test_a_style_of_the_users_stays(project, make_dataset):
    from qgis.core import QgsFillSymbol, QgsSingleSymbolRenderer

    from tilewright.ui.run.load_dataset import load_dataset, reload_dataset

    folder = make_dataset()
    load_dataset(folder)
    layer = loaded(project)["my set: tiles"]
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#123456"})))
    make_dataset(TILE_SIZE=40)
    reload_dataset(folder)
    assert layer.featureCount() == 4
    assert layer.renderer().symbol().color().name() == "#123456"


def test_other_datasets_are_left_alone(project, make_dataset, tmp_path):
    import shutil

    from tilewright.ui.run.load_dataset import load_dataset, reload_dataset

    folder = make_dataset()
    shutil.copytree(folder, tmp_path / "copy")
    load_dataset(str(tmp_path / "copy"))
    layer = loaded(project)["copy: tiles"]
    source = layer.source()
    changes = []
    layer.dataSourceChanged.connect(lambda: changes.append(1))
    reload_dataset(folder)
    assert changes == []
    assert layer.source() == source


def test_a_dataset_that_is_gone_gives_a_sentence(project, tmp_path):
    from tilewright.ui.run.load_dataset import load_dataset

    assert "is gone" in load_dataset(str(tmp_path / "set"))
    assert loaded(project) == {}


def test_a_strangers_dataset_does_not_lead_to_the_network(project, tmp_path):
    from tilewright.ui.map.find_tile import TileFinder
    from tilewright.ui.run.load_dataset import load_dataset

    (tmp_path / "tiles.gpkg").write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="tiles"><SrcDataSource>/vsicurl/http://127.0.0.1:1/'
        "x.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    assert "on the network" in load_dataset(str(tmp_path))
    assert loaded(project) == {}
    finder = TileFinder.__new__(TileFinder)
    assert "on the network" in finder.find("a_tile", str(tmp_path / "tiles.gpkg"), None)
