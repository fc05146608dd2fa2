"""Classify Raster."""

from __future__ import annotations

import json
from contextlib import closing

from qgis.core import (
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.classes.legend import format_legend
from ...core.classify.file import EXTENSION, read_model
from ...core.classify.model import ClassifierModel
from ...core.classify.raster import (
    ClassifiedRaster,
    bands_by_name,
    check_band_count,
    check_band_names,
    classify_raster,
    share_outside,
)
from ...core.errors import ModelError
from ...core.message import counted
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.style_classes import finish_classified
from ..rasters.source import RasterInput, log_bands, read_raster_input
from .classify_parameters import BANDS, NODATA, add_nodata_parameter

RASTER = "RASTER"
MODEL = "MODEL"
OUTPUT = "OUTPUT"
PROBABILITIES = "PROBABILITIES"
_MANY = 0.2


class ClassifyRasterAlgorithm(TilewrightAlgorithm):
    """Gives each pixel of a raster the class that a model finds."""

    ID = "classifyraster"
    NAME = "Classify raster"
    GROUP_ID = "classify"
    GROUP = "Classify"
    TAGS = ("classify", "land cover", "random forest", "k-means", "predict", "segmentation")
    HELP = (
        "Gives each pixel of a raster the class that a model finds, as a compressed GeoTIFF with "
        "the colours and names of the classes, and a QGIS style (.qml) beside it. "
        "0 is nodata: pixels with nodata in any band. The raster must have the model's bands. "
        "Works block by block on all cores, and needs no scikit-learn."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(QgsProcessingParameterRasterLayer(RASTER, tr("Raster")), "The image to classify.")
        self.add(
            QgsProcessingParameterFile(
                MODEL, tr("Model"), fileFilter=f"Model (*{EXTENSION});;All files (*.*)"
            ),
            "A model file that Train classifier wrote. It holds numbers and no code, so that one "
            "from a stranger is safe to open.",
        )
        self.add(
            QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
            "Numbers of the bands to take, in the order of the model's, such as 3,2,1. Empty: the "
            "bands that are called like the model's, else all but a band tagged as alpha.",
        )
        self.add(
            double_parameter("MIN_CERTAINTY", "Least certainty (%)", 0, 0, 100),
            "Pixels whose likeliest class is less likely than this get a class of their own. Not "
            "for K-means.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("UNCERTAIN", tr("Name of uncertain pixels"), "uncertain"),
            "The class of pixels below the least certainty. Its number follows the last one.",
            advanced=True,
        )
        self.add(
            integer_parameter("WORKERS", "Threads", least=1),
            "How many blocks are worked on at once. Empty: one a core.",
            advanced=True,
        )
        add_nodata_parameter(self)
        add_raster_output(self, OUTPUT, "Class raster", "The GeoTIFF of class numbers to write.")
        add_raster_output(
            self,
            PROBABILITIES,
            "Probabilities",
            "A second GeoTIFF, with a band a class: how likely it is, from 0 to 1. Not for "
            "K-means.",
            is_optional=True,
        )
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Pixels by class, as JSON")))
        self.addOutput(QgsProcessingOutputString("LEGEND", tr("Classes, as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._raster = read_raster_input(values, RASTER)

    def compute(self, values: Values) -> dict:
        model = read_model(values.file(MODEL))
        output, shares = read_raster_outputs(values, (OUTPUT, PROBABILITIES))
        with closing(self._open(model, values)) as source:
            log_bands([source.info], values)
            _check_bands(model, source.info, values)
            outside = share_outside(source, model)
            if outside > _MANY:
                values.warn(
                    "{percent:.0f} % of the pixels of {raster} have values far from all that the "
                    "model was trained on; check that both are in the same units.",
                    percent=100 * outside,
                    raster=self._raster.name,
                )
            found = classify_raster(
                source,
                model,
                output,
                shares or None,
                values.double("MIN_CERTAINTY"),
                values.text("UNCERTAIN"),
                values.optional_integer("WORKERS"),
                progress=lambda fraction: values.feedback.setProgress(100 * fraction),
                is_cancelled=values.feedback.isCanceled,
            )
        finish_classified(values.context, output, found.legend)
        _log_counts(found, values)
        results = {
            OUTPUT: output,
            "CLASS_COUNTS": json.dumps(
                {c.name: found.counts[c.id] for c in found.legend}, ensure_ascii=False
            ),
            "LEGEND": format_legend(found.legend),
        }
        if shares:
            results[PROBABILITIES] = shares
        return results

    def _open(self, model: ClassifierModel, values: Values) -> RasterSource:
        raster: RasterInput = self._raster
        nodata = values.optional_double(NODATA)
        wanted = values.text(BANDS).strip()
        source = raster.open(wanted, nodata)
        if wanted or source.info.descriptions == model.bands:
            return source
        bands = bands_by_name(model, source.info.descriptions)
        if bands is None:
            return source
        numbers = ",".join(str(source.info.bands[b - 1]) for b in bands)
        source.close()
        values.info("Bands {numbers} are called like the model's.", numbers=numbers)
        return raster.open(numbers, nodata)


def _check_bands(model: ClassifierModel, info: RasterInfo, values: Values) -> None:
    check_band_count(model, info)
    try:
        check_band_names(model, info)
    except ModelError as error:
        # Who names bands by number knows better what they are than their names do.
        if not values.text(BANDS).strip():
            raise
        values.warn(error.message)


def _log_counts(found: ClassifiedRaster, values: Values) -> None:
    total = max(1, sum(found.counts.values()))
    width = max(len(tr("class")), *(len(c.name) for c in found.legend))
    for c in found.legend:
        count = found.counts[c.id]
        values.row(f"{c.id:>6}  {c.name:<{width}}  {count:>12}  {100 * count / total:5.1f} %")
    if found.nodata_count:
        values.info(
            counted(found.nodata_count, "{count} pixel is nodata.", "{count} pixels are nodata.")
        )
