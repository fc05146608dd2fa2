"""Search Catalogue."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...core.catalog.criteria import Criteria, outline_of
from ...core.catalog.item import Item, write_assets
from ...core.catalog.search import Found, check_library, search_catalog
from ...core.geometry.outlines import multi_wkb
from ...core.message import counted, list_names
from ...core.tiles.table import DOUBLE, TEXT, Field
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..network.fetch import Fetcher
from ..outputs.style_on_load import style_on_load
from ..outputs.style_tiles import style_footprints
from ..outputs.tiles import TileSink, layer_fields
from .search_parameters import (
    add_catalog_parameters,
    add_criteria_parameters,
    read_assets_wanted,
    read_catalog,
    read_criteria,
)

_FIELDS = (
    Field("name", TEXT),
    Field("date", TEXT),
    Field("datetime", TEXT),
    Field("collection", TEXT),
    Field("cloud_pct", DOUBLE),
    Field("tile", TEXT),
    Field("level", TEXT),
    Field("baseline", TEXT),
    Field("platform", TEXT),
    Field("attribution", TEXT),
    Field("preview", TEXT),
    Field("path", TEXT),
    Field("assets", TEXT),
)
_MOST = 500
_MOST_REASONS = 5


class SearchCatalogAlgorithm(TilewrightAlgorithm):
    """Which images of an area a STAC catalogue has."""

    ID = "searchcatalog"
    NAME = "Search catalogue"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("STAC", "catalogue", "sentinel-2", "landsat", "cloud cover", "download", "search")
    HELP = (
        "Looks for images in a STAC catalogue: of an area, a time, and a cloud cover. The result "
        "is a layer of their footprints, with the addresses of their files. Select Products "
        "chooses among them; Build Dataset, Export Tiles, Composite and Export Time Series take "
        "the layer as their table of scenes, and fetch only those parts of the files that they "
        "need. Needs the Python package pystac-client. Requests go over QGIS's own network "
        "settings, to the catalogue alone."
    )

    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None) -> None:
        add_catalog_parameters(self)
        add_criteria_parameters(self, _MOST)
        self.add(
            QgsProcessingParameterString("ASSETS", tr("Assets"), optional=True),
            "The files of each image that are its bands, by name, band or colour, separated by "
            "commas, for example red,green,blue,nir. Fewer are opened faster. Empty: all that are "
            "bands.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Footprints"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The layer of the images, by date, in longitude and latitude. path is the address of "
            "the image in the catalogue, assets tells its files.",
        )
        self.addOutput(QgsProcessingOutputNumber("ITEM_COUNT", tr("Images found")))

    def compute(self, values: Values) -> dict:
        check_library()
        preset, authcfg = read_catalog(values)
        criteria, wanted = read_criteria(values), read_assets_wanted(values)
        values.info("{catalog} is searched.", catalog=preset.title or preset.url)

        def tell(count: int) -> None:
            values.feedback.setProgress(100 * min(1.0, count / criteria.most))

        with Fetcher.for_run(values, authcfg) as fetcher:
            found = search_catalog(
                preset, criteria, wanted, fetcher.read_json, values.feedback.isCanceled, tell
            )
        items = sorted(found.items, key=lambda item: (item.time or item.date, item.name))
        destination = self._write(items, found, values)
        _tell(items, found, criteria, values)
        return {self.OUTPUT: destination, "ITEM_COUNT": len(items)}

    def _write(self, items: list[Item], found: Found, values: Values) -> str:
        fields = layer_fields(_FIELDS)
        like = (QgsWkbTypes.Type.MultiPolygon, QgsCoordinateReferenceSystem("EPSG:4326"))
        sink = TileSink(values, self.OUTPUT, fields, like)
        features = []
        for item in items:
            feature = QgsFeature(fields)
            row = [
                item.name,
                item.date,
                item.time,
                item.collection,
                item.cloud,
                item.tile,
                item.level,
                item.baseline,
                item.platform,
                found.attribution.get(item.collection, ""),
                item.preview,
                item.url,
                write_assets(item),
            ]
            feature.setAttributes([None if value == "" else value for value in row])
            outline = outline_of(item)
            if outline is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(multi_wkb(outline.wkb))
                feature.setGeometry(geometry)
            features.append(feature)
        sink.write(features)
        sink.close(False)
        style_on_load(values.context, sink.destination, style_footprints)
        return sink.destination


def _tell(items: list[Item], found: Found, criteria: Criteria, values: Values) -> None:
    days = sorted({item.date for item in items if item.date})
    if days:
        values.info(
            counted(
                len(items),
                "{count} image, of {first}.",
                "{count} images, from {first} to {last}.",
                first=days[0],
                last=days[-1],
            )
        )
    elif not items:
        values.warn(
            "Nothing was found; check {COLLECTION}, the area and the days, or raise {MAX_CLOUD}."
        )
    if found.is_cut:
        values.warn(
            "There are more images than {MAX_ITEMS}={most}; raise it, or search less.",
            most=criteria.most,
        )
    for reason in found.refused[:_MOST_REASONS]:
        values.warn(reason)
    if found.refused:
        values.warn(
            counted(
                len(found.refused),
                "{count} image is left out for such a reason.",
                "{count} images are left out for such reasons.",
            )
        )
    if found.elsewhere:
        values.warn(
            "The catalogue leads to other servers, which were not asked: {hosts}. Give their "
            "addresses to search there.",
            hosts=list_names(sorted(found.elsewhere), 5),
        )
    for name in sorted({item.collection for item in items}):
        if found.attribution.get(name):
            values.info("{name}: {attribution}.", name=name, attribution=found.attribution[name])
