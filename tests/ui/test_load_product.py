"""Loading a Sentinel-2 product from the dock's Image page."""

import numpy as np


def test_the_image_page_asks_for_a_product(qgis):
    from qgis.PyQt.QtTest import QSignalSpy

    from tilewright.ui.image_page import ImagePage

    page = ImagePage()
    spy = QSignalSpy(page.product_asked)
    page.load_product.click()
    assert len(spy) == 1


def test_the_layer_that_the_dialog_loads_is_told(qgis, make_product, tmp_path):
    import processing
    from qgis.core import QgsProject, QgsRasterLayer

    from tilewright.ui.load_product import ALGORITHM, ProductLoader

    images = {("B02", 10): np.full((12, 12), 3000, dtype="uint16")}
    product = make_product(images, offsets=-1000, folder=tmp_path / "products")
    output = str(tmp_path / "réflectances.tif")
    results = processing.run(ALGORITHM, {"INPUT": str(product), "OUTPUT": output})
    layer = QgsRasterLayer(output, "Reflectances")
    other = QgsRasterLayer(output.replace("é", "e"), "other")
    project = QgsProject.instance()
    project.addMapLayers([other, layer])
    told = []
    loader = ProductLoader()
    loader.loaded.connect(lambda found: told.append(found.id()))
    try:
        loader.finish(False, results)
        loader.finish(True, {})
        assert told == []
        loader.finish(True, results)
        assert told == [layer.id()]
    finally:
        project.removeAllMapLayers()
