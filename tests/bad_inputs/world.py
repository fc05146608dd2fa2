"""A small world in which all algorithms work, and a good call of each."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np

SIZE = 96
CORNER = (300000, 4900020)
CRS = "EPSG:32631"
CLASSES = ("forest", "water")


def write_raster(path: Path, values, crs=CRS, transform=None, **profile) -> Path:
    """A raster of an array (bands, height, width) or (height, width)."""
    import rasterio
    from rasterio.transform import Affine

    values = np.asarray(values)
    values = values[None] if values.ndim == 2 else values
    path.parent.mkdir(parents=True, exist_ok=True)
    profile.setdefault("driver", "GTiff")
    with rasterio.open(
        path, "w", width=values.shape[2], height=values.shape[1], count=len(values),
        dtype=values.dtype.name, crs=crs,
        transform=transform or Affine(10, 0, CORNER[0], 0, -10, CORNER[1]), **profile,
    ) as dataset:  # fmt: skip
        dataset.write(values)
    return path


def box(left: float, top: float, size: float) -> list:
    """The ring of a square, in metres from the world's corner, rows down."""
    x, y = CORNER[0] + left, CORNER[1] - top
    return [[x, y], [x + size, y], [x + size, y - size], [x, y - size], [x, y]]


def write_layer(path: Path, features, crs: str = CRS) -> Path:
    """A GeoJSON file of (geometry, properties)."""
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "crs": {"type": "name", "properties": {"name": crs}},
            "features": [
                {"type": "Feature", "geometry": geometry, "properties": properties}
                for geometry, properties in features
            ],
        }
    )
    path.write_text(text, encoding="utf-8")
    return path


def polygon(left: float, top: float, size: float) -> dict:
    """A square as a geometry of GeoJSON; see box."""
    return {"type": "Polygon", "coordinates": [box(left, top, size)]}


