"""Vector layers that go wrong, by name: each maker writes one into a folder and gives its path."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from world import CORNER, polygon, write_layer

from makers import WORDS, Makers, at, file_at, pipe_at, write

LAYERS = Makers(
    missing=at("no such.gpkg"),
    empty_file=file_at("empty.gpkg", b""),
    text_file=file_at("notes.geojson", WORDS),
    broken_json=file_at(
        "broken.geojson", '{"type": "FeatureCollection", "features": [{"type": "Fea'
    ),
    deeply_nested_json=file_at(
        "deep.geojson",
        '{"type":"FeatureCollection","features":' + "[" * 100000 + "]" * 100000 + "}",
    ),
    table_without_geometry=file_at("table.csv", "class,label,split,cell,tile_id\na,a,train,a,t1\n"),
    csv_without_end=file_at(
        "open.csv", 'WKT,class,label,split,cell\n"POLYGON((300000 4900000,300100 4900000'
    ),
    fifo=pipe_at("pipe.geojson"),
    nul_in_path=at("a\0b.gpkg"),
)


def _features(shapes) -> list:
    fields = {
        "class": "forest",
        "label": "forest",
        "split": "train",
        "cell": "a",
        "id": 1,
        "year": 2021,
        "p_forest": 100.0,
        "known_pct": 100.0,
    }
    return [(shape, {**fields, "id": k, "tile_id": f"t{k}"}) for k, shape in enumerate(shapes)]


def _polygons(*rings) -> list:
    return _features([{"type": "Polygon", "coordinates": [ring]} for ring in rings])


def _classes(path: Path, names: Sequence[str]) -> Path:
    """A square of each class."""
    return write_layer(
        path,
        [
            (
                polygon(100 * k, 0, 90),
                {"class": v, "label": v, "split": "train", "cell": v, "tile_id": f"t{k}"},
            )
            for k, v in enumerate(names)
        ],
    )


def _vrt(path: Path, source: str) -> Path:
    return write(
        path,
        f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{source}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>",
    )


@cache
def _gpkg_bytes(count: int) -> bytes:
    from osgeo import gdal

    shapes = [polygon(40 * (k % 20), 40 * (k // 20), 39) for k in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        source = write_layer(Path(folder, "many.geojson"), _features(shapes))
        path = Path(folder, "many.gpkg")
        gdal.VectorTranslate(str(path), str(source), format="GPKG")
        return path.read_bytes()


def _gpkg(folder: Path, count: int = 400) -> Path:
    return write(folder / "many.gpkg", _gpkg_bytes(count))


@LAYERS.add
def damaged_gpkg(folder, port):
    path = _gpkg(folder)
    data = bytearray(path.read_bytes())
    middle = len(data) * 2 // 3 // 4096 * 4096
    data[middle : middle + 8192] = b"\xff" * 8192
    return write(path, bytes(data))


@LAYERS.add
def truncated_gpkg(folder, port):
    path = _gpkg(folder)
    data = path.read_bytes()
    return write(path, data[: len(data) // 2 // 4096 * 4096])


@LAYERS.add
def truncated_fgb(folder, port):
    from osgeo import gdal

    gdal.VectorTranslate(str(folder / "many.fgb"), str(_gpkg(folder)), format="FlatGeobuf")
    data = (folder / "many.fgb").read_bytes()
    return write(folder / "many.fgb", data[: len(data) * 2 // 3])


@LAYERS.add
def gpkg_without_its_table(folder, port):
    import sqlite3

    path = _gpkg(folder)
    with contextlib.closing(sqlite3.connect(path)) as base:
        base.execute("DROP TABLE many")
        base.commit()
    return path


@LAYERS.add
def nan_coordinates(folder, port):
    return _wkb(folder, [(float("nan"), float("nan"))])


@LAYERS.add
def infinite_coordinates(folder, port):
    return _wkb(folder, [(float("inf"), CORNER[1]), (CORNER[0], float("-inf"))])


@LAYERS.add
def huge_coordinates(folder, port):
    return _wkb(folder, [(1e300, 1e300), (-1e300, 1e300)])


def _wkb(folder: Path, points: list[tuple]) -> Path:
    """Squares among whose corners are such points; GeoJSON cannot say them."""
    from osgeo import ogr, osr

    system = osr.SpatialReference()
    system.ImportFromEPSG(32631)
    path = folder / "odd.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    made = source.CreateLayer("odd", system, ogr.wkbPolygon)
    for name in ("class", "label", "split", "cell", "tile_id"):
        made.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for name in ("p_forest", "known_pct"):
        made.CreateField(ogr.FieldDefn(name, ogr.OFTReal))
    for k, point in enumerate(points):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in (
            (CORNER[0], CORNER[1]),
            (CORNER[0] + 200, CORNER[1]),
            point,
            (CORNER[0], CORNER[1]),
        ):
            ring.AddPoint_2D(x, y)
        shape = ogr.Geometry(ogr.wkbPolygon)
        shape.AddGeometry(ring)
        feature = ogr.Feature(made.GetLayerDefn())
        for name in ("class", "label", "cell", "tile_id"):
            feature.SetField(name, f"a{k}")
        for name in ("p_forest", "known_pct"):
            feature.SetField(name, 100.0)
        feature.SetField("split", "train")
        feature.SetGeometry(shape)
        made.CreateFeature(feature)
    source = None
    return path


@LAYERS.add
def no_features(folder, port):
    from osgeo import gdal

    gdal.VectorTranslate(
        str(folder / "none.gpkg"), str(_gpkg(folder, 2)), options=["-f", "GPKG", "-where", "1=0"]
    )
    return folder / "none.gpkg"


@LAYERS.add
def no_geometries(folder, port):
    return write_layer(folder / "null.geojson", _features([None, None]))


@LAYERS.add
def empty_geometries(folder, port):
    return write_layer(
        folder / "empty.geojson",
        _features([{"type": "Polygon", "coordinates": []}, polygon(0, 0, 200)]),
    )


@LAYERS.add
def bow_tie(folder, port):
    x, y = CORNER
    return write_layer(
        folder / "bow.geojson",
        _polygons([[x, y], [x + 300, y - 300], [x + 300, y], [x, y - 300], [x, y]]),
    )


@LAYERS.add
def two_point_ring(folder, port):
    x, y = CORNER
    return write_layer(folder / "two.geojson", _polygons([[x, y], [x + 300, y - 300], [x, y]]))


@LAYERS.add
def points(folder, port):
    return write_layer(
        folder / "points.geojson",
        _features([{"type": "Point", "coordinates": [CORNER[0] + 100, CORNER[1] - 100]}]),
    )


def _strata(folder: Path, *areas: float) -> Path:
    """Points that say of their stratum how large it is."""
    spots = [[CORNER[0] + 100 + 10 * n, CORNER[1] - 100] for n in range(len(areas))]
    said = [{"class": "forest", "stratum": "forest", "strat_area": area} for area in areas]
    return write_layer(
        folder / "strata.geojson",
        [({"type": "Point", "coordinates": spot}, own) for spot, own in zip(spots, said)],
    )


@LAYERS.add
def points_of_an_endless_stratum(folder, port):
    return _strata(folder, 1e300, 1e300)


@LAYERS.add
def points_of_a_stratum_of_two_areas(folder, port):
    return _strata(folder, 8.0, 9.0)


@LAYERS.add
def lines(folder, port):
    x, y = CORNER
    return write_layer(
        folder / "lines.geojson",
        _features([{"type": "LineString", "coordinates": [[x, y], [x + 400, y - 400]]}]),
    )


@LAYERS.add
def elsewhere(folder, port):
    return write_layer(folder / "elsewhere.geojson", _features([polygon(1e6, 1e6, 200)]))


@LAYERS.add
def no_crs(folder, port):
    from osgeo import gdal

    gdal.VectorTranslate(str(folder / "plain.shp"), str(_gpkg(folder, 4)), format="ESRI Shapefile")
    (folder / "plain.prj").unlink()
    return folder / "plain.shp"


@LAYERS.add
def crs_that_fits_nothing(folder, port):
    return write_layer(folder / "wrong.geojson", _features([polygon(0, 0, 200)]), crs="EPSG:4326")


@LAYERS.add
def crs_link_to_the_network(folder, port):
    path = write_layer(folder / "link.geojson", _features([polygon(0, 0, 400)]))
    text = path.read_text().replace(
        '{"type": "name", "properties": {"name": "EPSG:32631"}}',
        '{"type": "link", "properties": '
        f'{{"href": "http://127.0.0.1:{port}/crs.wkt", "type": "ogcwkt"}}}}',
    )
    return write(path, text)


@LAYERS.add
def vrt_of_the_network(folder, port):
    return _vrt(folder / "net.vrt", f"http://127.0.0.1:{port}/x.geojson")


@LAYERS.add
def vrt_of_vsicurl(folder, port):
    return _vrt(folder / "net.vrt", f"/vsicurl/http://127.0.0.1:{port}/x.geojson")


@LAYERS.add
def fields_that_differ_by_case(folder, port):
    shapes = [polygon(0, 0, 400), polygon(480, 0, 400)]
    return write_layer(
        folder / "case.geojson",
        [
            (
                s,
                {
                    "class": "forest",
                    "Class": "b",
                    "label": "x",
                    "LABEL": "y",
                    "split": "train",
                    "cell": f"c{k}",
                },
            )
            for k, s in enumerate(shapes)
        ],
    )


@LAYERS.add
def values_a_spreadsheet_runs(folder, port):
    nasty = ("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-2+3", "\t=1")
    return _classes(folder / "nasty.geojson", nasty)


@LAYERS.add
def values_with_braces_and_markup(folder, port):
    nasty = ("{0}", "{BAND_COUNT}", "<script>alert(1)</script>", "a\nb", "../../x", "%s%n")
    return _classes(folder / "braces.geojson", nasty)


@LAYERS.add
def very_long_values(folder, port):
    return write_layer(
        folder / "long.geojson",
        [
            (
                polygon(0, 0, 400),
                {
                    "class": "x" * 200000,
                    "label": "x" * 200000,
                    "split": "s" * 200000,
                    "cell": "c" * 200000,
                },
            )
        ],
    )


@LAYERS.add
def null_values(folder, port):
    return write_layer(
        folder / "nulls.geojson",
        [(polygon(0, 0, 400), dict.fromkeys(("class", "label", "split", "cell", "id")))],
    )


@LAYERS.add
def numbers_that_are_not(folder, port):
    text = write_layer(
        folder / "numbers.geojson",
        [
            (
                polygon(0, 0, 400),
                {"class": -12345.5, "label": -12345.5, "split": "train", "cell": -12345.5},
            )
        ],
    ).read_text()
    return write(folder / "numbers.geojson", text.replace("-12345.5", "NaN"))


@LAYERS.add
def not_utf8(folder, port):
    path = write_layer(
        folder / "latin.geojson",
        [(polygon(0, 0, 400), {"class": "ZZZ", "label": "ZZZ", "split": "train", "cell": "ZZZ"})],
    )
    return write(path, path.read_bytes().replace(b"ZZZ", "forêt".encode("latin-1")))


@LAYERS.add
def huge_csv_field(folder, port):
    return write(
        folder / "huge.csv",
        "WKT,class,label,split,cell\n"
        + '"POLYGON((300000 4900000,300100 4900000,300100 4899900,300000 4900000))",'
        + "x" * 300000
        + ",a,train,c\n",
    )


@LAYERS.add
def raster(folder, port):
    from makers.rasters import RASTERS

    return RASTERS["no_crs"](folder, port)


@LAYERS.add
def a_million_vertices(folder, port):
    import math

    x, y = CORNER
    ring = [
        [x + 400 + 300 * math.cos(k / 1e5 * math.tau), y - 400 + 300 * math.sin(k / 1e5 * math.tau)]
        for k in range(100000)
    ]
    return write_layer(folder / "many.geojson", _polygons([*ring, ring[0]]))
