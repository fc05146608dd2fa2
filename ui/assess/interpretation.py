"""A layer of points that is interpreted one point after the other."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...algorithms.assess.points_layer import POINT_ID, REFERENCE, classes_of_layer
from ...algorithms.base.compat import is_null
from ...algorithms.base.words import tr
from ...core.classes.colors import Color


class Interpretation(QObject):
    """Where one is among the points, and what they were taken for.

    Changes go into the layer's edit buffer, so that QGIS undoes them and asks before they are lost.

    Args:
        layer: the points, see ``is_assessment``.

    Attributes:
        layer: the same.
        classes: colours by class, in the order of the form.

    Signals: ``moved`` (another point is the current one), ``changed`` (a point has another class).
    """

    moved = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self.classes: Mapping[str, Color] = classes_of_layer(layer)
        self._field = layer.fields().lookupField(REFERENCE.name)
        self._ids = self._read_ids()
        self._place = 0
        layer.attributeValueChanged.connect(self._hear)
        layer.afterRollBack.connect(self.changed)

    def _read_ids(self) -> list[int]:
        """Ids of the features, in the order of the points' numbers."""
        request = QgsFeatureRequest()
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        numbers = self.layer.fields().lookupField(POINT_ID.name)
        rows = []
        for feature in self.layer.getFeatures(request):
            number = feature.attribute(numbers) if numbers >= 0 else None
            rows.append((0 if is_null(number) else number, feature.id()))
        return [feature_id for _, feature_id in sorted(rows)]

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def place(self) -> int:
        """The current point's place among all, from 0."""
        return self._place

    def point(self) -> QgsFeature | None:
        """The current point, None where there is none."""
        if not self._ids:
            return None
        feature = self.layer.getFeature(self._ids[self._place])
        return feature if feature.isValid() else None

    def geometry(self) -> QgsGeometry:
        """Where it is, in the layer's coordinate system; null where nobody knows."""
        feature = self.point()
        return QgsGeometry() if feature is None else feature.geometry()

    def where(self) -> tuple[QgsGeometry, QgsCoordinateReferenceSystem]:
        """The same, and that coordinate system."""
        return self.geometry(), self.layer.crs()

    def class_of_point(self) -> str | None:
        """The class that it was taken for so far."""
        feature = self.point()
        value = None if feature is None else feature.attribute(self._field)
        return None if is_null(value) else str(value)

    def count_done(self) -> int:
        """How many points have a class."""
        return len(self._ids) - len(self._open_places())

    def _open_places(self) -> list[int]:
        request = QgsFeatureRequest()
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([self._field])
        done = {
            feature.id()
            for feature in self.layer.getFeatures(request)
            if not is_null(feature.attribute(self._field))
        }
        return [place for place, feature_id in enumerate(self._ids) if feature_id not in done]

    def step(self, steps: int) -> None:
        """Go some points on, or back; from the last to the first."""
        if self._ids:
            self._place = (self._place + steps) % len(self._ids)
            self.moved.emit()

    def to_next_open(self) -> bool:
        """Go to the next point without a class; False when all have one."""
        places = self._open_places()
        if not places:
            return False
        self._place = next((place for place in places if place > self._place), places[0])
        self.moved.emit()
        return True

    def take_for(self, name: str | None) -> str:
        """Give the current point a class, or take its class away; says why where it cannot be."""
        feature = self.point()
        if feature is None:
            return tr("There are no more points.")
        if not self.layer.isEditable() and not self.layer.startEditing():
            return tr("{} cannot be edited.").format(self.layer.name())
        self.layer.beginEditCommand(tr("Interpret point"))
        self.layer.changeAttributeValue(feature.id(), self._field, name)
        self.layer.endEditCommand()
        self.layer.triggerRepaint()
        return ""

    def save(self) -> str:
        """Write what was changed; says why where it cannot be."""
        if not self.layer.isEditable() or self.layer.commitChanges():
            return ""
        return "; ".join(self.layer.commitErrors())

    def _hear(self, _feature_id: int, index: int, _value: object) -> None:
        if index == self._field:
            self.changed.emit()

    def remove(self) -> None:
        """Hear no more of the layer."""
        self.layer.attributeValueChanged.disconnect(self._hear)
        self.layer.afterRollBack.disconnect(self.changed)
        self.deleteLater()
