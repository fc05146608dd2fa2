"""Run inside QGIS by make_pictures.sh: grabs the window with a tile layer, and the dialog."""

import os
import traceback

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, loadPlugin, startPlugin

PICTURES = os.environ["PICTURES"]
EXAMPLES = os.environ["EXAMPLES"]


def show_tiles() -> None:
    """Load the example and the tiles that Create Tile Grid to Join Labels make of it."""
    import processing

    from tilewright.algorithms.style_tiles import style_tiles

    QgsProject.instance().read(f"{EXAMPLES}/foz/foz.qgs")
    grid = processing.run(
        "tilewright:createtilegrid",
        {
            "INPUT": f"{EXAMPLES}/foz/foz.tif",
            "TILE_SIZE": 64,
            "NODATA": 0,
            "MIN_VALID": 100,
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    tiles = processing.run(
        "tilewright:joinlabels",
        {
            "INPUT": grid,
            "LABELS": f"{EXAMPLES}/foz/urban.geojson",
            "LABEL_FIELD": "class",
            "OTHER_LABEL": "non_urban",
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    tiles.setName("Tiles by class")
    style_tiles(tiles)
    QgsProject.instance().addMapLayer(tiles)
    iface.mapCanvas().setExtent(tiles.extent())
    iface.mapCanvas().refresh()


def layer_named(name: str):
    """A layer of the project."""
    return QgsProject.instance().mapLayersByName(name)[0]


def grab_dialog() -> None:
    """The dialog of Build Dataset, filled in."""
    import processing

    dialog = processing.createAlgorithmDialog(
        "tilewright:builddataset",
        {
            "RASTER": layer_named("Landsat 8, 18 May 2020"),
            "LABELS": layer_named("Urban areas"),
            "LABEL_FIELD": "class",
            "OTHER_LABEL": "non_urban",
            "TILE_SIZE": 64,
            "NODATA": 0,
            "MIN_VALID": 100,
        },
    )
    dialog.resize(900, 820)
    dialog.show()
    QgsApplication.processEvents()
    dialog.grab().save(f"{PICTURES}/dialog.png")
    dialog.close()


def take() -> None:
    try:
        iface.mainWindow().grab().save(f"{PICTURES}/window.png")
        grab_dialog()
    finally:
        QgsProject.instance().clear()
        os._exit(0)


def start() -> None:
    try:
        loadPlugin("tilewright")
        startPlugin("tilewright")
        iface.mainWindow().resize(1240, 820)
        show_tiles()
        QTimer.singleShot(6000, take)
    except Exception:
        traceback.print_exc()
        os._exit(1)


QTimer.singleShot(2000, start)
