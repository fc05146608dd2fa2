"""Train Classifier."""

from __future__ import annotations

import json

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...core.classes.legend import format_legend
from ...core.classify.file import EXTENSION, write_model
from ...core.classify.methods import METHODS
from ...core.classify.report import check_report, report_paths, write_report
from ...core.classify.train import TrainingOptions, train_classifier
from ...core.errors import ModelError
from ...core.signatures.signatures import facts_of
from ..base.algorithm import TilewrightAlgorithm
from ..base.dependencies import NEEDED, installation_help, missing_packages
from ..base.output_paths import check_outputs
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..rasters.differences import add_differences_parameter
from ..rasters.index_parameters import INDICES, add_index_parameters
from ..rasters.raster_list import read_raster_list
from .class_raster_labels import LabelRaster, add_label_raster
from .classify_parameters import (
    BANDS,
    LABELS,
    add_class_parameters,
    add_nodata_parameter,
    add_sampling_parameters,
)
from .log_quality import log_quality
from .read_training import TrainingReader
from .signatures import log_near_pairs, training_signatures
from .train_parameters import (
    add_search_parameters,
    add_tree_parameters,
    add_weights,
    read_options,
)

RASTER = "RASTER"
SAMPLES = "SAMPLES"
OUTPUT = "OUTPUT"
REPORT = "REPORT"
# Of a run's progress, what reading samples takes.
_READING = 20


