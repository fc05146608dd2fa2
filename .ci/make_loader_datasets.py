"""Make a dataset of every layout, for the programs that train on them to read.

Usage: make_loader_datasets.py FOLDER. Run by run_loaders.sh, in QGIS's Python. Each folder is named
after its layout and what is in it. The tiles are those of a made-up mosaic in the south, with
objects that make trouble, and those of examples/foz.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent

LEFT, TOP, PIXEL = 420000.0, 7180000.0, 0.5
CRS = "EPSG:32721"
COLUMNS, ROWS, TILE = 512, 384, 64
MORE, LESS = ">10 %", "0-10 %"
RECORDS = ["CROISSANT", "STAC", "TDML"]


def ring(*points) -> list:
    """A closed ring in map coordinates, of points in pixels."""
    found = [[LEFT + PIXEL * x, TOP - PIXEL * y] for x, y in points]
    return [*found, found[0]]


def square(left, top, width, height) -> list:
    """The ring of a rectangle in pixels."""
    return ring(
        (left, top), (left + width, top), (left + width, top + height), (left, top + height)
    )


def polygon(*rings) -> dict:
    """A geometry of GeoJSON."""
    return {"type": "Polygon", "coordinates": list(rings)}


def objects() -> list[tuple[str, dict]]:
    """Class and shape of each object."""
    found = [
        # A hole; two parts, one with a hole; over a seam and over a corner; below a pixel.
        (MORE, polygon(square(10, 10, 40, 36), square(20, 18, 12, 10))),
        (
            LESS,
            {
                "type": "MultiPolygon",
                "coordinates": [
                    [square(70, 8, 20, 16), square(75, 12, 6, 5)],
                    [square(98, 30, 22, 25)],
                ],
            },
        ),
        (MORE, polygon(square(120.25, 20.5, 17.5, 21.25))),
        (LESS, polygon(square(180, 55, 25, 20))),
        (MORE, polygon(square(230.2, 30.2, 0.4, 0.3))),
        # A bow tie, over the raster's edge, larger than a tile, on the edge of a tile.
        (LESS, polygon(ring((260, 10), (300, 40), (300, 10), (260, 40)))),
        (MORE, polygon(square(500, 370, 40, 40))),
        (LESS, polygon(square(310, 100, 150, 140))),
        (MORE, polygon(square(128, 128, 64, 64))),
        # Triangles, of which one is a sliver.
        (LESS, polygon(ring((20, 150), (50, 155), (30, 185)))),
        (MORE, polygon(ring((20, 200), (120, 230), (119, 231)))),
    ]
    rng = np.random.default_rng(4)
    for k in range(160):
        # The last two columns of tiles stay nearly empty.
        left, top = rng.uniform(0, COLUMNS - 150), rng.uniform(0, ROWS - 20)
        width, height = rng.uniform(3, 18, 2)
        angle = rng.uniform(0, np.pi)
        corners = np.array([(0, 0), (width, 0), (width, height), (0, height)])
        turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
        points = (corners - corners.mean(axis=0)) @ turn + (left + 10, top + 10)
        found.append(((MORE, LESS)[k % 2], polygon(ring(*points.tolist()))))
    return found


def write_layer(path: Path, features: list[tuple[str, dict]]) -> str:
    """A GeoJSON file with class and number of each feature."""
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "crs": {"type": "name", "properties": {"name": CRS}},
            "features": [
                {"type": "Feature", "geometry": shape, "properties": {"class": name, "ref": k}}
                for k, (name, shape) in enumerate(features, 1)
            ],
        }
    )
    path.write_text(text, encoding="utf-8")
    return str(path)


def write_mosaic(path: Path, count: int = 3) -> str:
    """Bands of 8 bits: waves with noise, so that no two tiles look the same."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[:ROWS, :COLUMNS]
    bands = [120 + 60 * np.sin(x / (17 + 4 * k) + y / (23 - 3 * k)) for k in range(count)]
    values = np.clip(np.stack(bands) + rng.normal(0, 12, (count, ROWS, COLUMNS)), 1, 255)
    return write_raster(path, values.astype("uint8"))


