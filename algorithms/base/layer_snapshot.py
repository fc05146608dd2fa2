"""Layers as they are when an algorithm starts, whatever becomes of them while it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsProviderRegistry,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorDataProvider,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ...core.errors import LayerError
from ...core.raster.gdal_errors import gist
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ...core.run.batches import heed, never_cancelled

if TYPE_CHECKING:
    from .values import Values

# Of parameters: layers of features, and layers of any kind.
_KINDS = ("source", "layer")
# So few features that a cancel is heard at once, and enough that listening to GDAL costs nothing.
_AT_ONCE = 100
# Providers whose counts are no estimates, and the count from which one of them guesses.
_COUNTING = ("ogr", "spatialite")
_GUESSED = {"GPKG": 100_000}
# Functions of GDAL and SQLite, before what they say.
_FUNCTIONS = re.compile(r"^(In )?(\w+\(\) ?: ?)+")


def is_taken_for_table(layer: QgsVectorLayer) -> bool:
    """Whether QGIS gives a layer of shapes neither coordinate system nor extent.

    It does so with layers of geometry collections; their provider knows both.
    """
    return not layer.isSpatial() and layer.wkbType() != QgsWkbTypes.Type.NoGeometry


def takes_encoding(layer: QgsVectorLayer) -> bool:
    """Whether the user can say which encoding the layer's texts have."""
    provider = layer.dataProvider()
    return bool(provider.capabilities() & QgsVectorDataProvider.Capability.SelectEncoding)


class StoredTable(NamedTuple):
    """A table of a GeoPackage: path of the file, and name; empty for its first."""

    path: str
    name: str


def find_stored(layer: QgsVectorLayer) -> StoredTable | None:
    """The table of which a layer has all rows and columns, as they are; None of other layers."""
    provider = layer.dataProvider()
    if provider.name() != "ogr" or provider.storageType() != "GPKG" or layer.isModified():
        return None
    # Fields of joins and expressions are the layer's alone.
    is_less = layer.subsetString() or provider.subsetString()
    if is_less or layer.fields().count() != provider.fields().count():
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    known = {key for key, value in parts.items() if value not in (None, "", [], {})}
    path = parts.get("path") or ""
    if not known <= {"path", "layerName"} or not Path(path).is_file():
        return None
    return StoredTable(path, parts.get("layerName") or "")


class FeatureSource:
    """A layer's features as Processing has opened them, and what the layer says besides.

    Methods are called as in QgsProcessingFeatureSource.

    Attributes:
        encoding: what the layer's texts were decoded with; empty where nobody knows.
        takes_encoding: whether the user can choose another.
        renderer: how the layer looks on the map, which tells the colours of classes; None where
            nobody has styled it.
        stored: the table that holds the same, where there is one.
        is_cancelled: asked while features are read.
    """

    encoding = ""
    stored: StoredTable | None = None
    takes_encoding = True
    renderer: QgsFeatureRenderer | None = None
    is_cancelled: Callable[[], bool] = staticmethod(never_cancelled)

    def __init__(
        self, source: QgsProcessingFeatureSource, layer: QgsVectorLayer | None = None
    ) -> None:
        self._source = source
        self._stored = None
        if layer is not None:
            provider = layer.dataProvider()
            self.encoding = provider.encoding()
            self.takes_encoding = takes_encoding(layer)
            guessed = _GUESSED.get(provider.storageType(), layer.featureCount() + 1)
            is_exact = provider.name() in _COUNTING and layer.featureCount() < guessed
            if is_exact and not layer.isModified():
                self._stored = (layer.source(), layer.name(), provider.name())

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

    def getFeatures(
        self, request: QgsFeatureRequest | None = None, *flags: object
    ) -> Iterator[QgsFeature]:
        """The features that are asked for, to the last.

        Raises, while they are read:
            LayerError: the layer breaks off: GDAL said so, or fewer came than it has.
            CancelledError: ``is_cancelled`` said so.
        """
        request = request or QgsFeatureRequest()
        with heard_by_osgeo() as heard:
            features = self._open(request, *flags)
        read, is_end = 0, False
        while not is_end:
            heed(self.is_cancelled)
            with heard_by_osgeo() as told:
                batch = list(islice(features, _AT_ONCE))
            heard += told
            read += len(batch)
            if heard:
                raise self._broken_off(heard, read if request.filterRect().isNull() else None)
            yield from batch
            is_end = len(batch) < _AT_ONCE
        if request.filterRect().isNull() and self._has_more(read):
            raise LayerError(
                "Only {read} of the {count} features of {layer} can be read: it is damaged, or was "
                "changed meanwhile. Run again, or get the file again.",
                read=read,
                count=self.featureCount(),
                layer=self.sourceName(),
            )

    def _open(self, request: QgsFeatureRequest, *flags: object) -> Iterator[QgsFeature]:
        return self._source.getFeatures(request, *flags)

    def _has_more(self, read: int) -> bool:
        """Whether the layer has more features than were read."""
        if self._stored is None or read >= self.featureCount():
            return False
        # Layers of a project do not know what became of their file since they were opened.
        return QgsVectorLayer(*self._stored).featureCount() > read

    def _broken_off(self, heard: list[str], read: int | None) -> LayerError:
        reason = _FUNCTIONS.sub("", gist(heard))
        if read is None or read >= self.featureCount():
            return LayerError(
                "{layer} is damaged and cannot be read to its end ({reason}); get the file again.",
                layer=self.sourceName(),
                reason=reason,
            )
        return LayerError(
            "{layer} is damaged: only {read} of its {count} features can be read ({reason}); get "
            "the file again.",
            layer=self.sourceName(),
            read=read,
            count=self.featureCount(),
            reason=reason,
        )


