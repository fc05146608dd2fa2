"""Run inside a QGIS window by test_window.py: does what a user does, and notes what is there."""

from __future__ import annotations

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsExpression, QgsProcessingContext, QgsProject
from qgis.PyQt.QtCore import QEvent, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QToolBar
from qgis.utils import iface

FOLDER = Path(os.environ["WINDOW_FOLDER"])
DATA = Path(os.environ["WINDOW_DATA"])
SECONDS = 40


def wait_for(condition, what: str) -> None:
    """Let QGIS work until something is so."""
    end = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        QApplication.processEvents()
        time.sleep(0.02)


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.01)


def shoot(name: str) -> None:
    """A picture of the whole screen."""
    settle()
    QApplication.primaryScreen().grabWindow(0).save(str(FOLDER / name))


def find_actions() -> list:
    """Entries of the submenu Raster > Tilewright."""
    menus = [a.menu() for a in iface.rasterMenu().actions() if a.menu()]
    return [a for menu in menus if "Tilewright" in menu.title() for a in menu.actions()]


def entries() -> dict:
    """What the plugin has put into the window."""
    provider = QgsApplication.processingRegistry().providerById("tilewright")
    window = iface.mainWindow()
    buttons = [a for bar in window.findChildren(QToolBar) for a in bar.actions()]
    return {
        "menu": [[a.text(), not a.icon().isNull()] for a in find_actions()],
        "toolbar": [a.text() for a in buttons if a.objectName().startswith("tilewright")],
        "docks": [dock.isVisible() for dock in window.findChildren(QDockWidget, "TilewrightDock")],
        "algorithms": sorted(a.name() for a in provider.algorithms()) if provider else None,
    }


def panel_of(dialog):
    return dialog.mainWidget()


def run_dialog(dialog, parameters: dict) -> dict:
    """Fill a dialog in, press Run, wait; what it returned."""
    dialog.setParameters(parameters)
    done = []
    dialog.algorithmFinished.connect(lambda successful, results: done.append(successful))
    dialog.runButton().click()
    wait_for(lambda: done, "the algorithm's end")
    settle()
    return {"successful": done[0], "results": dialog.results()}


def build_parameters() -> dict:
    return {
        "RASTER": str(DATA / "foz" / "foz.tif"),
        "LABELS": str(DATA / "foz" / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        "CLOUDS": str(DATA / "foz" / "leave_out.geojson"),
        "TILE_SIZE": 64,
        "NODATA": 0,
        "MIN_VALID": 100,
        "OUTPUT": str(FOLDER / "by dialog" / "tiles"),
    }


def use_action(facts: dict) -> None:
    """The menu entry shows the dock and hides it."""
    action = find_actions()[0]
    facts["docks"] = []
    for _ in range(3):
        action.trigger()
        settle()
        facts["docks"].append(entries()["docks"])
    shoot("dock.png")


def use_build_dialog(facts: dict) -> None:
    """The dialog has a widget for each parameter, and runs the algorithm in the background."""
    import processing

    dialog = processing.createAlgorithmDialog("tilewright:builddataset")
    dialog.resize(900, 860)
    dialog.show()
    settle()
    shoot("build dataset.png")
    panel = panel_of(dialog)
    facts["dialog"] = {"title": dialog.windowTitle(), "widgets": sorted(panel.wrappers)}
    facts["dialog"].update(run_dialog(dialog, build_parameters()))
    shoot("build dataset log.png")
    dialog.close()


def use_grid_dialog(facts: dict) -> None:
    """Layers that a dialog loads are styled."""
    import processing

    dialog = processing.createAlgorithmDialog("tilewright:createtilegrid")
    dialog.show()
    parameters = {
        "INPUT": str(DATA / "foz" / "foz.tif"),
        "TILE_SIZE": 64,
        "NODATA": 0,
        "MIN_VALID": 100,
        "OUTPUT": "TEMPORARY_OUTPUT",
        "REJECTED": "TEMPORARY_OUTPUT",
    }
    run_dialog(dialog, parameters)
    dialog.close()
    wait_for(lambda: len(layers_named("Tile grid", "Rejected tiles")) == 2, "the layers")
    facts["layers"] = {}
    for layer in layers_named("Tile grid", "Rejected tiles"):
        symbols = layer.renderer().symbols(_render_context())
        facts["layers"][layer.name()] = {
            "features": layer.featureCount(),
            "renderer": layer.renderer().type(),
            "styles": sorted({s.symbolLayer(0).properties()["style"] for s in symbols}),
            "tip": read_tip(layer),
        }
    shoot("grid.png")


def read_tip(layer) -> str:
    """What QGIS shows when the mouse rests on the first tile."""
    context = layer.createExpressionContext()
    context.setFeature(next(layer.getFeatures()))
    return QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)


def layers_named(*names: str) -> list:
    return [x for x in QgsProject.instance().mapLayers().values() if x.name() in names]


def _render_context():
    from qgis.core import QgsRenderContext

    return QgsRenderContext()


def use_batch_dialog(facts: dict) -> None:
    """Three rows in the batch dialog, of which the second has a fault of its own."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("tilewright:builddataset")
    dialog = BatchAlgorithmDialog(algorithm, iface.mainWindow())
    dialog.show()
    settle()
    panel = panel_of(dialog)
    panel.checkLoadLayersOnCompletion.setChecked(False)
    panel.addRow(2)
    rows = [
        {"RASTER": str(DATA / "foz" / "foz.tif"), "TILE_SIZE": 128},
        {"RASTER": str(DATA / "foz" / "foz.tif"), "TILE_SIZE": 5000},
        {"RASTER": str(DATA / "clouds" / "scene.tif"), "TILE_SIZE": 64},
    ]
    context = QgsProcessingContext()
    for number, row in enumerate(rows):
        row["OUTPUT"] = str(FOLDER / "batch" / str(number))
        for name, value in row.items():
            column = panel.parameter_to_column[name]
            wrapper = panel.wrappers[number][column]
            if wrapper is not None:
                wrapper.setParameterValue(value, context)
            else:
                panel.tblParameters.cellWidget(number + 1, column).setValue(value)
    settle()
    shoot("batch.png")
    dialog.runButton().click()
    manifests = [FOLDER / "batch" / str(n) / "dataset.json" for n in (0, 2)]
    wait_for(lambda: all(m.is_file() for m in manifests), "the batch")
    wait_for(lambda: dialog.runButton().isEnabled(), "the batch's end")
    shoot("batch log.png")
    facts["batch"] = sorted(p.name for p in (FOLDER / "batch").iterdir())
    dialog.close()


def load_and_unload(facts: dict) -> None:
    import qgis.utils

    done = qgis.utils.unloadPlugin("tilewright")
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    facts["unloaded"] = {"done": done, **entries()}
    qgis.utils.loadPlugin("tilewright")
    qgis.utils.startPlugin("tilewright")
    facts["loaded again"] = entries()


def main() -> None:
    import qgis.utils

    facts: dict = {"active": "tilewright" in qgis.utils.active_plugins}
    try:
        iface.addProject(str(DATA / "foz" / "foz.qgs"))
        settle()
        facts["loaded"] = entries()
        for part in (
            use_action,
            use_build_dialog,
            use_grid_dialog,
            use_batch_dialog,
            load_and_unload,
        ):
            part(facts)
    except Exception:
        facts["error"] = traceback.format_exc()
        shoot("error.png")
    (FOLDER / "facts.json").write_text(json.dumps(facts), "utf-8")
    # QGIS would ask whether to save the project.
    os._exit(0)


QTimer.singleShot(500, main)
