"""What dataset.json says of an image of Earth Engine."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from ..errors import TilewrightError
from .answers import NoImageError, TooMuchError
from .client import EarthEngine
from .query import Bounds, EarthImage, Query
from .source import EarthEngineSource

# Of a composite; more are only counted.
_MOST_IMAGES = 500


def list_images(client: EarthEngine, image: EarthImage, bounds: Bounds) -> list[dict[str, str]]:
    """Ids and days of the images of a composite over the tiles: one request; at most 501.

    Nothing is known of images that are not made of a collection, or where Earth Engine does not
    tell.
    """
    if image.collection is None:
        return []
    ee = client.ee
    some = image.nearby(ee, bounds).limit(_MOST_IMAGES + 1)
    names = ["system:id", "system:time_start"]
    rows = some.reduceColumns(ee.Reducer.toList(2), names).get("list")
    try:
        found = client.call(rows.getInfo) or []
    except (TilewrightError, NoImageError, TooMuchError):
        return []
    return [{"id": str(row[0]), "date": _day(row[1])} for row in found]


def _day(milliseconds: Any) -> str:
    if not isinstance(milliseconds, (int, float)):
        return ""
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).date().isoformat()


def describe_source(
    client: EarthEngine,
    image: EarthImage,
    source: EarthEngineSource,
    query: Query,
    images: list[dict[str, str]],
    metres: float | None,
) -> dict[str, Any]:
    """Expression, hash, images, days and licence; nothing of who asked.

    Args:
        client: connected.
        image: what is asked for.
        source: of its pixels.
        query: days, clouds, composite and bands.
        images: what list_images gave.
        metres: size of the pixels, where it was asked for or is the source's own.
    """
    facts: dict[str, Any] = {
        "name": image.name,
        "expression": json.loads(source.expression),
        "sha256": source.sha256,
        "assets": list(image.ids),
        **query.describe(),
        "client": f"earthengine-api {client.version}",
        "endpoint": client.endpoint,
    }
    if metres is not None:
        facts["metres_per_pixel"] = metres
    if image.attribution:
        facts["attribution"] = image.attribution
    if images:
        facts["images"] = images[:_MOST_IMAGES]
        if len(images) > _MOST_IMAGES:
            facts["images_are_some"] = True
    return facts