class LayerSnapshot(FeatureSource):
    """A layer's features, edits that are not saved included, for any thread.

    QgsProcessingFeatureSource refers to the layer itself, which the user may remove meanwhile.
    Make it in the main thread.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__(QgsVectorLayerFeatureSource(layer), layer)
        self.stored = find_stored(layer)
        self._name = layer.name()
        provider = layer.dataProvider()
        is_bare = is_taken_for_table(layer)
        self._crs = provider.crs() if is_bare else layer.crs()
        self._fields = layer.fields()
        self._wkb_type = layer.wkbType()
        self._extent = _extent_of(provider if is_bare else layer, layer.name())
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

    def _open(self, request: QgsFeatureRequest, *_flags: object) -> Iterator[QgsFeature]:
        """Geometries are not checked, which the flags could only forbid."""
        return self._source.getFeatures(request)


def _extent_of(layer: QgsVectorLayer | QgsVectorDataProvider, name: str) -> QgsRectangle:
    try:
        return layer.extent()
    except Exception as error:  # what QGIS throws where corners lie endlessly far away has no class
        raise LayerError(
            "{layer} has a corner without a place on the ground; repair or delete the shapes that "
            "Vector > Geometry Tools > Check Validity finds.",
            layer=name,
        ) from error


def take_snapshots(values: Values) -> dict[str, LayerSnapshot]:
    """Snapshots of the layers that are open already, by parameter.

    Files are opened by the algorithm and are its own; what says more than a layer (selected
    features only) is left to QGIS.
    """
    taken = {}
    for definition in values.alg.parameterDefinitions():
        value = values.raw(definition.name())
        if definition.type() not in _KINDS:
            continue
        if isinstance(value, str) and value:
            value = QgsProcessingUtils.mapLayerFromString(value, values.context, False)
        if isinstance(value, QgsVectorLayer) and value.isValid():
            taken[definition.name()] = snapshot = LayerSnapshot(value)
            if not _is_styled(value, values.context):
                snapshot.renderer = None
    return taken


def _is_styled(layer: QgsVectorLayer, context: QgsProcessingContext) -> bool:
    """Whether anybody chose the layer's style, or sees it.

    Whatever opens a layer gives it one symbol of a colour at random.
    """
    project = context.project()
    is_shown = project is not None and project.mapLayer(layer.id()) is not None
    return is_shown or not isinstance(layer.renderer(), QgsSingleSymbolRenderer)