class TrainClassifierAlgorithm(TilewrightAlgorithm):
    """Trains a classifier and tells how good it is."""

    ID = "trainclassifier"
    NAME = "Train classifier"
    GROUP_ID = "classify"
    GROUP = "Classify"
    TAGS = (
        "train",
        "random forest",
        "support vector machine",
        "nearest neighbours",
        "k-means",
        "gradient boosting",
        "machine learning",
        "pixels",
    )
    HELP = (
        "Trains a classifier of pixels with scikit-learn: a random forest, gradient boosting, a "
        "support vector machine, nearest neighbours, or K-means clusters, which need no labels. "
        "Takes tables of samples, or rasters with labelled polygons, points or a class raster. The "
        "quality is measured on polygons that were held out whole; the report shows it with the "
        "importance of each band. "
        "Clusters are numbered by ascending brightness, the mean of their bands. The model file "
        "holds numbers and no code, and needs no scikit-learn when it is used."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                SAMPLES, tr("Tables of samples"), QgsProcessing.SourceType.TypeFile, optional=True
            ),
            "CSV files that Sample pixels wrote, one an image. Give these, or rasters.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                RASTER, tr("Rasters"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            "One or more images to take samples of, instead of tables.",
        )
        add_class_parameters(self)
        add_label_raster(self)
        self.add(
            QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
            "Numbers of the bands to train on, in order, such as 3,2,1."
            + ALL_BANDS
            + " Of tables all columns of values are taken.",
        )
        add_index_parameters(self)
        self.add(
            enum_parameter(
                "METHOD",
                "Method",
                list(METHODS),
                TrainingOptions.method,
                titles={name: method.title for name, method in METHODS.items()},
            ),
            choices_help(
                " ".join(f"{method.name}: {method.help}" for method in METHODS.values()), METHODS
            ),
        )
        self.add(
            integer_parameter("CLASSES", "Clusters, for KMEANS", 5, 2),
            "How many clusters to make. A REPORT shows which numbers suit the image, and takes "
            "longer. Used by KMEANS only.",
        )
        add_search_parameters(self)
        add_tree_parameters(self)
        add_sampling_parameters(self)
        self.add(
            integer_parameter("PIXELS", "Pixels of an image, for KMEANS", 50000, 10),
            "Pixels drawn from each raster when no polygons are given. Used by KMEANS only.",
            advanced=True,
        )
        add_differences_parameter(self)
        add_weights(self)
        add_nodata_parameter(self)
        self.add(
            QgsProcessingParameterFileDestination(
                OUTPUT, tr("Model"), fileFilter=f"Model (*{EXTENSION})"
            ),
            "The model file to write, for Classify raster.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT, tr("Report"), fileFilter="HTML (*.html)", optional=True
            ),
            "The page to write with the quality and pictures of it. The same in numbers goes to a "
            "file beside it that ends in .json.",
        )
        self.addOutput(QgsProcessingOutputFile("REPORT_JSON", tr("Report as JSON")))
        self.addOutput(QgsProcessingOutputNumber("SAMPLE_COUNT", tr("Samples")))
        self.addOutput(QgsProcessingOutputNumber("ACCURACY", tr("Accuracy on held-out polygons")))
        self.addOutput(QgsProcessingOutputString("UNMEASURED", tr("Classes not measured, as JSON")))
        self.addOutput(QgsProcessingOutputString("LEGEND", tr("Classes, as JSON")))

    def canExecute(self):
        missing = missing_packages((*NEEDED, "sklearn"))
        return (False, installation_help(missing)) if missing else (True, "")

    def take_inputs(self, values: Values) -> None:
        self._rasters = read_raster_list(values, (RASTER, ""))
        self._tables = [path for path in values.files(SAMPLES) if path]
        self._class_raster = LabelRaster.read(values)
        self._model = values.output_file(OUTPUT)
        self._report = None
        if values.is_given(REPORT):
            page, numbers = report_paths(values.output_file(REPORT))
            self._report = page
            written = {OUTPUT: self._model, REPORT: str(page), "REPORT_JSON": str(numbers)}
            check_outputs(written, [*self._tables, *(r.path for r in self._rasters)])
            check_report(page)

    def compute(self, values: Values) -> dict:
        options = read_options(values)
        if bool(self._rasters) == bool(self._tables):
            raise ModelError("Give either {SAMPLES} or {RASTER}; both or none of them are given.")
        self._warn_of_unused(values, options)
        reader = TrainingReader(values, options, _READING, self._class_raster)
        inputs = (
            reader.read_tables(self._tables) if self._tables else reader.read_rasters(self._rasters)
        )

        def progress(fraction: float) -> None:
            values.feedback.setProgress(_READING + (100 - _READING) * fraction)

        model, quality = train_classifier(
            inputs.data,
            inputs.bands,
            inputs.legend,
            options,
            inputs.names,
            indices=inputs.indices,
            progress=progress,
            is_cancelled=values.feedback.isCanceled,
            has_curves=self._report is not None,
        )
        write_model(self._model, model)
        results = {
            OUTPUT: self._model,
            "SAMPLE_COUNT": len(inputs.data),
            "LEGEND": format_legend(model.legend),
        }
        if self._report is not None:
            signatures = training_signatures(inputs, options)
            results[REPORT], results["REPORT_JSON"] = write_report(
                self._report, model, quality, signatures
            )
            if signatures is not None:
                log_near_pairs(facts_of(signatures), values)
        log_quality(quality, values)
        held_out = quality.get("held_out")
        if held_out and held_out["accuracy"] is not None:
            results["ACCURACY"] = held_out["accuracy"]
        if held_out:
            results["UNMEASURED"] = json.dumps(held_out["untested"], ensure_ascii=False)
        return results

    def _warn_of_unused(self, values: Values, options: TrainingOptions) -> None:
        if self._tables and values.is_given(LABELS):
            values.warn("{SAMPLES} hold their classes, so {LABELS} are not used.")
        if self._tables and self._class_raster is not None:
            values.warn("{SAMPLES} hold their classes, so {LABEL_RASTER} is not used.")
        if self._tables and values.is_given(INDICES):
            values.warn(
                "{SAMPLES} hold the values of their pixels, so {INDICES} are not computed; give "
                "them to Sample Pixels."
            )
        if options.search and not (METHODS[options.method].needs_labels and options.folds >= 2):
            values.warn(
                "{SEARCH} compares settings on held-out polygons: it needs 2 {FOLDS} or more, and "
                "a {METHOD} that learns from labels. Nothing is searched."
            )
        if options.folds == 1:
            values.warn("{FOLDS} is 1, which leaves nothing to train on: nothing is measured.")
