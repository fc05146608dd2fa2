"""Loading a Sentinel-2 product from the dock."""

import gc
import shutil

import numpy as np
import pytest


@pytest.fixture
def dialogs(qgis, monkeypatch):
    """What opens Processing's dialogs, over a window that nobody sees."""
    from processing.tools import general
    from qgis.PyQt import sip
    from qgis.PyQt.QtWidgets import QMainWindow

    from tilewright.ui.tasks.algorithm_dialogs import AlgorithmDialogs

    class Window:
        window = QMainWindow()

        def mainWindow(self):
            return self.window

    iface = Window()
    monkeypatch.setattr(general, "iface", iface)
    dialogs = AlgorithmDialogs()
    yield dialogs
    dialogs.close()
    sip.delete(iface.window)


@pytest.fixture
def product(make_product, tmp_path):
    """A product of one band, reflectance 0.2."""
    images = {("B02", 10): np.full((12, 12), 3000, dtype="uint16")}
    return str(make_product(images, offsets=-1000, folder=tmp_path / "products"))


def find_dialog(window):
    """The dialog as QGIS keeps it: the window's, whoever else has forgotten it."""
    from qgis.gui import QgsProcessingAlgorithmDialogBase

    return window.findChild(QgsProcessingAlgorithmDialogBase)


def test_run_in_the_dialog_loads_the_product(dialogs, canvas, project, product, tmp_path, wait):
    from processing.tools import general
    from qgis.core import QgsRasterLayer

    from tilewright.ui.image.load_product import ProductLoader

    told = []
    loader = ProductLoader(dialogs, canvas)
    loader.loaded.connect(lambda layer: told.append(layer.id()))
    loader.open()
    # A dialog that nobody in Python knows any more would still stand there.
    gc.collect()
    dialog = find_dialog(general.iface.mainWindow())
    output = str(tmp_path / "loaded.tif")
    dialog.setParameters({"INPUT": product, "OUTPUT": output})
    dialog.runButton().click()
    wait(lambda: told)
    layer = project.mapLayer(told[0])
    assert isinstance(layer, QgsRasterLayer)
    assert layer.source() == output
    value, is_valid = layer.dataProvider().sample(layer.extent().center(), 1)
    assert is_valid
    assert value == pytest.approx(0.2)


def test_dialogs_are_closed_with_the_plugin(dialogs):
    from processing.tools import general

    dialogs.open("tilewright:loadsentinel2", {})
    dialog = find_dialog(general.iface.mainWindow())
    assert dialog.isVisible()
    dialogs.close()
    assert not dialog.isVisible()


def test_the_layer_that_the_dialog_loads_is_told(dialogs, canvas, project, product, tmp_path):
    import processing
    from qgis.core import QgsRasterLayer

    from tilewright.ui.image.load_product import ALGORITHM, ProductLoader

    output = str(tmp_path / "réflectances.tif")
    results = processing.run(ALGORITHM, {"INPUT": product, "OUTPUT": output})
    layer = QgsRasterLayer(output, "Reflectances")
    shutil.copy(output, tmp_path / "reflectances.tif")
    other = QgsRasterLayer(str(tmp_path / "reflectances.tif"), "other")
    project.addMapLayers([other, layer])
    told = []
    loader = ProductLoader(dialogs, canvas)
    loader.loaded.connect(lambda found: told.append(found.id()))
    loader.finish(False, results)
    loader.finish(True, {})
    assert told == []
    loader.finish(True, results)
    assert told == [layer.id()]
