"""Layers as they are when an algorithm starts, whatever becomes of them while it runs."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorDataProvider,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

# Of parameters: layers of features, and layers of any kind.
_KINDS = ("source", "layer")


def is_taken_for_table(layer: QgsVectorLayer) -> bool:
    """Whether QGIS gives a layer of shapes neither coordinate system nor extent.

    It does so with layers of geometry collections; their provider knows both.
    """
    return not layer.isSpatial() and layer.wkbType() != QgsWkbTypes.Type.NoGeometry


def takes_encoding(layer: QgsVectorLayer) -> bool:
    """Whether the user can say which encoding the layer's texts have."""
    provider = layer.dataProvider()
    return bool(provider.capabilities() & QgsVectorDataProvider.Capability.SelectEncoding)


class LayerSnapshot:
    """A layer's features, edits that are not saved included, for any thread.

    QgsProcessingFeatureSource refers to the layer itself, which the user may remove meanwhile.
    Methods are called as there. Make it in the main thread.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._source = QgsVectorLayerFeatureSource(layer)
        self._name = layer.name()
        provider = layer.dataProvider()
        is_bare = is_taken_for_table(layer)
        self._crs = provider.crs() if is_bare else layer.crs()
        self._fields = layer.fields()
        self._wkb_type = layer.wkbType()
        self._extent = provider.extent() if is_bare else layer.extent()
        self._count = layer.featureCount()
        self.encoding = provider.encoding()
        self.takes_encoding = takes_encoding(layer)
        renderer = layer.renderer()
        # How the layer looks on the map: it tells the colours of classes.
        self.renderer = None if renderer is None else renderer.clone()

    def sourceName(self) -> str:
        return self._name

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        return self._crs

    def sourceExtent(self) -> QgsRectangle:
        return self._extent

    def fields(self) -> QgsFields:
        return self._fields

    def wkbType(self):
        return self._wkb_type

    def featureCount(self) -> int:
        return self._count

    def getFeatures(self, request: QgsFeatureRequest | None = None, _flags=None):
        """All features; geometries are not checked, which the flags could only forbid."""
        features: QgsFeatureIterator = self._source.getFeatures(request or QgsFeatureRequest())
        return features


def take_snapshots(
    alg: QgsProcessingAlgorithm, parameters: dict, context: QgsProcessingContext
) -> dict[str, LayerSnapshot]:
    """Snapshots of the layers that are open already, by parameter.

    Files are opened by the algorithm and are its own; what says more than a layer (selected
    features only) is left to QGIS.
    """
    taken = {}
    for definition in alg.parameterDefinitions():
        value = parameters.get(definition.name())
        if definition.type() not in _KINDS:
            continue
        if isinstance(value, str) and value:
            value = QgsProcessingUtils.mapLayerFromString(value, context, False)
        if isinstance(value, QgsVectorLayer) and value.isValid():
            taken[definition.name()] = snapshot = LayerSnapshot(value)
            if not _is_styled(value, context):
                snapshot.renderer = None
    return taken


def _is_styled(layer: QgsVectorLayer, context: QgsProcessingContext) -> bool:
    """Whether anybody chose the layer's style, or sees it.

    Whatever opens a layer gives it one symbol of a colour at random.
    """
    project = context.project()
    is_shown = project is not None and project.mapLayer(layer.id()) is not None
    return is_shown or not isinstance(layer.renderer(), QgsSingleSymbolRenderer)
