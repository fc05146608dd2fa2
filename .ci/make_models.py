"""Write the model files of the examples, for the graphical modeler.

Usage: make_models.py [FOLDER]   (FOLDER: where the examples are, default this checkout's)

Needs the Python that QGIS is bound to. The same bytes every time.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

# Before Qt is loaded: it decides the order of attributes in XML, which is random otherwise.
os.environ["QT_HASH_SEED"] = "0"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsExpression,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF, QSizeF  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
GROUP = "Tilewright examples"

# The plan of a model: steps one below the other; left of each what it takes and a note; the raster
# on top and the export at the lower right, so that no link runs across a box.
LEFT_X, STEPS_X, EXPORT_X = 160, 570, 1000
TOP, LINE, GAP = 60, 50, 120
RASTER_SHIFT, STEP_SHIFT = 50, -35
STEP_SIZE, INPUT_SIZE, NOTE_SIZE = QSizeF(220, 44), QSizeF(230, 36), QSizeF(230, 62)
NOTE_COLOR = QColor("#fff7cc")


@dataclass(frozen=True)
class Input:
    """What the user of a model fills in."""

    parameter: object
    help: str


@dataclass(frozen=True)
class Shown:
    """An output of a step that the model's user gets, besides what the last step writes."""

    name: str
    title: str
    output: str
    help: str


@dataclass(frozen=True)
class Step:
    """One algorithm of a model; its values are constants, ``Given`` or ``Made``."""

    key: str
    algorithm: str
    title: str
    note: str
    values: dict
    shown: Shown | None = None


@dataclass(frozen=True)
class Given:
    """The value of a model's input."""

    name: str


@dataclass(frozen=True)
class Made:
    """An output of an earlier step."""

    key: str
    output: str


DATASET = Shown(
    "dataset",
    "Dataset folder",
    "OUTPUT",
    "A new or empty folder for the images and their tables.",
)


class ModelMaker:
    """Builds a model of steps, of which the last is the export, and lays it out."""

    def __init__(self, name: str, help_text: str, inputs: list[Input], steps: list[Step]) -> None:
        self._model = QgsProcessingModelAlgorithm(name, GROUP)
        self._help = {"ALG_DESC": help_text, "ALG_CREATOR": "Tilewright contributors"}
        self._inputs = {item.parameter.name(): item for item in inputs}
        waiting = list(self._inputs)
        self._add_input(waiting.pop(0), STEPS_X + RASTER_SHIFT, TOP)
        y = TOP
        for row, step in enumerate(steps):
            own = [name for name in waiting if Given(name) in step.values.values()]
            y += GAP + LINE * max(0, len(own) - 1)
            for line, name in enumerate(reversed(own)):
                self._add_input(name, LEFT_X, y - 40 - LINE * line)
                waiting.remove(name)
            self._add_step(step, EXPORT_X if step is steps[-1] else STEPS_X + row * STEP_SHIFT, y)
            if step.shown:
                self._add_output(step, step.shown, EXPORT_X, y)
            y += LINE
        self._add_output(steps[-1], DATASET, EXPORT_X, y + LINE)
        self._model.setParameterOrder(list(self._inputs))
        self._model.setHelpContent(self._help)

    def write(self, path: Path) -> None:
        """Write the model, which must be one that QGIS finds no fault with."""
        is_valid, faults = self._model.validate()
        if not is_valid:
            sys.exit(f"{path.name}: {'; '.join(faults)}")
        if not self._model.toFile(str(path)):
            sys.exit(f"{path} could not be written.")

    def _add_input(self, name: str, x: float, y: float) -> None:
        item = self._inputs[name]
        item.parameter.setHelp(item.help)
        self._help[name] = item.help
        component = QgsProcessingModelParameter(name)
        component.setDescription(item.parameter.description())
        _place(component, x, y, INPUT_SIZE)
        self._model.addModelParameter(item.parameter, component)

    def _add_step(self, step: Step, x: float, y: float) -> None:
        child = QgsProcessingModelChildAlgorithm(step.algorithm)
        child.setChildId(step.key)
        child.setDescription(step.title)
        _place(child, x, y, STEP_SIZE)
        child.comment().setDescription(step.note)
        child.comment().setColor(NOTE_COLOR)
        note_x = LEFT_X if x <= STEPS_X else x + LEFT_X - STEPS_X
        _place(child.comment(), note_x, y + 30, NOTE_SIZE)
        for name, value in {**_defaults(child.algorithm()), **step.values}.items():
            values = value if isinstance(value, list) else [value]
            child.addParameterSources(name, [self._source(v) for v in values])
        self._model.addChildAlgorithm(child)

    def _source(self, value) -> QgsProcessingModelChildParameterSource:
        make = QgsProcessingModelChildParameterSource
        if isinstance(value, Made):
            return make.fromChildOutput(value.key, value.output)
        if not isinstance(value, Given):
            return make.fromStaticValue(value)
        default = self._inputs[value.name].parameter.defaultValue()
        if default is None:
            return make.fromModelParameter(value.name)
        # An input that is left out outside the dialogs is NULL to QGIS 3.22, whatever its default.
        quoted = QgsExpression.quotedValue(default)
        return make.fromExpression(f"coalesce(@{value.name}, {quoted})")

    def _add_output(self, step: Step, shown: Shown, x: float, y: float) -> None:
        output = QgsProcessingModelOutput(shown.name, shown.title)
        output.setChildId(step.key)
        output.setChildOutputName(shown.output)
        output.setMandatory(step.shown is None)
        _place(output, x, y, INPUT_SIZE)
        self._help[shown.name] = shown.help
        self._model.childAlgorithm(step.key).setModelOutputs({shown.name: output})
        self._model.updateDestinationParameters()


