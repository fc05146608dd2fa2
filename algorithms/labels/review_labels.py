"""Review Labels."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsWkbTypes,
)

from ...core.doubt.embeddings import SCALINGS, UNIT
from ...core.doubt.report import write_confusion, write_review_report
from ...core.doubt.review import LabelReview, ReviewRequest, review_labels
from ...core.doubt.table import FIELDS, review_table
from ...core.files.whole import write_files
from ...core.message import Message
from ..base.algorithm import TilewrightAlgorithm
from ..base.dependencies import NEEDED, installation_help, missing_packages
from ..base.parameters import choices_help, enum_parameter, integer_parameter
from ..base.values import Values
from ..base.words import put_into_words, tr
from ..datasets.dataset_layers import DatasetLayers, read_dataset_layers
from ..inputs.layer_transform import crs_text
from ..outputs.style_on_load import style_on_load
from ..outputs.tiles import TileSink, layer_fields
from .style_doubt import style_doubt

INPUT = "INPUT"
INCLUDE_TEST = "INCLUDE_TEST"
MODEL = "MODEL"
OUTPUT = "OUTPUT"
REPORT = "REPORT"
CSV = "CSV"
CONFUSION = "CONFUSION"
_LARGEST = 2**32 - 1


class ReviewLabelsAlgorithm(TilewrightAlgorithm):
    """Finds labels of a dataset that its images speak against."""

    ID = "reviewlabels"
    NAME = "Review labels"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = ("labels", "errors", "noise", "doubt", "confident learning", "cleanlab", "quality")
    HELP = (
        "Finds labels that are probably wrong, the worst first. "
        "Quick classifiers are trained on the tiles of other places, in folds of blocks as Split "
        "Tiles cuts them, and say what each tile looks like; confident learning (Northcutt, Jiang "
        "and Chuang 2021) compares that with its class. Each tile gets a doubt from 0, its class "
        "is sure, to 1, another one is; the likely class; a rank; and a tile that looks the same "
        "and has another class. A warning tells where models do no better than guessing, or "
        "classes have too few tiles: doubts are not reliable there. Nothing in the dataset is "
        "changed. Needs the Python package scikit-learn."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFile(
                INPUT, tr("Dataset folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            "A folder that Export Tiles or Build Dataset wrote, whose tiles have one class each.",
        )
        self.add(
            QgsProcessingParameterBoolean(INCLUDE_TEST, tr("Judge the tiles of test too"), False),
            "Otherwise tiles of test are left out: who corrects their labels by what a model says "
            "measures later models by it. The log says how many there are.",
        )
        self.add(
            integer_parameter("FOLDS", "Folds", ReviewRequest.folds, 2, 100),
            "How many times classifiers are trained, each time without the tiles that they then "
            "judge. More take longer and have more tiles to learn from.",
            advanced=True,
        )
        self.add(
            integer_parameter("SEED", "Seed", ReviewRequest.seed, 0, _LARGEST),
            "Another number gives other blocks and trees, the same number the same ranks.",
            advanced=True,
        )
        self._add_model()
        self.add(
            QgsProcessingParameterFeatureSink(
                OUTPUT, tr("Labels by doubt"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tiles that were judged, the worst first, with the fields doubt, given, likely, "
            "rank, doubtful (1: confidently another class) and duplicate_of. Rank and doubt are "
            "NULL where no other place has the class.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT,
                tr("Report"),
                tr("HTML files (*.html)"),
                optional=True,
                createByDefault=False,
            ),
            "A page with pictures of the worst, a table of classes that are mistaken for each "
            "other, and images that look the same and have different classes.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                CSV,
                tr("Table of mistaken classes"),
                tr("CSV (*.csv)"),
                optional=True,
                createByDefault=False,
            ),
            "Judged tiles by the class that they have, a row each, and the likely one, a column "
            "each.",
        )
        self.addOutput(QgsProcessingOutputString(CONFUSION, tr("Mistaken classes, as JSON")))
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles judged")))
        self.addOutput(QgsProcessingOutputNumber("DOUBTFUL_COUNT", tr("Doubtful labels")))

    def _add_model(self) -> None:
        """A neural network of the user's."""
        self.add(
            QgsProcessingParameterFile(
                MODEL, tr("ONNX model for embeddings"), optional=True, fileFilter="ONNX (*.onnx)"
            ),
            "A neural network that turns an image into numbers, whose first output is used in the "
            "place of brightness, spread, texture and colours. Needs the Python package "
            "onnxruntime. Empty: no network.",
            advanced=True,
        )
        self.add(
            integer_parameter("MODEL_SIZE", "Size of the model's images (pixels)", None, 8, 4096),
            "Tiles are resampled to this width and height. Empty: what the model says, else 224.",
            advanced=True,
        )
        self.add(
            enum_parameter(
                "MODEL_SCALING", "Scaling for the model", SCALINGS, UNIT, is_optional=True
            ),
            choices_help(
                "UNIT: the range of whole numbers, such as 0 to 255, becomes 0 to 1. IMAGENET: "
                "then less the mean and by the spread of ImageNet's colours, as most public models "
                "of photographs were trained. NONE: values as they are.",
                SCALINGS,
            ),
            advanced=True,
        )

    def canExecute(self):
        missing = missing_packages((*NEEDED, "PIL", "sklearn"))
        return (False, installation_help(missing)) if missing else (True, "")

    def take_inputs(self, values: Values) -> None:
        self._report = values.output_page(REPORT)
        self._csv = values.output_file(CSV)

    def compute(self, values: Values) -> dict:
        layers = read_dataset_layers(Path(values.file(INPUT)), values.feedback.isCanceled)
        request = ReviewRequest(
            values.flag(INCLUDE_TEST),
            values.integer("FOLDS"),
            values.integer("SEED"),
            values.file(MODEL),
            values.optional_integer("MODEL_SIZE"),
            values.choice("MODEL_SCALING"),
        )
        review = review_labels(
            layers.dataset,
            crs_text(layers.crs),
            request,
            lambda share: values.feedback.setProgress(90 * share),
            values.feedback.isCanceled,
        )
        for note in review.notes:
            values.info(note)
        for warning in review.warnings:
            values.warn(warning)
        told = review.confusion()
        results = {
            CONFUSION: json.dumps(told, ensure_ascii=False),
            "TILE_COUNT": int(review.is_judged.sum()),
            "DOUBTFUL_COUNT": int(review.is_doubtful.sum()),
        }
        self._write_files(values, layers, review, results)
        sink_like = (QgsWkbTypes.Type.MultiPolygon, layers.crs)
        sink = TileSink(values, OUTPUT, layer_fields(FIELDS), sink_like)
        sink.write_table(review_table(layers.dataset.tiles, review))
        sink.close(is_tiles=False)
        style_on_load(values.context, sink.destination, style_doubt)
        return {OUTPUT: sink.destination, **results}

    def _write_files(
        self, values: Values, layers: DatasetLayers, review: LabelReview, results: dict
    ) -> None:
        if self._csv:
            write_files({Path(self._csv): write_confusion(review)})
            results[CSV] = self._csv
        if self._report is not None:
            name = layers.dataset.folder.name
            title = put_into_words(Message("Doubtful labels of {name}", name=name), {})
            page = write_review_report(title, layers.dataset, review, values.feedback.isCanceled)
            write_files({self._report: page})
            results[REPORT] = str(self._report)
