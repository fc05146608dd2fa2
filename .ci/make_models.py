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

# The plan of a model: steps one below the other, inputs left of the step that takes them.
INPUTS_X, STEPS_X, NOTES_X = 160, 560, 900
TOP, ROW = 80, 160
STEP_SIZE, INPUT_SIZE, NOTE_SIZE = QSizeF(260, 46), QSizeF(220, 36), QSizeF(270, 84)
NOTE_COLOR = QColor("#fff7cc")


@dataclass(frozen=True)
class Input:
    """What the user of a model fills in; ``row`` is the row of the step that takes it."""

    parameter: object
    help: str
    row: float


@dataclass(frozen=True)
class Step:
    """One algorithm of a model; its values are constants, ``Given`` or ``Made``."""

    key: str
    algorithm: str
    title: str
    note: str
    values: dict


@dataclass(frozen=True)
class Given:
    """The value of a model's input."""

    name: str


@dataclass(frozen=True)
class Made:
    """An output of an earlier step."""

    key: str
    output: str


class ModelMaker:
    """Builds a model whose steps stand one below the other."""

    def __init__(self, name: str, help_text: str, inputs: list[Input], steps: list[Step]) -> None:
        self._model = QgsProcessingModelAlgorithm(name, GROUP)
        self._help = {"ALG_DESC": help_text, "ALG_CREATOR": "Tilewright contributors"}
        for item in inputs:
            self._add_input(item)
        for row, step in enumerate(steps):
            self._add_step(step, row, is_last=row == len(steps) - 1)
        self._model.setParameterOrder([item.parameter.name() for item in inputs])
        self._model.setHelpContent(self._help)

    def write(self, path: Path) -> None:
        """Write the model, which must be one that QGIS finds no fault with."""
        is_valid, faults = self._model.validate()
        if not is_valid:
            sys.exit(f"{path.name}: {'; '.join(faults)}")
        if not self._model.toFile(str(path)):
            sys.exit(f"{path} could not be written.")

    def _add_input(self, item: Input) -> None:
        name = item.parameter.name()
        item.parameter.setHelp(item.help)
        self._help[name] = item.help
        component = QgsProcessingModelParameter(name)
        component.setDescription(item.parameter.description())
        component.setPosition(QPointF(INPUTS_X, TOP + item.row * ROW))
        component.setSize(INPUT_SIZE)
        self._model.addModelParameter(item.parameter, component)

    def _add_step(self, step: Step, row: int, is_last: bool) -> None:
        child = QgsProcessingModelChildAlgorithm(step.algorithm)
        child.setChildId(step.key)
        child.setDescription(step.title)
        place = QPointF(STEPS_X, TOP + row * ROW)
        child.setPosition(place)
        child.setSize(STEP_SIZE)
        child.comment().setDescription(step.note)
        child.comment().setPosition(QPointF(NOTES_X, place.y()))
        child.comment().setSize(NOTE_SIZE)
        child.comment().setColor(NOTE_COLOR)
        for name, value in {**_defaults(child.algorithm()), **step.values}.items():
            values = value if isinstance(value, list) else [value]
            child.addParameterSources(name, [_source(v) for v in values])
        if is_last:
            child.setModelOutputs({"dataset": self._output(step, place)})
        self._model.addChildAlgorithm(child)

    def _output(self, step: Step, place: QPointF) -> QgsProcessingModelOutput:
        output = QgsProcessingModelOutput("dataset", "Dataset folder")
        output.setChildId(step.key)
        output.setChildOutputName("OUTPUT")
        output.setMandatory(True)
        output.setPosition(QPointF(place.x(), place.y() + ROW))
        output.setSize(INPUT_SIZE)
        self._help["dataset"] = "A new or empty folder for the images and their tables."
        return output


def _defaults(algorithm) -> dict:
    """What the modeler's dialog would store: the defaults of all that may not be empty."""
    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    return {
        definition.name(): definition.defaultValue()
        for definition in algorithm.parameterDefinitions()
        if not definition.flags() & optional and definition.defaultValue() is not None
    }