def _place(component, x: float, y: float, size: QSizeF) -> None:
    component.setPosition(QPointF(x, y))
    component.setSize(size)


def _defaults(algorithm) -> dict:
    """What the modeler's dialog would store: the defaults of all that may not be empty."""
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    return {
        definition.name(): definition.defaultValue()
        for definition in algorithm.parameterDefinitions()
        if not definition.flags() & optional and definition.defaultValue() is not None
    }


def polygons(name: str, label: str) -> QgsProcessingParameterFeatureSource:
    return QgsProcessingParameterFeatureSource(
        name, label, [QgsProcessing.SourceType.TypeVectorPolygon]
    )


def points(name: str, label: str) -> QgsProcessingParameterFeatureSource:
    return QgsProcessingParameterFeatureSource(
        name, label, [QgsProcessing.SourceType.TypeVectorPoint]
    )


def number(name, label, is_integer, default, least, greatest=None) -> QgsProcessingParameterNumber:
    kind = QgsProcessingParameterNumber.Type
    parameter = QgsProcessingParameterNumber(
        name, label, kind.Integer if is_integer else kind.Double, default, minValue=least
    )
    if greatest is not None:
        parameter.setMaximum(greatest)
    return parameter


RASTER = QgsProcessingParameterRasterLayer
FIELD = QgsProcessingParameterField


def foz_model() -> ModelMaker:
    """Grid, points to leave out, labels, images."""
    inputs = [
        Input(RASTER("RASTER", "Raster"), "The image to cut into tiles, for example foz.tif."),
        Input(
            number("TILE_SIZE", "Tile size (pixels)", True, 64, 1),
            "Width and height of a tile in pixels of the raster.",
        ),
        Input(
            points("LEAVE_OUT", "Points on tiles to leave out"),
            "Tiles that hold such a point are left out, for example leave_out.geojson.",
        ),
        Input(
            polygons("LABELS", "Label polygons"),
            "Polygons of built-up areas, for example urban.geojson.",
        ),
        Input(
            FIELD("LABEL_FIELD", "Field with the class", "class", "LABELS"),
            "The field of the label layer that names the class.",
        ),
    ]
    steps = [
        Step(
            "grid",
            "tilewright:createtilegrid",
            "Create tile grid",
            "Whole tiles only, and none with empty (zero) pixels: the raster does not declare "
            "them as nodata.",
            {
                "INPUT": Given("RASTER"),
                "TILE_SIZE": Given("TILE_SIZE"),
                "EDGE": "DROP",
                "MIN_VALID": 100,
                "NODATA": 0,
            },
        ),
        Step(
            "marks",
            "tilewright:maskcloudpoints",
            "Leave out marked tiles",
            "A point on a tile takes it out of the dataset.",
            {"INPUT": Made("grid", "OUTPUT"), "CLOUDS": Given("LEAVE_OUT")},
        ),
        Step(
            "labels",
            "tilewright:joinlabels",
            "Join labels to tiles",
            "A tile that touches a polygon gets its class, any other becomes non_urban.",
            {
                "INPUT": Made("marks", "OUTPUT"),
                "LABELS": Given("LABELS"),
                "LABEL_FIELD": Given("LABEL_FIELD"),
                "OTHER_LABEL": "non_urban",
            },
        ),
        Step(
            "export",
            "tilewright:exporttiles",
            "Export tiles",
            "Writes JPEG images in a folder a class. Tiles that the steps above rejected are "
            "listed in tiles.gpkg.",
            {
                "RASTER": Given("RASTER"),
                "TILES": Made("labels", "OUTPUT"),
                "LABEL_FIELD": "label",
                "NODATA": 0,
                "REJECTED_TILES": [Made("grid", "REJECTED"), Made("marks", "REJECTED")],
            },
        ),
    ]
    return ModelMaker(
        "Tiles of a city",
        "Turns an image and polygons of built-up areas into a dataset of labelled image tiles, "
        "in the steps of Build dataset: tile grid, points to leave out, labels, images. Made for "
        "the files of examples/foz.",
        inputs,
        steps,
    )


