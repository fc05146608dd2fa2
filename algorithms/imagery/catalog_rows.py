"""The images that Search Catalogue has found, to choose among."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from ...core.catalog.item_source import AssetSource
from ...core.errors import RasterError
from ...core.geometry.repair import parse_wkb
from ...core.imagery.deliveries import Delivery, delivery_of_item
from ...core.imagery.measure import SceneFacts, measure_clouds
from ...core.imagery.scenes import Scene
from ...core.message import Message, list_names
from ...core.scenes.table import SceneRow
from ...core.tiles.table import TEXT, Field
from ..base.compat import is_null
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..inputs.shapes import read_area
from ..inputs.tiles import read_features
from ..rasters.item_input import ItemInput, ItemTaker
from .measure_scenes import area_in, refuse_empty

CATALOG = "CATALOG"
DEGREES = "EPSG:4326"
# What the result has beside what it has of products.
CATALOG_FIELDS = (
    Field("datetime", TEXT),
    Field("collection", TEXT),
    Field("platform", TEXT),
    Field("attribution", TEXT),
    Field("preview", TEXT),
    Field("assets", TEXT),
)
_NEEDED = ("name", "date", "path", "assets")


@dataclass(frozen=True)
class CatalogRow:
    """An image of a catalogue.

    Attributes:
        scene: for choosing.
        raster: what opens it; None where the row cannot be used.
        cloud: percent, or None.
        level: of processing; so are baseline, and tile of the grid of Sentinel-2.
        outline: its footprint in longitude and latitude.
        delivery: of which scene it is, and how new.
        rest: values of CATALOG_FIELDS.
    """

    scene: Scene
    raster: ItemInput | None
    cloud: float | None
    level: str | None
    baseline: str | None
    tile: str | None
    outline: QgsGeometry
    delivery: Delivery | None
    rest: tuple[str | None, ...]


def read_catalog_rows(values: Values) -> list[CatalogRow]:
    """The rows of CATALOG; only in the main thread.

    Raises:
        RasterError: it is no layer of Search Catalogue, or has no row.
    """
    source = values.source(CATALOG)
    columns = [field.name() for field in source.fields()]
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise RasterError(
            "{CATALOG} {layer} has no column {missing}; make it with Search Catalogue.",
            layer=source.sourceName(),
            missing=list_names(missing),
        )
    transform = _to_degrees(values, source, Message("the footprints"))
    taker, rows = ItemTaker(values), []
    # Footprints may cross themselves, as at the edge of the map.
    for number, feature in enumerate(read_features(source), 1):
        values.check_cancelled()
        cells = {
            name: None if is_null(value) else value
            for name, value in zip(columns, feature.attributes())
        }
        outline = transform.apply(feature.geometry()) if feature.hasGeometry() else None
        rows.append(_read_row(number, cells, outline or QgsGeometry(), taker))
    if not rows:
        raise RasterError("{CATALOG} {layer} has no image.", layer=source.sourceName())
    return rows


def _to_degrees(values: Values, source: FeatureSource, role: Message) -> LayerTransform:
    return LayerTransform(
        source.sourceCrs(),
        QgsCoordinateReferenceSystem(DEGREES),
        values.context.transformContext(),
        role,
        Message("longitude and latitude"),
    )


def _read_row(number: int, cells: dict, outline: QgsGeometry, taker: ItemTaker) -> CatalogRow:
    def text(name: str) -> str:
        value = cells.get(name)
        return "" if value is None else str(value)

    try:
        day = date.fromisoformat(text("date")[:10])
    except ValueError:
        day = None
    told = SceneRow(
        number,
        text("path"),
        text("name"),
        day.isoformat() if day else "",
        assets=text("assets"),
        collection=text("collection"),
    )
    raster, problem = None, None
    try:
        raster, _ = taker.take(told)
    except RasterError as error:
        problem = error.message
    cloud = cells.get("cloud_pct")
    names = ("platform", "tile", "level", "datetime", "baseline", "name")
    return CatalogRow(
        Scene(told.file, told.title, day, None, problem),
        raster,
        float(cloud) if isinstance(cloud, (int, float)) else None,
        text("level") or None,
        text("baseline") or None,
        text("tile") or None,
        outline,
        None if problem else delivery_of_item(*map(text, names)),
        tuple(text(field.name) or None for field in CATALOG_FIELDS),
    )


def measure_items(
    rows: list[CatalogRow], area: FeatureSource | None, from_scl: bool, values: Values
) -> tuple[list[SceneFacts], list[Scene]]:
    """Facts of each image, and the images with what was found wrong with them.

    Args:
        rows: the images.
        area: polygons that they should show, or None.
        from_scl: take clouds from the scene classification in the area, which is read.
        values: of the run.
    """
    refuse_empty(area)
    shape = None
    if area is not None:
        role = Message("the area of interest")
        shape = read_area(values, area, _to_degrees(values, area, role))
    facts, scenes = [], []
    for k, row in enumerate(rows):
        values.check_cancelled()
        scene, share, cloud = row.scene, None, row.cloud
        if shape is not None:
            outline = parse_wkb(bytes(row.outline.asWkb())) if not row.outline.isEmpty() else None
            inside = 0.0 if outline is None else outline.buffer(0).intersection(shape).area
            share = 100 * inside / shape.area
        if from_scl and row.raster is not None and share != 0:
            try:
                cloud = _clouds_of(row.raster, scene, area, values)
            except RasterError as error:
                scene = replace(scene, problem=error.message)
        facts.append(SceneFacts(cloud, share, 100.0 if share is None else share))
        scenes.append(scene)
        values.feedback.setProgress(100 * (k + 1) / len(rows))
    return facts, scenes


def _clouds_of(
    raster: ItemInput, scene: Scene, area: FeatureSource | None, values: Values
) -> float | None:
    if raster.item.mask is None:
        return None
    with closing(AssetSource(raster.item.mask, "1", raster.sign, raster.is_cancelled)) as source:
        shape = None
        if area is not None:
            shape = area_in(source.info, area, scene, values)
            if shape is None:
                return None
        return measure_clouds(source, shape)
