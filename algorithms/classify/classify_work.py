"""Classifying rasters with one model, as the parameters of Classify Raster say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from ...core.class_maps.clean import clean_raster
from ...core.classes.legend import LegendClass
from ...core.classify.model import ClassifierModel
from ...core.classify.predict import ClassPredictor
from ...core.classify.raster import (
    ClassifiedRaster,
    bands_by_name,
    check_band_count,
    check_band_names,
    class_profile,
    classify_raster,
    share_outside,
)
from ...core.errors import ModelError
from ...core.files.staged import StagedFiles
from ...core.geotiff.write import check_target
from ...core.indices.record import read_record
from ...core.indices.request import IndexRequest, open_with_indices
from ...core.raster.info import RasterInfo
from ...core.raster.source import FileRasterSource, RasterSource
from ...core.run.batches import run_aside
from ..base.values import Values
from ..batch.read_images import ProductPath
from ..class_maps.clean_parameters import log_cleaned, read_clean_rule, wants_cleaning
from ..outputs.style_classes import finish_classified
from ..rasters.index_parameters import log_indices, names_of_all, read_index_request
from ..rasters.source import RasterInput
from .classify_parameters import BANDS, NODATA

MIN_CERTAINTY = "MIN_CERTAINTY"
UNCERTAIN = "UNCERTAIN"
_MANY = 0.2
# Of the work on one image, what classifying takes where the classes are cleaned as well.
_CLASSIFYING = 0.6


class ClassifyingWork:
    """Classifies rasters with one model, as the parameters say.

    Attributes:
        infos: of the rasters so far.
        legend: of the last of them.
    """

    def __init__(self, model: ClassifierModel, values: Values) -> None:
        self._model = model
        self._values = values
        self._indices = read_record(model.facts, model.bands)
        # What of the model's bands rasters have; the others are computed.
        self._measured = model
        if self._indices.names:
            measured = model.bands[: -len(self._indices.names)]
            self._measured = replace(model, bands=measured)
        self._told = read_index_request(values, self._indices.names)
        self._predictor: ClassPredictor | None = None
        self.infos: list[RasterInfo] = []
        self.legend: Sequence[LegendClass] = ()

    def classify(
        self,
        raster: RasterInput | ProductPath,
        output: str,
        shares: str,
        progress: Callable[[float], None],
        tags: Mapping[str, str] | None = None,
    ) -> ClassifiedRaster:
        """Classify one raster.

        Raises:
            ModelError: it does not fit the model.
            RasterError: it cannot be read, or the result not be written.
        """
        model, values = self._model, self._values
        is_cancelled = values.feedback.isCanceled
        with closing(self._open(raster)) as source:
            if not self.infos:
                log_indices(source, values)
            self.infos.append(source.info)
            _check_bands(model, source.info, values)
            outside = share_outside(source, model)
            if outside > _MANY:
                values.warn(
                    "{percent:.0f} % of the pixels of {raster} have values far from all that the "
                    "model was trained on; check that both are in the same units.",
                    percent=100 * outside,
                    raster=raster.name,
                )
            if self._predictor is None:
                self._predictor = run_aside(lambda: ClassPredictor(model), is_cancelled)
            found = self._classify_and_clean(source, output, shares, progress, tags or {})
        self.legend = found.legend
        finish_classified(values.context, output, found.legend)
        return found

    def _classify_and_clean(
        self,
        source: RasterSource,
        output: str,
        shares: str,
        progress: Callable[[float], None],
        tags: Mapping[str, str],
    ) -> ClassifiedRaster:
        values, is_cancelled = self._values, self._values.feedback.isCanceled
        rule = read_clean_rule(values, source.info) if wants_cleaning(values) else None
        share = 1.0 if rule is None else _CLASSIFYING
        check_target(output)
        staged, beside = StagedFiles(), StagedFiles()
        try:
            path = output if rule is None else str(staged.stage(output))
            if shares and rule is not None:
                # They are to be there together with the cleaned classes, or not at all.
                check_target(shares)
                shares = str(beside.stage(shares))
            found = classify_raster(
                source,
                self._model,
                path,
                shares or None,
                values.double(MIN_CERTAINTY),
                values.text(UNCERTAIN),
                values.optional_integer("WORKERS"),
                tags=tags,
                predictor=self._predictor,
                progress=lambda f: progress(share * f),
                is_cancelled=is_cancelled,
            )
            if rule is None:
                return found
            with closing(FileRasterSource(path)) as classes:
                cleaned = clean_raster(
                    classes,
                    class_profile(source.info, found.legend, self._model, tags),
                    output,
                    rule,
                    values.optional_integer("WORKERS"),
                    progress=lambda f: progress(share + (1 - share) * f),
                    is_cancelled=is_cancelled,
                )
            beside.commit()
        finally:
            staged.discard()
            beside.discard()
        log_cleaned(values, cleaned)
        return replace(found, counts={c.id: cleaned.counts.get(c.id, 0) for c in found.legend})

    def _open(self, raster: RasterInput | ProductPath) -> RasterSource:
        nodata = self._values.optional_double(NODATA)
        wanted = self._values.text(BANDS).strip()
        source = raster.open(wanted, nodata)
        numbers, has_all = self._choose(source.info, wanted)
        if has_all and numbers == wanted:
            return source
        info = source.info
        source.close()
        if has_all:
            return raster.open(numbers, nodata)
        if numbers != wanted:
            info = replace(info, bands=tuple(map(int, numbers.split(","))))
        check_band_count(self._measured, info)
        return open_with_indices(
            lambda bands: raster.open(bands, nodata),
            numbers,
            self._request(info.bands),
            names=names_of_all(raster),
        )

    def _choose(self, info: RasterInfo, wanted: str) -> tuple[str, bool]:
        """A list of the bands to read, and whether they are all of the model's, indices too.

        Bands of a raster that are called like indices of the model are taken as they are.
        """
        model = self._model
        is_plain = self._measured is model
        if wanted:
            return wanted, is_plain or len(info.bands) == len(model.bands)
        if info.descriptions in (model.bands, self._measured.bands):
            return wanted, info.descriptions == model.bands
        for each in (model,) if is_plain else (model, self._measured):
            bands = bands_by_name(each, info.descriptions)
            if bands is not None:
                numbers = ",".join(str(info.bands[b - 1]) for b in bands)
                self._values.info("Bands {numbers} are called like the model's.", numbers=numbers)
                return numbers, each is model
        return wanted, is_plain

    def _request(self, bands: Sequence[int]) -> IndexRequest:
        """The model's indices, of the bands that are the model's in a raster."""
        record, told = self._indices, self._told
        known = {meaning: bands[place] for meaning, place in record.places.items()}
        return IndexRequest(record.names, {**known, **told.meanings}, told.scale or record.scale)


def _check_bands(model: ClassifierModel, info: RasterInfo, values: Values) -> None:
    check_band_count(model, info)
    try:
        check_band_names(model, info)
    except ModelError as error:
        # Who names bands by number knows better what they are than their names do.
        if not values.text(BANDS).strip():
            raise
        values.warn(error.message)