def clouds_model() -> ModelMaker:
    """Grid, cloud points, cloud mask, labels, images."""
    inputs = [
        Input(RASTER("RASTER", "Raster"), "The image to cut into tiles, for example scene.tif."),
        Input(
            number("TILE_SIZE", "Tile size (pixels)", True, 16, 1),
            "Width and height of a tile in pixels of the raster.",
        ),
        Input(
            points("CLOUDS", "Cloud points"),
            "Points on clouds and shadows that the quality band misses, for example "
            "cloud_points.geojson.",
        ),
        Input(
            RASTER("QUALITY", "Quality band"),
            "A raster whose bits tell clouds, for example quality.tif.",
        ),
        Input(
            QgsProcessingParameterString("BITS", "Cloudy bits", "14-15=3"),
            "14-15=3 is high cloud confidence in the quality band of Landsat images from before "
            "the collections; 3 or 4 are cloud and shadow in later ones.",
        ),
        Input(
            number("MAX_CLOUD", "Largest cloudy share (%)", False, 5, 0, 100),
            "Tiles with a larger share of cloudy pixels are left out.",
        ),
        Input(
            polygons("LABELS", "Label polygons"),
            "Polygons of land cover, for example land.geojson.",
        ),
        Input(
            FIELD("LABEL_FIELD", "Field with the class", "class", "LABELS"),
            "The field of the label layer that names the class.",
        ),
    ]
    steps = [
        Step(
            "grid",
            "tilewright:createtilegrid",
            "Create tile grid",
            "Whole tiles only.",
            {"INPUT": Given("RASTER"), "TILE_SIZE": Given("TILE_SIZE"), "EDGE": "DROP"},
        ),
        Step(
            "marks",
            "tilewright:maskcloudpoints",
            "Mask clouds by points",
            "A point on a tile takes it out: thick clouds and shadows that the quality band "
            "misses.",
            {"INPUT": Made("grid", "OUTPUT"), "CLOUDS": Given("CLOUDS")},
        ),
        Step(
            "mask",
            "tilewright:maskcloudraster",
            "Mask clouds by quality band",
            "The share of cloudy pixels goes to the field cloud_pct; tiles with too much of it "
            "are left out.",
            {
                "INPUT": Made("marks", "OUTPUT"),
                "MASK": Given("QUALITY"),
                "BITS": Given("BITS"),
                "MAX_CLOUD": Given("MAX_CLOUD"),
            },
        ),
        Step(
            "labels",
            "tilewright:joinlabels",
            "Join labels to tiles",
            "The class that covers at least half of the tile. The polygons are a few clear "
            "examples, so all other tiles are left out.",
            {
                "INPUT": Made("mask", "OUTPUT"),
                "LABELS": Given("LABELS"),
                "LABEL_FIELD": Given("LABEL_FIELD"),
                "PREDICATE": "COVERAGE",
                "MIN_COVERAGE": 50,
            },
        ),
        Step(
            "export",
            "tilewright:exporttiles",
            "Export tiles",
            "Writes JPEG images in a folder a class. Tiles that the steps above rejected are "
            "listed in tiles.gpkg.",
            {
                "RASTER": Given("RASTER"),
                "TILES": Made("labels", "OUTPUT"),
                "LABEL_FIELD": "label",
                "REJECTED_TILES": [
                    Made(key, "REJECTED") for key in ("grid", "marks", "mask", "labels")
                ],
            },
        ),
    ]
    return ModelMaker(
        "Cloudless tiles of land cover",
        "Turns an image, its quality band, cloud points and polygons of land cover into a dataset "
        "of labelled image tiles without clouds, in the steps of Build dataset. Made for the files "
        "of examples/clouds.",
        inputs,
        steps,
    )


