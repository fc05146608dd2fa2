"""Assessment Points."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...core.assess.allocate import ALLOCATIONS, OLOFSSON, Allocation, allocate, read_expected
from ...core.assess.codes import ClassReader
from ...core.assess.draw import DrawnPoints, DrawRule, KeptOut, draw_points
from ...core.assess.facts import HECTARE
from ...core.geometry.outlines import place_pixels
from ...core.message import Message, counted
from ..base.algorithm import TilewrightAlgorithm
from ..base.output_paths import layer_file, read_destination
from ..base.parameters import choices_help, double_parameter, enum_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_marks
from ..labels.label_raster_parameters import add_class_map_parameter
from ..outputs.new_layer import NewLayer
from ..outputs.style_on_load import style_on_load
from ..outputs.tiles import layer_fields
from ..rasters.source import raster_extent
from .class_raster import (
    BAND,
    RASTER,
    TalliedMap,
    add_class_raster,
    log_classes,
    read_class_raster,
    tally_map,
)
from .points_layer import POINT_FIELDS, check_interpreted, style_points, warn_of_few

OUTPUT = "OUTPUT"
TRAINING = "TRAINING"
# Of a run's progress, what counting the pixels takes.
_COUNTING = 0.4


class AssessmentPointsAlgorithm(TilewrightAlgorithm):
    """Draws points at which a map is to be compared with what is there."""

    ID = "assessmentpoints"
    NAME = "Points to assess a map"
    GROUP_ID = "classify"
    GROUP = "Classify"
    NAMES = {"BANDS": BAND}
    TAGS = ("accuracy", "validation", "stratified", "random points", "sample", "reference")
    HELP = (
        "Draws random points in each class of a map, at which you then say what is really there. "
        "Within a class every place has the same chance. The layer comes with a form that lists "
        "the classes and hides the map's class from whoever interprets the points; once it is "
        "filled in, Assess map takes it. Points stand in the centres of pixels, and never in "
        "pixels that training polygons touch. The same seed gives the same points."
    )

    def initAlgorithm(self, config=None) -> None:
        add_class_raster(
            self,
            RASTER,
            BAND,
            ("Class raster", "Band of the class raster"),
            "The map to assess, or any other class raster whose classes are to be the strata. "
            "Names and colours come from its style, its attribute table or its category names.",
        )
        add_class_map_parameter(self)
        self.add(
            enum_parameter("ALLOCATION", "Points of each class", ALLOCATIONS, OLOFSSON),
            choices_help(
                "OLOFSSON: rare classes get the least number and the others share the rest by "
                "area, as Olofsson et al. (2014) advise. EQUAL: the same number for each. "
                "PROPORTIONAL: by area. NEYMAN: by area and expected accuracy, which gives the "
                "overall accuracy its smallest error.",
                ALLOCATIONS,
            ),
        )
        self.add(
            integer_parameter("COUNT", "Points in all", 500, 2, 1_000_000),
            "How many points to draw. Ignored when a standard error is given.",
        )
        self.add(
            double_parameter("TARGET_ERROR", "Standard error to reach (%)", None, 0.01, 50),
            "The standard error of the overall accuracy, in percent, that the points should reach; "
            "their number then follows from the expected accuracy. Empty: the number above.",
        )
        self.add(
            integer_parameter("MIN_PER_CLASS", "Least points of a class", 50, 2),
            "Each class gets at least this many, or all of its pixels if it has fewer. Ignored by "
            "EQUAL. Olofsson et al. (2014) advise 50 to 100.",
        )
        self.add(
            QgsProcessingParameterString(
                "EXPECTED_ACCURACY", tr("Expected accuracy (%)"), "80", optional=True
            ),
            "The share of each class on the map that you expect to be right, in percent; single "
            "classes can have their own, as in 80,water=95. Used by NEYMAN and for the standard "
            "error.",
            advanced=True,
        )
        self.add(
            double_parameter("MIN_DISTANCE", "Least distance (m)", 0, 0),
            "Least distance in metres between any two points. 0: none.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                TRAINING,
                tr("Training polygons"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            "The polygons that the map was trained on, in any coordinate system: no point is drawn "
            "in a pixel that they touch.",
        )
        self.add(
            QgsProcessingParameterBoolean("BLIND", tr("Hide the map's class"), True),
            "Whether form and table hide the class that the map shows, so that it does not sway "
            "the interpreter. It stays in the field stratum, where Assess map needs it.",
            advanced=True,
        )
        self.add(
            integer_parameter("SEED", "Seed", 0, 0),
            "Another number gives other points.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                OUTPUT, tr("Points"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            "The layer of points, in the raster's coordinate system. Beside a file stands a style "
            "(.qml) that holds the form. A file of points that are interpreted is not replaced.",
        )
        self.addOutput(QgsProcessingOutputNumber("POINT_COUNT", tr("Points drawn")))
        self.addOutput(QgsProcessingOutputString("COUNTS", tr("Points of each class, as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._raster = read_class_raster(values, RASTER, BAND)
        check_interpreted(values, OUTPUT)

    def compute(self, values: Values) -> dict:
        tallied = tally_map(
            values, self._raster, lambda f: values.feedback.setProgress(100 * _COUNTING * f)
        )
        shown = np.flatnonzero(tallied.classes.pixels > 0)
        wanted = self._allocate(values, tallied, shown)
        log_classes(values, tallied.classes, tallied.areas)
        drawn = self._draw(values, tallied, wanted)
        counts = np.bincount(drawn.classes, minlength=len(wanted))
        self._tell(values, tallied, wanted, counts, drawn)
        destination = self._write(values, tallied, drawn)
        names = tallied.classes.names
        return {
            OUTPUT: destination,
            "POINT_COUNT": len(drawn.cols),
            "COUNTS": json.dumps(
                {names[k]: int(counts[k]) for k in shown.tolist()}, ensure_ascii=False
            ),
        }

    @staticmethod
    def _allocate(values: Values, tallied: TalliedMap, shown: np.ndarray) -> np.ndarray:
        classes = tallied.classes
        error = values.optional_double("TARGET_ERROR")
        rule = Allocation(
            values.choice("ALLOCATION"),
            values.integer("COUNT"),
            None if error is None else error / 100,
            values.integer("MIN_PER_CLASS"),
        )
        expected = read_expected(values.text("EXPECTED_ACCURACY"), classes.names)
        wanted = np.zeros(len(classes.names), dtype=np.int64)
        wanted[shown] = allocate(rule, classes.areas[shown], classes.pixels[shown], expected[shown])
        return wanted

    def _draw(self, values: Values, tallied: TalliedMap, wanted: np.ndarray) -> DrawnPoints:
        rule = DrawRule(wanted, values.double("MIN_DISTANCE"), values.integer("SEED"))
        is_cancelled = values.feedback.isCanceled
        with closing(self._raster.open(values)) as source:
            reader = ClassReader(source, tallied.class_map, tallied.number_of)
            return draw_points(
                reader,
                rule,
                tallied.areas,
                self._read_training(values, tallied),
                lambda f: values.feedback.setProgress(100 * (_COUNTING + (1 - _COUNTING) * f)),
                is_cancelled,
            )

    def _read_training(self, values: Values, tallied: TalliedMap) -> KeptOut | None:
        layer = values.optional_source(TRAINING)
        if layer is None:
            return None
        raster = self._raster.raster
        place = TilesPlace(raster.crs, raster_extent(tallied.info), raster.name)
        transform = make_transform(values, layer, Message("the training layer"), place)
        polygons = [shape for shape in read_marks(values, layer, transform) if shape.area > 0]
        return KeptOut(polygons, tallied.info.transform)

    @staticmethod
    def _tell(
        values: Values,
        tallied: TalliedMap,
        wanted: np.ndarray,
        counts: np.ndarray,
        drawn: DrawnPoints,
    ) -> None:
        warn_of_few(values, tallied, wanted, counts, drawn)
        if drawn.kept_out:
            values.info(
                "Training polygons touch {percent:.1f} % of the map; no point was drawn there.",
                percent=100 * drawn.kept_out / max(1, int(tallied.classes.pixels.sum())),
            )
        values.info(counted(len(drawn.cols), "{count} point drawn.", "{count} points drawn."))

    def _write(self, values: Values, tallied: TalliedMap, drawn: DrawnPoints) -> str:
        fields = layer_fields(POINT_FIELDS)
        crs = self._raster.raster.crs
        sink = NewLayer(values, OUTPUT, fields, (QgsWkbTypes.Type.Point, crs))
        info, classes = tallied.info, tallied.classes
        divisor = HECTARE if tallied.areas.is_known else 1.0
        places = zip(
            *(v.tolist() for v in place_pixels(info.transform, drawn.cols + 0.5, drawn.rows + 0.5)),
            drawn.classes.tolist(),
        )
        features = []
        for number, (x, y, k) in enumerate(places, 1):
            feature = QgsFeature(fields)
            area = float(classes.areas[k]) / divisor
            feature.setAttributes([number, None, None, classes.names[k], area])
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            features.append(feature)
        sink.write(features)
        sink.close()
        colors = dict(zip(classes.names, tallied.colors))
        is_blind = values.flag("BLIND")
        self._write_style(read_destination(values, OUTPUT), colors, is_blind)
        style_on_load(
            values.context, sink.destination, lambda layer: style_points(layer, colors, is_blind)
        )
        return sink.destination

    def _write_style(self, place: str, colors: dict, is_blind: bool) -> None:
        """A .qml beside a file, which QGIS takes up when the file is opened there."""
        path = layer_file(place)
        if not path:
            return
        layer = QgsVectorLayer("Point", "points", "memory")
        layer.dataProvider().addAttributes(list(layer_fields(POINT_FIELDS)))
        layer.updateFields()
        style_points(layer, colors, is_blind)
        layer.saveNamedStyle(str(self.staged.stage(str(Path(path).with_suffix(".qml")))))