def write_codes(path: Path) -> str:
    """A class raster whose numbers have gaps."""
    codes = np.random.default_rng(3).choice([0, 10, 20, 95], (1, ROWS // 16, COLUMNS // 16))
    return write_raster(path, codes.astype("uint8").repeat(16, axis=1).repeat(16, axis=2))


def write_raster(path: Path, values: np.ndarray) -> str:
    """A GeoTIFF of bands, rows and columns."""
    import rasterio
    from rasterio.transform import Affine

    transform = Affine(PIXEL, 0, LEFT, 0, -PIXEL, TOP)
    with rasterio.open(
        path, "w", driver="GTiff", width=COLUMNS, height=ROWS, count=len(values), dtype="uint8",
        crs=CRS, transform=transform,
    ) as file:  # fmt: skip
        file.write(values)
    return str(path)


def make_mosaic(run, folder: Path, layouts) -> None:
    """Every layout of the same tiles of the mosaic."""
    work = folder / "inputs"
    work.mkdir(parents=True, exist_ok=True)
    raster, bands = write_mosaic(work / "mosaic.tif"), write_mosaic(work / "bands.tif", 5)
    shapes = write_layer(work / "objects.geojson", objects())
    # The right third is of the other class.
    ground = [(MORE, polygon(square(0, 0, 340, ROWS))), (LESS, polygon(square(340, 0, 200, ROWS)))]
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=TILE)["OUTPUT"]
    tiles = run(
        "joinlabels",
        INPUT=tiles,
        LABELS=write_layer(work / "ground.geojson", ground),
        LABEL_FIELD="class",
    )["OUTPUT"]
    # A file, as a layer of one run is gone in the next.
    tiles = run(
        "splittiles", INPUT=tiles, METHOD="RANDOM", SEED=1, OUTPUT=str(work / "tiles.gpkg")
    )["OUTPUT"]
    base = {
        "RASTER": raster, "TILES": tiles, "SPLIT_FIELD": "split", "FORMAT": "PNG",
        "SCALING": "NONE", "METADATA": RECORDS, "DATE": "2024-07-15",
    }  # fmt: skip
    label, mask = {"LABEL_FIELD": "label"}, {"MASK": shapes, "MASK_FIELD": "class"}
    given = {"OBJECTS": shapes, "OBJECT_FIELD": "class", "OBJECT_ID_FIELD": "ref"}
    wanted = {
        "imagefolder": ("IMAGEFOLDER", label),
        "imagefolder_masks": ("IMAGEFOLDER", {**label, **mask}),
        "masks": ("MASKS", mask),
        "masks_codes": ("MASKS", {"MASK": write_codes(work / "codes.tif")}),
        "masks_tif": ("MASKS", {**mask, "FORMAT": "GTIFF"}),
        "coco": ("COCO", given),
        "coco_labels": ("COCO", {**given, **label}),
        "roboflow": ("ROBOFLOW", given),
        "yolo_box": ("YOLO", {**given, "SHAPE": "BOX"}),
        "yolo_polygon": ("YOLO", {**given, "SHAPE": "POLYGON"}),
        "yolo_oriented_box": ("YOLO", {**given, "SHAPE": "ORIENTED_BOX"}),
        "yolo_bands": ("YOLO", {**given, "RASTER": bands, "FORMAT": "GTIFF"}),
        "voc": ("VOC", {**given, **mask}),
        "voc_jpeg": ("VOC", {**given, **mask, "FORMAT": "JPEG"}),
        "huggingface": ("HUGGINGFACE", {**label, **mask, **given}),
        "huggingface_masks": ("HUGGINGFACE", mask),
        "huggingface_labels": ("HUGGINGFACE", label),
        "esri_labels": ("ESRI", label),
        "esri_masks": ("ESRI", {**mask, "FORMAT": "GTIFF"}),
        "esri_boxes": ("ESRI", {**given, "SHAPE": "BOX"}),
        "esri_polygons": ("ESRI", {**given, "SHAPE": "POLYGON"}),
    }
    for name, (layout, more) in wanted.items():
        if layout not in layouts:
            print(f"{name} is left out: there is no layout {layout}.")
            continue
        run("exporttiles", **{**base, "LAYOUT": layout, **more, "OUTPUT": str(folder / name)})
    shards = str(folder / "webdataset")
    source = str(folder / "imagefolder_masks")
    run("packagedataset", INPUT=source, FORMAT="WEBDATASET", SHARD_SIZE=10, OUTPUT=shards)


def make_foz(run, folder: Path) -> None:
    """The example as image folders, and with its land cover as masks and objects."""
    data = ROOT / "examples" / "foz"
    land = str(data / "land_cover.geojson")
    base = {
        "RASTER": str(data / "foz.tif"), "NODATA": 0, "MIN_VALID": 100, "TILE_SIZE": 64,
        "FORMAT": "PNG", "SPLIT_METHOD": "BLOCKS", "METADATA": RECORDS,
        "DATE": "2024-05-01/2024-09-30",
    }  # fmt: skip
    labels = {
        "LABELS": str(data / "urban.geojson"), "LABEL_FIELD": "class", "OTHER_LABEL": "non_urban",
    }  # fmt: skip
    for name, more in {
        "foz_imagefolder": labels,
        "foz_masks": {"LAYOUT": "MASKS", "MASK": land, "MASK_FIELD": "class"},
        "foz_coco": {"LAYOUT": "COCO", "OBJECTS": land, "OBJECT_FIELD": "class"},
    }.items():
        run("builddataset", **base, **more, OUTPUT=str(folder / name))


def main() -> None:
    """Make all that is missing."""
    from make_all_datasets import start

    folder = Path(sys.argv[1]).resolve()
    if (folder / "made").is_file():
        print(f"The datasets in {folder} are taken as they are.")
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # It must not be collected before the end.
    application, _, processing = start(ROOT)
    from tilewright.core.layouts import LAYOUTS

    def run(name, **parameters):
        if name not in ("exporttiles", "builddataset", "packagedataset"):
            parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        return processing.run(f"tilewright:{name}", parameters)

    make_mosaic(run, folder, LAYOUTS)
    make_foz(run, folder)
    for name in sorted(path.name for path in folder.iterdir() if (path / "dataset.json").is_file()):
        result = run("validatedataset", INPUT=str(folder / name))
        assert result["PASSED"], f"validatedataset finds faults in {name}"
    (folder / "made").write_text("", encoding="utf-8")
    print(f"Datasets in {folder}; validatedataset finds no fault in them.")


if __name__ == "__main__":
    main()
    # QGIS may fall on its own feet when Python ends it.
    sys.stdout.flush()
    os._exit(0)
