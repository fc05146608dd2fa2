"""An output layer that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TypeVar

from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProperty,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...core.errors import LayerError
from ...core.message import Message
from ...core.run.batches import run_aside
from ...core.run.opened import remember_opened
from ..base.compat import finish_sink
from ..base.output_paths import check_layer_place, layer_file, read_destination, table_of
from ..base.values import Values
from .geopackage import has_index, make_geopackage, make_index, put_table, quiet_gdal
from .layer_fields import better_options, is_remapped

# Features at once: few enough to stay in the processor's cache, which makes a third of the time.
FEATURES_AT_ONCE = 500
# Formats whose head has a number of features that may not be there.
_COUNT_IS_PROMISED = ("ESRI Shapefile", "FlatGeobuf", "MapInfo File")
# Formats whose file of no features nobody can open.
_EMPTY_IS_NOTHING = ("GeoJSONSeq", "PDF", "Geoconcept")
# Formats that keep no table of features without shapes, or in a file of another name.
_NEEDS_SHAPES = ("ESRI Shapefile", "FlatGeobuf")
_REASON_LENGTH = 150
# Features of which an index is made, or a file is read, in less than a second.
_MANY = 10_000
_Result = TypeVar("_Result")


class NewLayer:
    """An output layer of an algorithm, which may be one that nobody asked for.

    A file is written in a hidden folder and moved to its place when the run has ended well.

    Args:
        values: of the algorithm.
        name: of the destination parameter.
        fields: of the new layer.
        like: geometry type and coordinate system of the new layer.

    Attributes:
        destination: where it will be, or the layer's id; None when nobody asked.
        is_wanted: whether anybody asked for it.

    Raises:
        QgsProcessingException: the layer is needed and nobody named a place.
        LayerError: it cannot be made there.
    """

    def __init__(self, values: Values, name: str, fields: QgsFields, like: tuple) -> None:
        alg, context = values.alg, values.context
        self._values = values
        self._title = alg.parameterDefinition(name).description()
        self._written = 0
        self._file = None
        given = read_destination(values, name)
        self._format = QgsVectorFileWriter.driverForExtension(Path(given).suffix)
        if like[0] == QgsWkbTypes.Type.NoGeometry and self._format in _NEEDS_SHAPES:
            raise LayerError(
                "{layer} is a table without shapes, which {format} does not keep; choose another "
                "format, such as GeoPackage or CSV.",
                layer=self._title,
                format=self._format,
            )
        parameters = values.parameters
        # Names may hold a grid's digits by now.
        check_layer_place(name, given)
        database, table = table_of(given)
        if layer_file(given):
            self._file = place = str(alg.staged.stage(layer_file(given)))
        elif database:
            self._file = str(alg.staged.stage(database, partial(put_table, table)))
            place = given.replace(database, self._file, 1)
        if self._file:
            parameters = {**parameters, name: _with_place(values.raw(name), place)}
        is_geopackage = Path(self._file or "").suffix.lower() == ".gpkg"
        self._is_unindexed = is_geopackage and not is_remapped(values.raw(name))
        self._has_shapes = like[0] != QgsWkbTypes.Type.NoGeometry
        try:
            with quiet_gdal():
                if self._is_unindexed:
                    sink, made = make_geopackage(values, name, self._file, table, fields, like)
                else:
                    sink, made = alg.parameterAsSink(parameters, name, context, fields, *like)
        except QgsProcessingException as error:
            raise LayerError(
                "{layer} cannot be made as {path}: {reason}. Choose another place or format, such "
                "as GeoPackage.",
                layer=self._title,
                path=given,
                reason=_cause(str(error)),
            ) from None
        options = better_options(values, name, fields, like) if self._file and sink else None
        if options is not None:
            # QGIS closes the file when nobody holds its sink, and then makes it anew.
            sink = None
            transforms = context.transformContext()
            sink = QgsVectorFileWriter.create(made, fields, *like, transforms, options)
        self._open = _OpenSink(sink)
        self.is_wanted = sink is not None
        self.destination = made
        if self.is_wanted and self._file:
            self.destination = self._final_place(given, made, database)
            _rename_promise(context, made, self.destination)
        optional = QgsProcessingParameterDefinition.Flag.FlagOptional
        if not self.is_wanted and not alg.parameterDefinition(name).flags() & optional:
            raise QgsProcessingException(alg.invalidSinkError(parameters, name))

    def _final_place(self, given: str, made: str, database: str) -> str:
        """Where the layer is when its file is in its place."""
        if database:
            return made.replace(self._file, database, 1)
        # The name may have got an ending.
        new = Path(made).name
        self._file = str(Path(self._file).with_name(new))
        return given[: len(given) - len(Path(given).name)] + new

    def write(self, features: Sequence[QgsFeature]) -> None:
        """Add features.

        Raises:
            LayerError: the layer did not take them.
            CancelledError: the user stopped it.
        """
        if not self.is_wanted:
            return
        for start in range(0, len(features), FEATURES_AT_ONCE):
            self._values.check_cancelled()
            part = features[start : start + FEATURES_AT_ONCE]
            with quiet_gdal():
                # No name for the sink: an error would hold it, and so its file open.
                taken = self._open.sink.addFeatures(part, QgsFeatureSink.Flag.FastInsert)
            if not taken:
                raise self._error(self._open.sink.lastError())
            self._written += len(part)

    def write_rows(self, outlines: Sequence[bytes], rows: Iterable[tuple]) -> None:
        """Add some features, which are not made one by one; see write.

        Args:
            outlines: of each, as well-known binary.
            rows: their attributes.
        """
        if not self.is_wanted:
            return
        self._values.check_cancelled()
        with quiet_gdal():
            taken = _add_rows(self._open, outlines, rows)
        if not taken:
            raise self._error(self._open.sink.lastError())
        self._written += len(outlines)

    def close(self) -> None:
        """Write what is still held back, and look whether all of it arrived.

        Raises:
            LayerError: it did not.
            CancelledError: the user stopped it.
        """
        if not self.is_wanted:
            return
        with quiet_gdal():
            if not finish_sink(self._open.sink):
                raise self._error(self._open.sink.lastError())
            # What a database could not commit is heard of nowhere.
            self._open.close()
            if self._is_unindexed and self._has_shapes:
                self._do(partial(make_index, Path(self._file)))
            count = self._do(self._count_file) if self._is_file() else self._count_layer()
        if count is not None and count < self._written:
            raise LayerError(
                "{layer} could not be written: {count} of {total} features arrived in {path}. "
                "Check the free space on the disk, or choose another folder.",
                layer=self._title,
                count=max(0, count),
                total=self._written,
                path=self.destination,
            )
        self._values.check_cancelled()

    def _do(self, work: Callable[[], _Result]) -> _Result:
        """The result of work on the file, which GDAL does not interrupt; a cancel leaves it."""
        if self._written < _MANY:
            return work()
        return run_aside(work, self._values.feedback.isCanceled)

    def _is_file(self) -> bool:
        return self._file is not None or Path(self.destination).is_file()

    def _count_file(self) -> int | None:
        """How many features are read from the new file; None for formats that nobody reads."""
        dataset = None
        with quiet_gdal(), suppress(RuntimeError):
            # Where GDAL's Python module raises, a file that cannot be opened is an error.
            dataset = gdal.OpenEx(self._file or self.destination, gdal.OF_VECTOR)
        if dataset is None:
            driver = gdal.GetDriverByName(self._format)
            is_readable = driver is None or driver.GetMetadataItem("DCAP_OPEN") == "YES"
            is_nothing = not self._written and self._format in _EMPTY_IS_NOTHING
            return -1 if is_readable and not is_nothing else None
        with quiet_gdal(), suppress(RuntimeError):
            return self._count_features(dataset)
        return -1

    def _count_features(self, dataset: gdal.Dataset) -> int:
        layer = dataset.GetLayer(0)
        if layer is None:
            return 0
        if self._is_unindexed and self._has_shapes and not has_index(layer):
            # As on a full disk.
            raise self._error("")
        if dataset.GetDriver().ShortName not in _COUNT_IS_PROMISED:
            return layer.GetFeatureCount()
        return sum(1 for _ in layer)

    def _count_layer(self) -> int | None:
        """How many features the layer has, in memory or a database; None when it does not know."""
        layer = self._values.context.temporaryLayerStore().mapLayer(self.destination)
        if layer is None:
            return None
        if layer.providerType() != "memory":
            layer.dataProvider().reloadData()
        count = layer.featureCount()
        return count if count >= 0 else None

    def _error(self, text: str) -> LayerError:
        return LayerError(
            "{layer} could not be written: {reason}. Check the free space on the disk, or choose "
            "another file.",
            layer=self._title,
            reason=_cause(text) or Message("the layer refused the features"),
        )


class _OpenSink:
    """QGIS closes a layer's file when nobody holds its sink any more."""

    def __init__(self, sink: QgsFeatureSink | None) -> None:
        self.sink = sink
        remember_opened(self)

    def close(self) -> None:
        """Close the file; also called for a run that fails, which an error's frames still hold."""
        with quiet_gdal():
            self.sink = None

    def __del__(self) -> None:
        self.close()