def _source(value) -> QgsProcessingModelChildParameterSource:
    if isinstance(value, Given):
        return QgsProcessingModelChildParameterSource.fromModelParameter(value.name)
    if isinstance(value, Made):
        return QgsProcessingModelChildParameterSource.fromChildOutput(value.key, value.output)
    return QgsProcessingModelChildParameterSource.fromStaticValue(value)


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
        Input(RASTER("RASTER", "Raster"), "The image to cut into tiles, for example foz.tif.", 0),
        Input(
            number("TILE_SIZE", "Tile size (pixels)", True, 64, 1),
            "Width and height of a tile in pixels of the raster.",
            0.4,
        ),
        Input(
            points("LEAVE_OUT", "Points on tiles to leave out"),
            "Tiles that hold such a point are left out, for example leave_out.geojson.",
            1.2,
        ),
        Input(
            polygons("LABELS", "Label polygons"),
            "Polygons of built-up areas, for example urban.geojson.",
            2,
        ),
        Input(
            FIELD("LABEL_FIELD", "Field with the class", "class", "LABELS"),
            "The field of the label layer that names the class.",
            2.4,
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
    """Grid, cloud mask, cloud points, labels, images."""
    inputs = [
        Input(RASTER("RASTER", "Raster"), "The image to cut into tiles, for example scene.tif.", 0),
        Input(
            number("TILE_SIZE", "Tile size (pixels)", True, 32, 1),
            "Width and height of a tile in pixels of the raster.",
            0.4,
        ),
        Input(
            RASTER("QUALITY", "Quality band"),
            "A raster whose bits tell clouds, for example quality.tif.",
            1,
        ),
        Input(
            QgsProcessingParameterString("BITS", "Cloudy bits of the quality band", "14-15=3"),
            "14-15=3 is high cloud confidence in the quality band of Landsat images from before "
            "the collections; 3 or 4 are cloud and shadow in later ones.",
            1.4,
        ),
        Input(
            number("MAX_CLOUD", "Largest cloudy share (%)", False, 5, 0, 100),
            "Tiles with a larger share of cloudy pixels are left out.",
            1.7,
        ),
        Input(
            points("CLOUDS", "Cloud points"),
            "Points on clouds and shadows that the quality band misses, for example "
            "cloud_points.geojson.",
            2.2,
        ),
        Input(
            polygons("LABELS", "Label polygons"),
            "Polygons of land cover, for example land.geojson.",
            3,
        ),
        Input(
            FIELD("LABEL_FIELD", "Field with the class", "class", "LABELS"),
            "The field of the label layer that names the class.",
            3.4,
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
            "mask",
            "tilewright:maskcloudraster",
            "Mask clouds by quality band",
            "The share of cloudy pixels goes to the field cloud_pct; tiles with too much of it "
            "are left out.",
            {
                "INPUT": Made("grid", "OUTPUT"),
                "MASK": Given("QUALITY"),
                "BITS": Given("BITS"),
                "MAX_CLOUD": Given("MAX_CLOUD"),
            },
        ),
        Step(
            "marks",
            "tilewright:maskcloudpoints",
            "Mask clouds by points",
            "A point on a tile takes it out: thick clouds and shadows that the band misses.",
            {"INPUT": Made("mask", "OUTPUT"), "CLOUDS": Given("CLOUDS")},
        ),
        Step(
            "labels",
            "tilewright:joinlabels",
            "Join labels to tiles",
            "The class that covers most of the tile. The polygons are a few clear examples, so "
            "tiles without one are left out.",
            {
                "INPUT": Made("marks", "OUTPUT"),
                "LABELS": Given("LABELS"),
                "LABEL_FIELD": Given("LABEL_FIELD"),
                "PREDICATE": "LARGEST",
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
                    Made(key, "REJECTED") for key in ("grid", "mask", "marks", "labels")
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
    for name, make in (("foz", foz_model), ("clouds", clouds_model)):
        path = folder / name / f"{name}.model3"
        make().write(path)
        print(path)
    application.exitQgis()


if __name__ == "__main__":
    main()
