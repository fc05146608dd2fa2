"""Train Classifier."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
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
from ...core.message import name_in_list
from ..base.algorithm import TilewrightAlgorithm
from ..base.dependencies import NEEDED, installation_help, missing_packages
from ..base.output_paths import check_outputs
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..rasters.differences import add_differences_parameter
from ..rasters.raster_list import read_raster_list
from .classify_parameters import (
    BANDS,
    LABELS,
    SEED,
    add_class_parameters,
    add_nodata_parameter,
    add_sampling_parameters,
)
from .read_training import TrainingReader

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
    TAGS = ("train", "random forest", "k-means", "gradient boosting", "machine learning", "pixels")
    HELP = (
        "Trains a classifier of pixels with scikit-learn: a random forest, gradient boosting, or "
        "K-means clusters, which need no labels. "
        "Takes tables of samples, or rasters and labelled polygons. The quality is measured on "
        "polygons that were held out whole; the report shows it with the importance of each band. "
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
        add_class_parameters(self, optional=True)
        self.add(
            QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
            "Numbers of the bands to train on, in order, such as 3,2,1."
            + ALL_BANDS
            + " Of tables all columns of values are taken.",
        )
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
        self._add_tree_parameters()
        add_sampling_parameters(self)
        self.add(
            integer_parameter("PIXELS", "Pixels of an image, for KMEANS", 50000, 10),
            "Pixels drawn from each raster when no polygons are given. Used by KMEANS only.",
            advanced=True,
        )
        add_differences_parameter(self)
        self._add_weights()
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
        self.addOutput(QgsProcessingOutputString("LEGEND", tr("Classes, as JSON")))

    def _add_tree_parameters(self) -> None:
        self.add(
            integer_parameter("TREES", "Trees", 100, 1, 10000),
            "Trees of a forest, or rounds of boosting. More are slower, and seldom worse.",
            advanced=True,
        )
        self.add(
            integer_parameter("MAX_DEPTH", "Most levels of a tree", least=1),
            "Most questions that a tree asks of a pixel. Empty: no limit.",
            advanced=True,
        )
        self.add(
            integer_parameter("MIN_LEAF", "Least samples in a leaf", 1, 1),
            "More give smaller trees that follow single samples less. Boosting takes 20 when this "
            "is 1.",
            advanced=True,
        )
        self.add(
            double_parameter("LEARNING_RATE", "Learning rate, for boosting", 0.1, 0.001, 1, 3),
            "How much each round mends. Smaller needs more trees. Used by GRADIENT_BOOSTING only.",
            advanced=True,
        )
        self.add(
            integer_parameter("FOLDS", "Parts for measuring quality", 5, 0, 50),
            "Polygons are dealt to this many parts; each part is classified by a classifier that "
            "was trained on the others. 0 measures nothing and is faster.",
            advanced=True,
        )

    def _add_weights(self) -> None:
        """What counts how much, and the seed."""
        self.add(
            QgsProcessingParameterBoolean("BALANCE_IMAGES", tr("Images weigh the same"), True),
            "Whether each image weighs the same, however many samples it has.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("BALANCE_CLASSES", tr("Classes weigh the same"), False),
            "Whether each class weighs the same, however many samples it has. Finds rare classes "
            "more often, and takes others for them more often.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("STANDARDIZE", tr("Scale bands, for KMEANS"), True),
            "Whether each band counts the same, whatever its range. Used by KMEANS only.",
            advanced=True,
        )
        self.add(
            integer_parameter(SEED, "Seed", 0, 0),
            "Another number gives another random choice, the same one every time.",
            advanced=True,
        )

    def canExecute(self):
        missing = missing_packages((*NEEDED, "sklearn"))
        return (False, installation_help(missing)) if missing else (True, "")

    def take_inputs(self, values: Values) -> None:
        self._rasters = read_raster_list(values, (RASTER, ""))
        self._tables = [path for path in values.files(SAMPLES) if path]
        self._model = values.output_file(OUTPUT)
        self._report = None
        if values.is_given(REPORT):
            page, numbers = report_paths(values.output_file(REPORT))
            self._report = page
            written = {OUTPUT: self._model, REPORT: str(page), "REPORT_JSON": str(numbers)}
            check_outputs(written, [*self._tables, *(r.path for r in self._rasters)])
            check_report(page)

    def compute(self, values: Values) -> dict:
        options = _read_options(values)
        if bool(self._rasters) == bool(self._tables):
            raise ModelError("Give either {SAMPLES} or {RASTER}; both or none of them are given.")
        self._warn_of_unused(values, options)
        reader = TrainingReader(values, options, _READING)
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
            results[REPORT], results["REPORT_JSON"] = write_report(self._report, model, quality)
        _log_quality(quality, values)
        held_out = quality.get("held_out")
        if held_out and held_out["accuracy"] is not None:
            results["ACCURACY"] = held_out["accuracy"]
        return results

    def _warn_of_unused(self, values: Values, options: TrainingOptions) -> None:
        if self._tables and values.is_given(LABELS):
            values.warn("{SAMPLES} hold their classes, so {LABELS} are not used.")
        if options.folds == 1:
            values.warn("{FOLDS} is 1, which leaves nothing to train on: nothing is measured.")


def _read_options(values: Values) -> TrainingOptions:
    return TrainingOptions(
        method=values.choice("METHOD"),
        clusters=values.integer("CLASSES"),
        trees=values.integer("TREES"),
        max_depth=values.optional_integer("MAX_DEPTH"),
        min_leaf=values.integer("MIN_LEAF"),
        learning_rate=values.double("LEARNING_RATE"),
        folds=values.integer("FOLDS"),
        balance_images=values.flag("BALANCE_IMAGES"),
        balance_classes=values.flag("BALANCE_CLASSES"),
        standardize=values.flag("STANDARDIZE"),
        seed=values.integer(SEED),
    )


def _log_quality(quality: dict, values: Values) -> None:
    held_out = quality.get("held_out")
    if held_out and held_out["untested"]:
        values.warn(
            "The quality of {classes} is not measured: a class needs two polygons or more, so "
            "that one can be held out.",
            classes=", ".join(map(name_in_list, held_out["untested"])),
        )
    if held_out and held_out["accuracy"] is not None:
        values.info(
            "Accuracy on held-out polygons: {percent:.1f} %.",
            percent=100 * held_out["accuracy"],
        )
    if quality.get("out_of_bag") is not None:
        values.info(
            "Out-of-bag accuracy: {percent:.1f} %. It is too high where neighbouring pixels are "
            "alike.",
            percent=100 * quality["out_of_bag"],
        )