def _add_rows(opened: _OpenSink, outlines: Sequence[bytes], rows: Iterable[tuple]) -> bool:
    """Add features by changing one, which sinks copy; whether all were taken."""
    feature, geometry = QgsFeature(), QgsGeometry()
    new, flag = feature.id(), QgsFeatureSink.Flag.FastInsert
    for outline, row in zip(outlines, map(list, rows)):
        geometry.fromWkb(outline)
        feature.setGeometry(geometry)
        feature.setAttributes(row)
        feature.setId(new)
        # No name for the sink: an error would hold it, and so its file open.
        if not opened.sink.addFeature(feature, flag):
            return False
    return True


def _cause(text: str) -> str:
    """The cause in what QGIS says that OGR says; paths and commands of SQL stand before it."""
    cause = text.rpartition("(OGR error: ")[2].rstrip(".) \n").rpartition(": ")[2]
    # A word alone is the name of a table.
    return shorten(cause, _REASON_LENGTH, placeholder=" ...") if " " in cause else ""


def _with_place(value: object, place: str) -> object:
    """The value of a destination parameter with another place."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return place
    copy = QgsProcessingOutputLayerDefinition(value)
    copy.sink = QgsProperty.fromValue(place)
    return copy


def _rename_promise(context: QgsProcessingContext, before: str, after: str) -> None:
    """QGIS knows under its place the layer that it loads after the run."""
    promised = context.layersToLoadOnCompletion()
    if before in promised:
        promised[after] = promised.pop(before)
        context.setLayersToLoadOnCompletion(promised)
