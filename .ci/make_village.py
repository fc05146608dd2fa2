"""Draw the example of a village from the air, with the outlines of its buildings.

The image is drawn and not taken: it may be passed on, and its outlines are exact.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import rasterio
from rasterio.features import rasterize
from rasterio.transform import from_origin
from scipy.ndimage import gaussian_filter
from shapely.affinity import affine_transform, rotate, translate
from shapely.geometry import LineString, Polygon, box, mapping

WIDTH, HEIGHT, PIXEL = 1024, 640, 0.4
LEFT, TOP, EPSG = 744_000.0, 7_176_000.0, 32721
ROOFS = ((168, 84, 62), (150, 72, 56), (188, 108, 80), (122, 118, 116), (92, 96, 104))
_SHADOW = (5, 4)


def village_streets() -> list[LineString]:
    """Middle lines of streets, in pixels."""
    return [
        LineString([(0, 150), (300, 190), (620, 150), (1024, 210)]),
        LineString([(0, 470), (420, 430), (760, 480), (1024, 440)]),
        LineString([(250, 0), (290, 190), (330, 440), (300, 640)]),
        LineString([(700, 0), (720, 160), (690, 470), (740, 640)]),
    ]


def draw_buildings(
    rng: np.random.Generator, streets: list[LineString]
) -> list[tuple[str, Polygon]]:
    """Houses along the streets and a few halls with courtyards, as kind and outline in pixels."""
    found: list[tuple[str, Polygon]] = []
    ways = [street.buffer(11) for street in streets]
    while len(found) < 90:
        is_hall = len(found) % 11 == 10
        width, depth = rng.uniform(48, 74, 2) if is_hall else rng.uniform(20, 36, 2)
        shape = box(-width / 2, -depth / 2, width / 2, depth / 2)
        if is_hall:
            shape = shape.difference(box(-width / 5, -depth / 5, width / 5, depth / 5))
        elif rng.random() < 0.35:
            shape = shape.difference(box(0, 0, width / 2, depth / 2))
        street = streets[rng.integers(len(streets))]
        at = rng.uniform(0, street.length)
        first, second = street.interpolate(at), street.interpolate(at + 1)
        angle = np.degrees(np.arctan2(second.y - first.y, second.x - first.x))
        side = rng.choice((-1, 1)) * (16 + depth / 2 + rng.uniform(0, 26 if is_hall else 60))
        turn = np.radians(angle + 90)
        shape = rotate(shape, angle + rng.normal(0, 3), origin=(0, 0))
        shape = translate(shape, first.x + side * np.cos(turn), first.y + side * np.sin(turn))
        around = shape.buffer(7)
        is_free = not any(around.intersects(way) for way in ways)
        is_seen = shape.intersects(box(0, 0, WIDTH, HEIGHT))
        if is_seen and is_free and not any(around.intersects(other) for _, other in found):
            found.append(("hall" if is_hall else "house", shape))
    return found


def draw_image(rng: np.random.Generator, streets, buildings) -> np.ndarray:
    """Uint8 (3, height, width)."""
    shape = (HEIGHT, WIDTH)

    def burn(geometry) -> np.ndarray:
        return rasterize([mapping(geometry)], out_shape=shape, dtype="uint8").astype(bool)

    rough = gaussian_filter(rng.normal(size=shape), 24)
    rough /= np.abs(rough).max()
    fine = gaussian_filter(rng.normal(size=shape), 1.2)
    image = np.stack([86 + 34 * rough, 112 + 22 * rough, 62 + 18 * rough])
    trees = gaussian_filter(rng.normal(size=shape), 5)
    image[:, trees > np.quantile(trees, 0.9)] *= 0.62
    for street in streets:
        image[:, burn(street.buffer(8))] = np.array([[150], [146], [138]])
    for _, outline in buildings:
        image[:, burn(translate(outline, *_SHADOW))] *= 0.5
    for _, outline in buildings:
        color = np.array(ROOFS[rng.integers(len(ROOFS))], dtype=float)
        inside = burn(outline)
        ridge = burn(outline.buffer(-4))
        image[:, inside] = (color * rng.uniform(0.9, 1.05))[:, None]
        image[:, ridge] = (color * 1.12)[:, None]
    return np.clip(image + 22 * fine, 1, 255).astype("uint8")


def main(folder: Path) -> None:
    """Write village.tif and buildings.geojson."""
    rng = np.random.default_rng(7)
    streets = village_streets()
    buildings = draw_buildings(rng, streets)
    image = draw_image(rng, streets, buildings)
    folder.mkdir(parents=True, exist_ok=True)
    profile = {
        "driver": "GTiff", "width": WIDTH, "height": HEIGHT, "count": 3, "dtype": "uint8",
        "crs": f"EPSG:{EPSG}", "transform": from_origin(LEFT, TOP, PIXEL, PIXEL),
        "compress": "jpeg", "photometric": "ycbcr", "jpeg_quality": 82, "tiled": True,
        "blockxsize": 256, "blockysize": 256,
    }  # fmt: skip
    with rasterio.open(folder / "village.tif", "w", **profile) as dataset:
        dataset.write(image)
    features = []
    for number, (kind, outline) in enumerate(buildings, 1):
        ground = affine_transform(outline, (PIXEL, 0, 0, -PIXEL, LEFT, TOP))
        geometry = json.loads(json.dumps(mapping(ground)), parse_float=lambda t: round(float(t), 2))
        features.append(
            {
                "type": "Feature",
                "properties": {"ref": number, "kind": kind},
                "geometry": geometry,
            }
        )
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{EPSG}"}}
    collection = {"type": "FeatureCollection", "crs": crs, "features": features}
    text = json.dumps(collection).replace('{"type": "Feature"', '\n{"type": "Feature"') + "\n"
    (folder / "buildings.geojson").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "examples/village"))
