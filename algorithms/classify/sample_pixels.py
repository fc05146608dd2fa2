"""Sample Pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...core.classes.legend import LegendClass, format_legend
from ...core.errors import LayerError
from ...core.indices.source import info_of_file
from ...core.raster.fill import FillWatch
from ...core.raster.source import RasterSource
from ...core.run.batches import ignore_progress
from ...core.samples.labelled import PixelSampler
from ...core.samples.samples import PixelSamples
from ...core.samples.table import SEPARATORS, column_names, write_samples
from ...core.samples.thin import ThinningRule, thin_samples
from ...core.tiles.table import DOUBLE, INT, TEXT, Field
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..outputs.style_classes import style_points_on_load
from ..outputs.tiles import TileSink, layer_fields
from ..rasters.index_parameters import (
    add_index_parameters,
    log_indices,
    open_indexed,
    read_index_request,
)
from ..rasters.source import log_bands, read_raster_input
from ..rasters.warn_of_pixels import warn_of_fill
from .class_raster_labels import LabelRaster, add_label_raster
from .classify_parameters import (
    BANDS,
    LABELS,
    NODATA,
    SEED,
    add_class_parameters,
    add_nodata_parameter,
    add_sampling_parameters,
    check_rule,
    log_left_out,
    log_legend,
    log_stored_numbers,
    read_class_source,
    read_thinning_rule,
)
from .signatures import SignatureOutput, add_signatures

RASTER = "RASTER"
OUTPUT = "OUTPUT"
POINTS = "POINTS"


class SamplePixelsAlgorithm(TilewrightAlgorithm):
    """Writes band values and classes of the pixels in labelled polygons."""

    ID = "samplepixels"
    NAME = "Sample pixels"
    GROUP_ID = "classify"
    GROUP = "Classify"
    TAGS = ("sample", "training", "pixels", "classification", "csv", "polygons")
    HELP = (
        "Writes a table of the pixels in labelled polygons, at points or of a class raster, for "
        "training a classifier. "
        "A line a pixel: the value of each band as it is stored (a scale and an offset of the "
        "raster are not applied), then label, class_id, the number of the polygon, and the place "
        "of the pixel's centre. Pixels that two classes claim and pixels with nodata in any band "
        "are left out and counted. Classes are numbered by their sorted names unless a legend is "
        "given."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(RASTER, tr("Raster")), "The image to take values of."
        )
        add_class_parameters(self, "class")
        add_label_raster(self)
        self.add(
            QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
            "Numbers of the bands to take, in order, such as 3,2,1." + ALL_BANDS,
        )
        add_index_parameters(self)
        add_sampling_parameters(self)
        self.add(
            integer_parameter(SEED, "Seed", 0, 0),
            "Another number gives another random choice, the same one every time.",
            advanced=True,
        )
        self.add(
            enum_parameter("SEPARATOR", "Between values", tuple(SEPARATORS), "COMMA"),
            choices_help("What stands between two values of a line.", tuple(SEPARATORS)),
            advanced=True,
        )
        add_nodata_parameter(self)
        self.add(
            QgsProcessingParameterFileDestination(
                OUTPUT, tr("Table of samples"), fileFilter="CSV (*.csv)"
            ),
            "The CSV file to write.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                POINTS,
                tr("Points"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            ),
            "The samples as points with the same fields, for looking at them on the map.",
        )
        add_signatures(self)
        self.addOutput(QgsProcessingOutputNumber("SAMPLE_COUNT", tr("Samples")))
        self.addOutput(QgsProcessingOutputString("LEGEND", tr("Classes, as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._raster = read_raster_input(values, RASTER)
        self._class_raster = LabelRaster.read(values)
        if self._class_raster is None and not values.is_given(LABELS):
            raise LayerError("Give {LABELS} or {LABEL_RASTER}, which tell the classes of pixels.")
        self._signatures = SignatureOutput(values, {OUTPUT: values.output_file(OUTPUT)})

    def compute(self, values: Values) -> dict:
        nodata, request = values.optional_double(NODATA), read_index_request(values)
        opened = open_indexed(self._raster, values.text(BANDS), nodata, request)
        with closing(opened) as source:
            source.watch = FillWatch()
            log_bands([source.info], values)
            log_indices(source, values)
            log_stored_numbers(info_of_file(source), values)
            results = self._sample(source, values)
            warn_of_fill([source.watch], self._raster.name, values)
            return results

    def _sample(self, source: RasterSource, values: Values) -> dict:
        def progress(fraction: float) -> None:
            values.feedback.setProgress(100 * fraction)

        if self._class_raster is not None:
            labels = self._class_raster
            legend = labels.legend(values, ignore_progress)
            sampling = labels.sampler(values, source, self._raster.name, legend, progress)
            with sampling as (sampler, rule):
                return self._write(source, sampler, rule, legend, values)
        check_rule(values)
        classes = read_class_source(values, values.source(LABELS), self._raster, source)
        burner = classes.burner(values, source)
        sampler = PixelSampler(source, burner, progress, values.feedback.isCanceled)
        rule = read_thinning_rule(values, source.info)
        return self._write(source, sampler, rule, classes.legend, values)

    def _write(
        self,
        source: RasterSource,
        sampler: PixelSampler,
        rule: ThinningRule,
        legend: Sequence[LegendClass],
        values: Values,
    ) -> dict:
        batches = sampler.read()
        counts = sampler.counts
        if not rule.keeps_all:
            thinned = thin_samples(batches, rule, values.feedback.isCanceled)
            batches = [] if thinned is None else [thinned]
            counts = _count(thinned)
        bands = column_names(source.info.descriptions)
        output = values.output_file(OUTPUT)
        points = _PointSink(values, bands, legend, self._raster.crs)
        counted = self._signatures.passing(batches, bands, legend)
        separator = SEPARATORS[values.choice("SEPARATOR")]
        transform = source.info.transform
        count = write_samples(
            output,
            self._not_empty(points.passing(counted, transform), values),
            bands,
            legend,
            transform,
            separator,
        )
        points.close()
        style_points_on_load(values.context, points.destination, legend)
        log_legend(legend, counts, values)
        log_left_out(sampler, values)
        results = {
            OUTPUT: output,
            "SAMPLE_COUNT": count,
            "LEGEND": format_legend(legend),
            **self._signatures.write(self._raster.name),
        }
        if points.destination:
            results[POINTS] = points.destination
        return results

    def _not_empty(self, batches: Iterable[PixelSamples], values: Values) -> Iterator[PixelSamples]:
        """The batches; that there are none must be known before a file is written."""
        is_empty = True
        for batch in batches:
            is_empty = is_empty and not len(batch)
            yield batch
        if is_empty and self._class_raster is not None:
            raise LayerError(
                "No pixel of {raster} with values in all bands has a class in {layer}; check where "
                "the two lie, and their nodata values.",
                raster=self._raster.name,
                layer=self._class_raster.raster.name,
            )
        if is_empty:
            raise LayerError(
                "No pixel of {raster} with values in all bands has its centre in a polygon of "
                "{layer}; check where the polygons lie, their coordinate system, and the raster's "
                "nodata value. Polygons smaller than a pixel may hold no centre.",
                raster=self._raster.name,
                layer=values.source(LABELS).sourceName(),
            )


def _count(samples: PixelSamples | None) -> dict[int, int]:
    if samples is None:
        return {}
    ids = samples.class_ids.tolist()
    return {class_id: ids.count(class_id) for class_id in set(ids)}


class _PointSink:
    """The optional layer of points, filled while the table is written."""

    def __init__(
        self,
        values: Values,
        bands: Sequence[str],
        legend: Sequence[LegendClass],
        crs: QgsCoordinateReferenceSystem,
    ) -> None:
        fields = [Field(name, DOUBLE) for name in bands]
        fields += [Field("label", TEXT), Field("class_id", INT), Field("polygon", INT)]
        like = (QgsWkbTypes.Type.Point, crs)
        self._sink = TileSink(values, POINTS, layer_fields(fields), like)
        self._names = {c.id: c.name for c in legend}
        self.destination = self._sink.destination

    def passing(
        self, batches: Iterable[PixelSamples], transform: Sequence[float]
    ) -> Iterator[PixelSamples]:
        """The batches, each written to the layer in passing."""
        for batch in batches:
            if self._sink.is_wanted:
                self._sink.write(self._features(batch, transform))
            yield batch

    def _features(self, batch: PixelSamples, transform: Sequence[float]) -> list[QgsFeature]:
        features = []
        rows = zip(
            # By way of text: 0.007 as float32 would read 0.00700000022.
            batch.values.astype(str).astype(float).tolist(),
            batch.class_ids.tolist(),
            batch.polygons.tolist(),
            batch.places(transform).tolist(),
        )
        for values, class_id, polygon, place in rows:
            feature = QgsFeature(self._sink.fields)
            feature.setAttributes([*values, self._names[class_id], class_id, polygon])
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*place)))
            features.append(feature)
        return features

    def close(self) -> None:
        """Finish the layer."""
        self._sink.close(is_tiles=False)