def scene_values() -> np.ndarray:
    """Three bands whose left half is dark and whose right half is light, with noise."""
    rng = np.random.default_rng(3)
    values = rng.integers(1, 200, (3, SIZE, SIZE))
    values[:, :, SIZE // 2 :] += 3000
    return values.astype("uint16")


CATALOG = {
    "type": "Catalog",
    "stac_version": "1.0.0",
    "id": "made",
    "description": "made",
    "links": [{"rel": "item", "href": "./item.json"}],
}
ITEM = {
    "type": "Feature",
    "stac_version": "1.0.0",
    "id": "a",
    "collection": "made",
    "geometry": None,
    "bbox": [2, 44, 2.1, 44.1],
    "properties": {"datetime": "2021-01-05T10:00:00Z"},
    "assets": {"image": {"href": "../scene.tif", "type": "image/tiff"}},
    "links": [],
}


def make_world(folder: Path, run, make_product) -> Path:
    """Write the inputs of good calls into a folder; ``run`` is the fixture of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    values = scene_values()
    write_raster(folder / "scene.tif", values)
    for k in range(3):
        write_raster(folder / "bands" / f"B{k + 2}.tif", values[k])
    for date in ("20210105", "20210210", "20210315"):
        write_raster(folder / "dated" / f"scene_{date}.tif", values)
    clouds = np.zeros((SIZE, SIZE), dtype="uint8")
    clouds[:20, :20] = 3
    write_raster(folder / "clouds.tif", clouds)
    classes = np.where(values[0] > 1000, 2, 1).astype("uint8")
    write_raster(folder / "classes.tif", classes)
    rows = [(polygon(0, 0, 470), "forest"), (polygon(490, 0, 470), "water"),
            (polygon(0, 490, 470), "forest"), (polygon(490, 490, 470), "water")]  # fmt: skip
    write_layer(
        folder / "labels.geojson",
        [
            (shape, {"class": name, "id": k + 1, "year": 2021})
            for k, (shape, name) in enumerate(rows)
        ],
    )
    point = {"type": "Point", "coordinates": [CORNER[0] + 50, CORNER[1] - 50]}
    write_layer(folder / "cloud_points.geojson", [(point, {"id": 1})])
    write_layer(folder / "area.geojson", [(polygon(0, 0, 960), {"id": 1})])
    write_layer(
        folder / "coarse.geojson",
        [
            (polygon(0, 0, 480), {"cell": "a", "p_forest": 100.0, "known_pct": 100.0}),
            (polygon(480, 0, 480), {"cell": "b", "p_forest": 50.0, "known_pct": 50.0}),
        ],
    )
    (folder / "catalog").mkdir()
    (folder / "catalog" / "catalog.json").write_text(json.dumps(CATALOG))
    (folder / "catalog" / "item.json").write_text(json.dumps(ITEM))
    (folder / "area.wkt").write_text("POLYGON((2.0 44.0, 2.1 44.0, 2.1 44.1, 2.0 44.1, 2.0 44.0))")
    (folder / "legend.csv").write_text("value,name,color\n1,forest,#00ff00\n2,water,#0000ff\n")
    (folder / "dates.csv").write_text(
        "file,date\n"
        + "".join(
            f"scene_{d}.tif,{d[:4]}-{d[4:6]}-{d[6:]}\n"
            for d in ("20210105", "20210210", "20210315")
        )
    )
    product = make_product(
        {
            ("B02", 10): values[0],
            ("B03", 10): values[1],
            ("B04", 10): values[2],
            ("SCL", 20): clouds[::2, ::2],
        },
        folder=folder / "products",
    )
    shutil.copytree(product, folder / "product.SAFE")
    _derive(folder, run)
    return folder


def _derive(folder: Path, run) -> None:
    """What the algorithms themselves make of it."""
    grid = run("createtilegrid", INPUT=str(folder / "scene.tif"), TILE_SIZE=24)["OUTPUT"]
    joined = run(
        "joinlabels", INPUT=grid, LABELS=str(folder / "labels.geojson"), LABEL_FIELD="class"
    )["OUTPUT"]
    run("splittiles", INPUT=joined, METHOD="RANDOM", OUTPUT=str(folder / "tiles.gpkg"))
    call = good_calls(folder, folder)["exporttiles"]
    run("exporttiles", **{**call, "OUTPUT": str(folder / "dataset")})
    shutil.copytree(folder / "dataset", folder / "dataset_b")
    run(
        "samplepixels",
        **{**good_calls(folder, folder)["samplepixels"], "OUTPUT": str(folder / "samples.csv")},
    )
    run(
        "trainclassifier",
        **{**good_calls(folder, folder)["trainclassifier"], "OUTPUT": str(folder / "model.npz")},
    )


def good_calls(world: Path, case: Path) -> dict[str, dict]:
    """Parameters with which each algorithm works; outputs go into the folder ``case``."""
    w, c = (lambda name: str(world / name)), (lambda name: str(case / name))
    scene, labels, tiles = w("scene.tif"), w("labels.geojson"), w("tiles.gpkg")
    dated = [w(f"dated/scene_{d}.tif") for d in ("20210105", "20210210", "20210315")]
    return {
        "assessmap": {
            "RASTER": w("classes.tif"),
            "REFERENCE": labels,
            "REFERENCE_FIELD": "class",
            "CLASS_MAP": "1=forest,2=water",
            "REPORT": c("report.html"),
        },
        "assessmentpoints": {
            "RASTER": w("classes.tif"),
            "COUNT": 200,
            "OUTPUT": c("out.gpkg"),
        },
        "assigncoarsetile": {
            "INPUT": tiles,
            "COARSE": w("coarse.geojson"),
            "COARSE_ID": "cell",
            "OUTPUT": c("out.gpkg"),
        },
        "auditsplit": {"INPUT": tiles, "REPORT": c("report.html")},
        "cleanclasses": {"RASTER": w("classes.tif"), "MIN_AREA": 0.5, "OUTPUT": c("out.tif")},
        "comparemaps": {
            "BEFORE": w("classes.tif"),
            "AFTER": w("classes.tif"),
            "OUTPUT": c("out.tif"),
            "REPORT": c("report.html"),
        },
        "builddataset": {
            "RASTER": scene,
            "TILE_SIZE": 24,
            "LABELS": labels,
            "LABEL_FIELD": "class",
            "OUTPUT": c("dataset"),
        },
        "classifyraster": {"RASTER": scene, "MODEL": w("model.npz"), "OUTPUT": c("out.tif")},
        "coarseproportions": {
            "INPUT": tiles,
            "COARSE": w("coarse.geojson"),
            "OUTPUT": c("out.gpkg"),
        },
        "composite": {"RASTERS": dated, "OUTPUT": c("out.tif")},
        "contactsheet": {"IMAGES": dated, "OUTPUT": c("sheet.png")},
        "createrandomtiles": {"AOI": w("area.geojson"), "MAX_SIZE": 300, "OUTPUT": c("out.gpkg")},
        "createtilegrid": {"INPUT": scene, "TILE_SIZE": 24, "OUTPUT": c("out.gpkg")},
        # What is there is not asked for.
        "downloadproducts": {
            "NAMES": "S2A_MSIL2A_20220413T105321_N0400_R051_T31TCJ_20220413T170958",
            "CATALOGUE_URL": "http://127.0.0.1:1",
            "OUTPUT": w("products"),
            "PRODUCTS": c("out.gpkg"),
        },
        "exporttiles": {
            "RASTER": scene,
            "TILES": tiles,
            "LABEL_FIELD": "label",
            "SPLIT_FIELD": "split",
            "FORMAT": "PNG",
            "OUTPUT": c("dataset"),
        },
        "exporttimeseries": {"RASTERS": dated, "TILES": tiles, "OUTPUT": c("series")},
        "joinlabels": {
            "INPUT": tiles,
            "LABELS": labels,
            "LABEL_FIELD": "class",
            "OUTPUT": c("out.gpkg"),
        },
        "labelproportions": {
            "INPUT": tiles,
            "LABELS": labels,
            "LABEL_FIELD": "class",
            "OUTPUT": c("out.gpkg"),
        },
        "loaddataset": {"INPUT": w("dataset"), "TILES": c("tiles.gpkg")},
        "loadsentinel2": {
            "INPUT": w("product.SAFE"),
            "BANDS": "B04,B03,B02",
            "OUTPUT": c("out.tif"),
        },
        "maskcloudpoints": {
            "INPUT": tiles,
            "CLOUDS": w("cloud_points.geojson"),
            "OUTPUT": c("out.gpkg"),
        },
        "maskcloudraster": {
            "INPUT": tiles,
            "MASK": w("clouds.tif"),
            "VALUES": "3",
            "OUTPUT": c("out.gpkg"),
        },
        "mergedatasets": {
            "DATASETS": [w("dataset"), w("dataset_b")],
            "OUTPUT": c("merged"),
        },
        "packagedataset": {"INPUT": w("dataset"), "OUTPUT": c("package")},
        "rasterizelabels": {
            "LABELS": labels,
            "LABEL_FIELD": "class",
            "TEMPLATE": scene,
            "OUTPUT": c("out.tif"),
        },
        "mgrstiles": {"AOI": w("area.geojson"), "OUTPUT": c("out.gpkg")},
        "rebuilddataset": {"INPUT": w("dataset"), "REPORT": c("report.json")},
        "reviewlabels": {
            "INPUT": w("dataset"),
            "FOLDS": 2,
            "OUTPUT": c("out.gpkg"),
            "REPORT": c("report.html"),
        },
        "samplepixels": {
            "RASTER": scene,
            "LABELS": labels,
            "LABEL_FIELD": "class",
            "MAX_PER_CLASS": 200,
            "OUTPUT": c("samples.csv"),
        },
        "searchcatalog": {
            "URL": w("catalog/catalog.json"),
            "COLLECTION": "made",
            "OUTPUT": c("out.gpkg"),
        },
        "selectproducts": {"INPUT": w("products"), "OUTPUT": c("out.gpkg")},
        "selecttiles": {"INPUT": tiles, "AOI": w("area.geojson"), "OUTPUT": c("out.gpkg")},
        "splittiles": {"INPUT": tiles, "METHOD": "RANDOM", "OUTPUT": c("out.gpkg")},
        "stackbands": {"INPUTS": [w(f"bands/B{k}.tif") for k in (2, 3, 4)], "OUTPUT": c("out.tif")},
        "trainclassifier": {
            "SAMPLES": [w("samples.csv")],
            "METHOD": "RANDOM_FOREST",
            "TREES": 5,
            "FOLDS": 2,
            "OUTPUT": c("model.npz"),
        },
        "validatedataset": {"INPUT": w("dataset"), "REPORT": c("report.html")},
    }


# Algorithms whose calls need a server, which their own tests start.
NEED_SERVERS = ("earthenginetiles",)

# What is left out of a good call when this is given, since both together are refused.
ALTERNATIVES = {
    ("assessmap", "REFERENCE_RASTER"): ("REFERENCE", "REFERENCE_FIELD"),
    ("composite", "FOLDER"): ("RASTERS",),
    ("stackbands", "FOLDER"): ("INPUTS",),
    ("classifyraster", "FOLDER"): ("RASTER", "OUTPUT"),
    ("classifyraster", "SCENES"): ("RASTER", "OUTPUT"),
    ("contactsheet", "IMAGES_FOLDER"): ("IMAGES",),
    ("contactsheet", "CLASS_FOLDER"): ("IMAGES",),
    ("exporttimeseries", "FOLDER"): ("RASTERS",),
    ("exporttimeseries", "PARCELS"): ("TILES",),
    ("contactsheet", "DATASET"): ("IMAGES",),
    ("contactsheet", "CLASS_RASTERS"): ("IMAGES",),
    ("auditsplit", "DATASET"): ("INPUT",),
    ("createrandomtiles", "AOI_WKT"): ("AOI",),
    ("exporttiles", "SCENES"): ("RASTER",),
    ("exporttiles", "SCENE_TABLE"): ("RASTER",),
    ("selecttiles", "AOI_WKT"): ("AOI",),
    ("mgrstiles", "AOI_NAME"): ("AOI",),
    ("mgrstiles", "AOI_WKT"): ("AOI",),
    ("downloadproducts", "INPUT"): ("NAMES",),
    ("joinlabels", "LABEL_RASTER"): ("LABELS", "LABEL_FIELD"),
    ("labelproportions", "LABEL_RASTER"): ("LABELS", "LABEL_FIELD"),
    ("builddataset", "LABEL_RASTER"): ("LABELS", "LABEL_FIELD"),
    ("trainclassifier", "RASTER"): ("SAMPLES",),
    ("trainclassifier", "LABELS"): ("SAMPLES",),
}
# What a parameter needs beside it.
COMPANIONS = {
    ("classifyraster", "FOLDER"): {"OUTPUT_FOLDER": "out/many"},
    ("classifyraster", "SCENES"): {"OUTPUT_FOLDER": "out/many"},
    ("exporttiles", "STYLE_FILE"): {"SCALING": "STYLE"},
    ("builddataset", "GRID_PART"): {"DRY_RUN": "true"},
    ("builddataset", "STYLE_FILE"): {"SCALING": "STYLE"},
    ("trainclassifier", "RASTER"): {"LABELS": "labels.geojson", "LABEL_FIELD": "class"},
    ("trainclassifier", "LABELS"): {"RASTER": "scene.tif", "LABEL_FIELD": "class"},
    ("exporttiles", "MASK"): {"MASK_FIELD": "class"},
    ("builddataset", "MASK"): {"MASK_FIELD": "class"},
    ("builddataset", "SPLIT_GROUPS"): {"SPLIT_METHOD": "GROUP", "SPLIT_GROUP_FIELD": "cell"},
    ("exporttimeseries", "PARCELS"): {"PARCEL_LABEL_FIELD": "class"},
    ("exporttimeseries", "LABELS"): {"LABEL_FIELD": "class"},
    ("joinlabels", "CLASS_MAP"): {"LABEL_RASTER": "classes.tif"},
}
