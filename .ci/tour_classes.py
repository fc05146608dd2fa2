"""Classes of the map while polygons are drawn, for the tour."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QDockWidget
from qgis.utils import iface, loadPlugin, startPlugin
from tour_person import EXAMPLES, OUT, Tour

_WIDTH = 320


def preview_classes(tour: Tour) -> None:
    """One polygon a class in an edit buffer is enough; an undone edit takes its class away."""
    loadPlugin("tilewright")
    startPlugin("tilewright")
    tour.wait(seconds=1)
    layer = _draw_polygons()
    action = iface.mainWindow().findChild(QAction, "tilewrightClasses")
    action.trigger()
    panel = iface.mainWindow().findChild(QDockWidget, "TilewrightClasses")
    for other in iface.mainWindow().findChildren(QDockWidget):
        if other is not panel:
            other.hide()
    iface.mainWindow().resizeDocks([panel], [_WIDTH], Qt.Orientation.Horizontal)
    iface.mapCanvas().zoomToFullExtent()
    tour.wait(seconds=1)
    form, legend = panel.form, panel.legend
    form.labels.setLayer(layer)
    tour.check(form.field.currentField() == "class", "the field of classes is found")
    tour.type_into(form.nodata, "0")
    tour.click(panel.switch)
    tour.check(tour.wait(lambda: legend.topLevelItemCount() == 5), "five classes are on the map")
    tour.wait(lambda: not panel.live.is_busy)
    tour.wait(seconds=1)
    shares = [float(legend.topLevelItem(k).text(1).split()[0]) for k in range(5)]
    tour.check(abs(sum(shares) - 100) < 0.5 and min(shares) > 0, f"their shares are {shares}")
    _take_picture(panel)
    layer.undoStack().undo()
    gone = tour.wait(lambda: legend.topLevelItemCount() == 4)
    tour.check(gone, "a polygon that is undone takes its class away")
    tour.click(panel.switch)
    tour.check(tour.wait(lambda: legend.topLevelItemCount() == 0), "switched off, nothing is shown")
    layer.rollBack()
    QgsProject.instance().removeMapLayer(layer)


def _draw_polygons() -> QgsVectorLayer:
    """A layer with the first polygon of each class of the example, not saved yet."""
    known = QgsVectorLayer(str(EXAMPLES / "foz" / "land_cover.geojson"), "known")
    layer = QgsVectorLayer(f"Polygon?crs={known.crs().authid()}", "training", "memory")
    layer.startEditing()
    for field in known.fields():
        layer.addAttribute(field)
    seen = set()
    for feature in known.getFeatures():
        if feature["class"] not in seen:
            seen.add(feature["class"])
            layer.beginEditCommand(feature["class"])
            layer.addFeature(feature)
            layer.endEditCommand()
    project = QgsProject.instance()
    project.addMapLayer(layer)
    for shown in project.layerTreeRoot().findLayers():
        shown.setItemVisibilityChecked(isinstance(shown.layer(), QgsRasterLayer))
    return layer


def _take_picture(panel: QDockWidget) -> None:
    """The map and the panel."""
    window, canvas = iface.mainWindow(), iface.mapCanvas()
    corner = canvas.mapTo(window, canvas.rect().topLeft())
    end = panel.mapTo(window, panel.rect().bottomRight())
    whole = window.grab()
    part = whole.copy(corner.x(), corner.y(), end.x() - corner.x(), end.y() - corner.y())
    part.save(str(OUT / "preview_classes.png"))
