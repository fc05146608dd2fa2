"""Select Products."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...core.errors import RasterError
from ...core.imagery.scenes import Scene, find_scenes
from ...core.imagery.select import Criteria, choose_scenes
from ...core.message import Message
from ...core.tiles.reasons import Reason
from ...core.tiles.table import DOUBLE, INT, TEXT, Field
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import add_country_parameter, area_source, refuse_two_areas
from ..network.account_parameter import add_read_account
from ..outputs.style_on_load import style_on_load
from ..outputs.style_tiles import style_footprints
from ..outputs.tiles import TileSink, layer_fields
from .catalog_rows import CATALOG, CATALOG_FIELDS, DEGREES, measure_items, read_catalog_rows
from .measure_scenes import measure_scenes
from .warn_of_scenes import list_counts, newest_scenes, warn_of_levels

METADATA, SCL = "METADATA", "SCL"
_CLOUDS = (METADATA, SCL)
_FIELDS = (
    Field("name", TEXT),
    Field("date", TEXT),
    Field("level", TEXT),
    Field("baseline", TEXT),
    Field("tile", TEXT),
    Field("cloud_pct", DOUBLE),
    Field("aoi_pct", DOUBLE),
    Field("coverage_pct", DOUBLE),
    Field("nodata_pct", DOUBLE),
    Field("size_mb", DOUBLE),
    Field("selected", INT),
    Field("reason", TEXT),
    Field("path", TEXT),
)


class SelectProductsAlgorithm(TilewrightAlgorithm):
    """Which of the images in a folder make a good time series."""

    ID = "selectproducts"
    NAME = "Select products"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("sentinel-2", "products", "dates", "time series", "cloud cover", "catalogue")
    HELP = (
        "Looks through a folder of Sentinel-2 products, or of rasters with dates in their names, "
        "or through the images that Search Catalogue has found, and chooses those that are clear, "
        "cover the area and are spread over time. The table lists all of them, with the reason for "
        "each that is left out. Days are spread so that the least gap between neighbours is as "
        "large as can be; then those nearest to an even spacing of the period are taken, and among "
        "equals the less cloudy ones. Of a scene that was delivered several times the newest "
        "processing baseline counts."
    )

    INPUT = "INPUT"
    AOI = "AOI"
    OUTPUT = "OUTPUT"
    SELECTED = "SELECTED"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFile(
                self.INPUT,
                tr("Folder of products"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            "A folder with .SAFE folders, zip files of them, or rasters. Folders below it are "
            "searched as well.",
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                CATALOG,
                tr("Images of a catalogue"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            ),
            "In place of the folder: the layer of Search Catalogue. The result has its footprints "
            "and files, and is the table of scenes for what comes next.",
        )
        add_read_account(self)
        self.add(
            QgsProcessingParameterFeatureSource(
                self.AOI,
                tr("Area of interest"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            "Polygons, in any coordinate system. Images elsewhere are left out.",
        )
        add_country_parameter(self)
        self._add_criteria()
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Products"), QgsProcessing.SourceType.TypeVector
            ),
            "The table of all products: selected is 1 or 0, reason says why one was left out.",
        )
        self.addOutput(QgsProcessingOutputString(self.SELECTED, tr("Paths of the chosen (JSON)")))
        self.addOutput(QgsProcessingOutputNumber("SELECTED_COUNT", tr("Products chosen")))
        self.addOutput(QgsProcessingOutputNumber("PRODUCT_COUNT", tr("Products found")))

    def _add_criteria(self) -> None:
        kind = QgsProcessingParameterDateTime.Type.Date
        self.add(
            QgsProcessingParameterDateTime("START", tr("First day"), kind, optional=True),
            "Images before it are left out, for example 2021-03-01.",
        )
        self.add(
            QgsProcessingParameterDateTime("END", tr("Last day"), kind, optional=True),
            "Images after it are left out.",
        )
        self.add(
            double_parameter("MAX_CLOUD", "Largest cloud cover (%)", 100, 0, 100),
            "Cloudier images are left out. Below 100, images whose cloud cover nothing tells are "
            "left out too.",
        )
        self.add(
            double_parameter("MIN_COVERAGE", "Least coverage (%)", 0, 0, 100),
            "Least share of the area of interest where an image has pixels; without an area, of "
            "the image itself.",
        )
        self.add(
            integer_parameter("COUNT", "Number of days", None, 1),
            "How many days to choose, spread over time as evenly as can be. Images of one day "
            "count as one, since an area may lie on several tiles. Empty: all.",
        )
        self.add(
            enum_parameter("CLOUD_COVER", "Cloud cover from", _CLOUDS, METADATA),
            choices_help(
                "METADATA: that of the whole product, as it says itself. SCL: clouds and their "
                "shadows in the area of interest, counted in the scene classification.",
                _CLOUDS,
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("DATE_PATTERN", tr("Date pattern"), optional=True),
            "How dates are written in the names of rasters, for example img_%Y%j with %Y (year), "
            "%m, %d, %j (day of the year). Empty: the usual ones are known.",
            advanced=True,
        )

    def take_inputs(self, values: Values) -> None:
        refuse_two_areas(values)
        if values.is_given(CATALOG) and values.is_given(self.INPUT):
            raise RasterError("{INPUT} and {CATALOG} are both given; give one of them.")
        if not values.is_given(CATALOG) and not values.is_given(self.INPUT):
            raise RasterError("There are no images; give {INPUT} or {CATALOG}.")
        self._rows = read_catalog_rows(values) if values.is_given(CATALOG) else None

    def compute(self, values: Values) -> dict:
        criteria = Criteria(
            values.day("START"),
            values.day("END"),
            values.double("MAX_CLOUD"),
            values.double("MIN_COVERAGE"),
            values.optional_integer("COUNT"),
        )
        criteria.check()
        from_scl = values.choice("CLOUD_COVER") == SCL
        area = area_source(values)
        rows = self._rows
        if rows is not None:
            facts, scenes = measure_items(rows, area, from_scl, values)
            deliveries = [row.delivery for row in rows]
            reasons = choose_scenes(scenes, facts, criteria, area is not None, deliveries)
        else:
            scenes = _find(values)
            facts, scenes = measure_scenes(scenes, area, from_scl, values)
            newest_scenes(scenes, values)
            reasons = choose_scenes(scenes, facts, criteria, area is not None)
        destination = self._write(scenes, facts, reasons, values)
        chosen = [s for s, reason in zip(scenes, reasons) if not reason]
        _tell(chosen, reasons, values)
        return {
            self.OUTPUT: destination,
            self.SELECTED: json.dumps([s.path for s in chosen], ensure_ascii=False),
            "SELECTED_COUNT": len(chosen),
            "PRODUCT_COUNT": len(scenes),
        }

    def _write(self, scenes, facts, reasons, values: Values) -> str:
        rows = self._rows
        fields = layer_fields(_FIELDS if rows is None else (*_FIELDS, *CATALOG_FIELDS))
        like = (QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem())
        if rows is not None:
            like = (QgsWkbTypes.Type.MultiPolygon, QgsCoordinateReferenceSystem(DEGREES))
        sink = TileSink(values, self.OUTPUT, fields, like)
        features = []
        for k, (scene, fact, reason) in enumerate(zip(scenes, facts, reasons)):
            # A row says the same of an item as a product does of itself.
            product = scene.product if rows is None else rows[k]
            feature = QgsFeature(fields)
            feature.setAttributes(
                [
                    scene.name,
                    scene.date.isoformat() if scene.date else None,
                    product.level if product else None,
                    product.baseline if product else None,
                    product.tile if product else None,
                    fact.cloud,
                    fact.aoi,
                    fact.coverage,
                    fact.nodata,
                    fact.size / 1e6 if rows is None else None,
                    0 if reason else 1,
                    str(reason) if reason else None,
                    scene.path,
                    *([] if rows is None else rows[k].rest),
                ]
            )
            if rows is not None:
                feature.setGeometry(rows[k].outline)
            features.append(feature)
        sink.write(features)
        sink.close(rows is None)
        if rows is not None:
            style_on_load(values.context, sink.destination, style_footprints)
        return sink.destination


def _find(values: Values) -> list[Scene]:
    folder, pattern = values.file("INPUT"), values.text("DATE_PATTERN") or None
    scenes = find_scenes(folder, pattern, values.feedback.isCanceled)
    if not scenes:
        raise RasterError(
            "{folder} holds no Sentinel-2 product and no raster; choose another folder.",
            folder=folder,
        )
    return scenes


def _tell(chosen: Sequence[Scene], reasons: Sequence[Reason | None], values: Values) -> None:
    counts = Counter(reason.kind for reason in reasons if reason)
    for kind, count in sorted(counts.items(), key=lambda item: item[0].title):
        values.info("{count} left out: {reason}.", count=count, reason=kind.title)
    if not chosen:
        values.warn("Nothing is left; the column reason of the table tells why.")
        return
    days = ", ".join(sorted({s.date.isoformat() for s in chosen}))
    values.info("{count} of {all} chosen: {days}.", count=len(chosen), all=len(reasons), days=days)
    warn_of_levels(chosen, values)
    baselines = Counter(s.product.baseline or Message("unknown") for s in chosen if s.product)
    if len(baselines) > 1:
        values.warn(
            "The chosen products are of several processing baselines: {baselines}. Their numbers "
            "differ by an offset from 04.00 on; Load Sentinel-2 Product and Composite take care of "
            "it.",
            baselines=list_counts(baselines),
        )
