"""Layers as they are when an algorithm starts, whatever becomes of them while it runs."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureIterator,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
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


class FeatureSource:
    """A layer's features as Processing has opened them, and what the layer says besides.

    Methods are called as in QgsProcessingFeatureSource.

    Attributes:
        encoding: what the layer's texts were decoded with; empty where nobody knows.
        takes_encoding: whether the user can choose another.
        renderer: how the layer looks on the map, which tells the colours of classes; None where
            nobody has styled it.
    """

    encoding = ""
    takes_encoding = True
    renderer: QgsFeatureRenderer | None = None

    def __init__(
        self, source: QgsProcessingFeatureSource, layer: QgsVectorLayer | None = None
    ) -> None:
        self._source = source
        if layer is not None:
            self.encoding = layer.dataProvider().encoding()
            self.takes_encoding = takes_encoding(layer)

    def sourceName(self) -> str:
        return self._source.sourceName()

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        return self._source.sourceCrs()

    def sourceExtent(self) -> QgsRectangle:
        return self._source.sourceExtent()

    def fields(self) -> QgsFields:
        return self._source.fields()

    def wkbType(self) -> QgsWkbTypes.Type:
        return self._source.wkbType()

    def featureCount(self) -> int:
        return self._source.featureCount()

    def getFeatures(self, *request) -> QgsFeatureIterator:
        return self._source.getFeatures(*request)


class LayerSnapshot(FeatureSource):
    """A layer's features, edits that are not saved included, for any thread.

    QgsProcessingFeatureSource refers to the layer itself, which the user may remove meanwhile.
    Make it in the main thread.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__(QgsVectorLayerFeatureSource(layer), layer)
        self._name = layer.name()
        provider = layer.dataProvider()
        is_bare = is_taken_for_table(layer)
        self._crs = provider.crs() if is_bare else layer.crs()
        self._fields = layer.fields()
        self._wkb_type = layer.wkbType()
        self._extent = provider.extent() if is_bare else layer.extent()
        self._count = layer.featureCount()
        renderer = layer.renderer()
        self.renderer = None if renderer is None else renderer.clone()

    def sourceName(self) -> str:
        return self._name

    def sourceCrs(self) -> QgsCoordinateReferenceSystem:
        return self._crs

    def sourceExtent(self) -> QgsRectangle:
        return self._extent

    def fields(self) -> QgsFields:
        return self._fields

    def wkbType(self) -> QgsWkbTypes.Type:
        return self._wkb_type

    def featureCount(self) -> int:
        return self._count

    def getFeatures(
        self, request: QgsFeatureRequest | None = None, _flags=None
    ) -> QgsFeatureIterator:
        """All features; geometries are not checked, which the flags could only forbid."""
        return self._source.getFeatures(request or QgsFeatureRequest())


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