def land_cover_model() -> ModelMaker:
    """Samples, classifier, class raster, grid, labels, images."""
    inputs = [
        Input(RASTER("RASTER", "Raster"), "The image to classify, for example foz.tif."),
        Input(
            polygons("LABELS", "Sample polygons"),
            "A few polygons of each class, for example land_cover.geojson.",
        ),
        Input(
            FIELD("LABEL_FIELD", "Field with the class", "class", "LABELS"),
            "The field of the polygons that names the class.",
        ),
        Input(
            number("TILE_SIZE", "Tile size (pixels)", True, 32, 1),
            "Width and height of a tile in pixels of the raster.",
        ),
    ]
    steps = [
        Step(
            "samples",
            "tilewright:samplepixels",
            "Sample pixels",
            "Values and classes of the pixels in the polygons, at most 1000 of each class.",
            {
                "RASTER": Given("RASTER"),
                "LABELS": Given("LABELS"),
                "LABEL_FIELD": Given("LABEL_FIELD"),
                "MAX_PER_CLASS": 1000,
                "NODATA": 0,
            },
        ),
        Step(
            "train",
            "tilewright:trainclassifier",
            "Train classifier",
            "A random forest. The report tells how good it is on polygons that were held out.",
            {"SAMPLES": [Made("samples", "OUTPUT")]},
            Shown("report", "Report", "REPORT", "The page that tells how good the classes are."),
        ),
        Step(
            "classify",
            "tilewright:classifyraster",
            "Classify raster",
            "Gives every pixel a class, in the colours of the polygons.",
            {"RASTER": Given("RASTER"), "MODEL": Made("train", "OUTPUT"), "NODATA": 0},
            Shown("classes", "Class raster", "OUTPUT", "The raster of classes."),
        ),
        Step(
            "grid",
            "tilewright:createtilegrid",
            "Create tile grid",
            "Whole tiles without empty pixels.",
            {
                "INPUT": Given("RASTER"),
                "TILE_SIZE": Given("TILE_SIZE"),
                "EDGE": "DROP",
                "MIN_VALID": 100,
                "NODATA": 0,
            },
        ),
        Step(
            "labels",
            "tilewright:joinlabels",
            "Join labels to tiles",
            "The class that covers at least 80 % of a tile. Tiles of mixed classes are left out.",
            {
                "INPUT": Made("grid", "OUTPUT"),
                "LABEL_RASTER": Made("classify", "OUTPUT"),
                "PREDICATE": "COVERAGE",
                "MIN_COVERAGE": 80,
            },
        ),
        Step(
            "export",
            "tilewright:exporttiles",
            "Export tiles",
            "Writes JPEG images in a folder a class. Tiles that the steps above rejected are "
            "listed in tiles.gpkg.",
            {
                "RASTER": Given("RASTER"),
                "TILES": Made("labels", "OUTPUT"),
                "LABEL_FIELD": "label",
                "NODATA": 0,
                "REJECTED_TILES": [Made("grid", "REJECTED"), Made("labels", "REJECTED")],
            },
        ),
    ]
    return ModelMaker(
        "Land cover and its tiles",
        "Learns classes from a few polygons, classifies the whole image, and turns it into a "
        "dataset of labelled image tiles. Made for the files of examples/foz.",
        inputs,
        steps,
    )


def start_qgis(root: Path) -> QgsApplication:
    """A QGIS without a window that knows Tilewright's algorithms, from the checkout."""
    application = QgsApplication([], True)
    application.initQgis()
    spec = importlib.util.spec_from_file_location(
        "tilewright", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    sys.modules["tilewright"] = importlib.util.module_from_spec(spec)
    from tilewright.algorithms.provider import TilewrightProvider

    application.provider = TilewrightProvider()
    QgsApplication.processingRegistry().addProvider(application.provider)
    return application


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples"
    application = start_qgis(ROOT)
    for name, make in (
        ("foz/foz", foz_model),
        ("foz/land_cover", land_cover_model),
        ("clouds/clouds", clouds_model),
    ):
        path = folder / f"{name}.model3"
        make().write(path)
        print(path)
    application.exitQgis()


if __name__ == "__main__":
    main()
