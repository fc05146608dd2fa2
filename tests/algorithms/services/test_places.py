"""Images of services show the ground that they say: not a part of a pixel beside it."""

from __future__ import annotations

import io
import json
import urllib.parse
import urllib.request

import numpy as np
import pytest
import rasterio
from PIL import Image

# Columns and rows of the tiles' corners in the image, of 64 pixels a side.
PLACES = [(128, 64), (192, 64), (300, 201), (400, 333)]
SIZE = 64


@pytest.fixture
def aside_layer(proxy):
    """Opens the image whose pixels lie beside multiples of their size, as "wms" or "wcs"."""
    from qgis.core import QgsRasterLayer

    def make(kind):
        source = f"identifier=aside&url={proxy.url}&crs=EPSG:32631&format=image/tiff"
        if kind == "wms":
            source = (
                f"crs=EPSG:32631&dpiMode=7&format=image/png&layers=aside&styles&url={proxy.url}"
            )
        layer = QgsRasterLayer(source, "beside", kind)
        assert layer.isValid()
        return layer

    return make


@pytest.fixture
def aside_tiles(make_layer):
    def make(fields="tile_id:string,width:integer,height:integer"):
        features = []
        for k, (column, row) in enumerate(PLACES):
            x, y, side = 500025 + 30 * column, 4600005 - 30 * row, 30 * SIZE
            ring = [(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)]
            wkt = "POLYGON((" + ",".join(f"{a} {b}" for a, b in ring) + "))"
            facts = {"tile_id": f"t{k}", "width": SIZE, "height": SIZE}
            names = [field.partition(":")[0] for field in fields.split(",")]
            features.append((wkt, {name: facts[name] for name in names}))
        return make_layer(features, fields=fields, name="tiles")

    return make


def read_images(folder):
    found = []
    for path in sorted((folder / "images").iterdir()):
        with rasterio.open(path) as file:
            found.append((file.read(), file.bounds))
    return found


def find_shift(found, wanted):
    """Columns and rows by which an image lies beside another, by their cross-correlation."""
    ours, theirs = (a.astype(float).mean(axis=0) for a in (found, wanted))
    spectrum = np.fft.fft2(ours - ours.mean()) * np.conj(np.fft.fft2(theirs - theirs.mean()))
    peaks = np.fft.fftshift(np.fft.ifft2(spectrum).real)
    row, column = np.unravel_index(peaks.argmax(), peaks.shape)
    shifts = []
    for line, at in ((peaks[row], column), (peaks[:, column], row)):
        left, top, right = line[at - 1], line[at], line[at + 1]
        part = (right - left) / (2 * (2 * top - left - right))
        shifts.append(at + part - len(line) // 2)
    return np.array(shifts)


def test_a_shift_is_found(image_values):
    cut = image_values[:, 100:164, 100:164]
    np.testing.assert_allclose(find_shift(image_values[:, 101:165, 99:163], cut), (1, -1), atol=0.2)


@pytest.mark.parametrize("kind", ["wms", "wcs"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"METERS_PER_PIXEL": 30, "RESAMPLING": "NEAREST"},
        {"METERS_PER_PIXEL": 30, "RESAMPLING": "BILINEAR"},
        {"PIXELS": 64, "RESAMPLING": "BILINEAR"},
    ],
)
def test_tiles_hold_the_pixels_that_lie_there(
    kind, asked, export, aside_layer, aside_tiles, image_values, tmp_path
):
    results = export(aside_layer(kind), aside_tiles(), **asked)
    assert results["TILE_COUNT"] == len(PLACES)
    for (found, bounds), (column, row) in zip(read_images(tmp_path / "out"), PLACES):
        assert (bounds.left, bounds.top) == (500025 + 30 * column, 4600005 - 30 * row)
        wanted = image_values[:, row : row + SIZE, column : column + SIZE]
        np.testing.assert_array_equal(found, wanted)


def test_tiles_that_do_not_tell_their_pixels_begin_with_whole_ones(
    export, aside_layer, aside_tiles, image_values, tmp_path
):
    export(
        aside_layer("wms"), aside_tiles("tile_id:string"), METERS_PER_PIXEL=30, RESAMPLING="NEAREST"
    )
    for (found, _), (column, row) in zip(read_images(tmp_path / "out"), PLACES):
        wanted = image_values[:, row : row + SIZE, column : column + SIZE]
        np.testing.assert_array_equal(found, wanted)


@pytest.mark.parametrize("resampling", ["NEAREST", "BILINEAR"])
@pytest.mark.parametrize("kind", ["wms", "wcs"])
def test_tiles_of_another_coordinate_system_lie_where_the_image_does(
    kind, resampling, export, aside_layer, aside_file, make_layer, proxy, tmp_path
):
    x, y, step = 3.06, 41.47, 0.0003
    ring = [(x, y), (x + 64 * step, y), (x + 64 * step, y - 64 * step), (x, y - 64 * step), (x, y)]
    wkt = "POLYGON((" + ",".join(f"{a!r} {b!r}" for a, b in ring) + "))"
    facts = {"tile_id": "t0", "width": SIZE}
    tiles = make_layer(
        [(wkt, facts)], crs="EPSG:4326", fields="tile_id:string,width:integer", name="tiles"
    )
    asked = {"METERS_PER_PIXEL": 30, "RESAMPLING": resampling}
    for name, raster in (("service", aside_layer(kind)), ("file", str(aside_file))):
        export(raster, tiles, name, **asked)
    (found, bounds), (wanted, _) = (read_images(tmp_path / name)[0] for name in ("service", "file"))
    _, height, width = found.shape
    url = (
        f"{proxy.url}?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS=aside&STYLES=&SRS=EPSG:4326"
        f"&BBOX={bounds.left},{bounds.bottom},{bounds.right},{bounds.top}"
        f"&WIDTH={width}&HEIGHT={height}&FORMAT=image/png"
    )
    with urllib.request.urlopen(url, timeout=60) as answer:
        drawn = np.asarray(Image.open(io.BytesIO(answer.read())).convert("RGB")).transpose(2, 0, 1)
    assert abs(find_shift(found, wanted)).max() < 0.05
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.999
    # QGIS Server itself moves some rows and columns by less than a pixel.
    assert abs(find_shift(found, drawn)).max() < 1
    assert abs(find_shift(found, drawn) - find_shift(wanted, drawn)).max() < 0.05


@pytest.mark.parametrize(
    "asked", [{"RESAMPLING": "NEAREST"}, {"RESAMPLING": "BILINEAR", "PIXELS": 100}]
)
def test_pixels_of_a_web_map_stay_where_they_are(
    asked, export, xyz_layer, web_map, map_tiles, tmp_path
):
    window = (16384 * 256 + 37, 11000 * 256 + 51, 100, 100)
    export(xyz_layer, map_tiles([window]), **asked)
    found, _ = read_images(tmp_path / "out")[0]
    np.testing.assert_array_equal(found, web_map.pixels(*window))


@pytest.fixture
def arcgis_layer(make_server, image_values):
    """A map service of ArcGIS that draws any extent of the image, of the nearest pixels."""
    from qgis.core import QgsRasterLayer

    place = {"wkid": 32631, "latestWkid": 32631}
    edges = {"xmin": 500025, "ymin": 4600005 - 30 * 640, "xmax": 500025 + 30 * 768, "ymax": 4600005}
    extent = {**edges, "spatialReference": place}
    about = {
        "currentVersion": 10.81,
        "mapName": "image",
        "layers": [{"id": 0, "name": "image"}],
        "spatialReference": place,
        "singleFusedMapCache": False,
        "fullExtent": extent,
        "initialExtent": extent,
        "extent": extent,
        "supportedImageFormatTypes": "PNG32,PNG24,PNG",
        "capabilities": "Map",
    }

    def answer(path):
        parts = urllib.parse.urlsplit(path)
        asked = dict(urllib.parse.parse_qsl(parts.query))
        if not parts.path.endswith("/export"):
            return 200, "application/json", json.dumps(about).encode()
        x0, y0, x1, y1 = map(float, asked["bbox"].split(","))
        width, height = map(int, asked["size"].split(","))
        xs = x0 + (np.arange(width) + 0.5) * (x1 - x0) / width
        ys = y1 - (np.arange(height) + 0.5) * (y1 - y0) / height
        columns = np.floor((xs - 500025) / 30).astype(int)
        rows = np.floor((4600005 - ys) / 30).astype(int)
        drawn = np.zeros((height, width, 4), np.uint8)
        inside = np.ix_((rows >= 0) & (rows < 640), (columns >= 0) & (columns < 768))
        cut = image_values[:, rows.clip(0, 639)][:, :, columns.clip(0, 767)].transpose(1, 2, 0)
        drawn[..., :3][inside] = cut[inside]
        drawn[..., 3][inside] = 255
        body = io.BytesIO()
        Image.fromarray(drawn).save(body, "PNG")
        return 200, "image/png", body.getvalue()

    url = make_server(answer).url + "rest/services/image/MapServer"
    source = f"crs='EPSG:32631' format='PNG32' layer='0' url='{url}'"
    layer = QgsRasterLayer(source, "drawn", "arcgismapserver")
    assert layer.isValid()
    return layer


@pytest.mark.parametrize("resampling", ["NEAREST", "BILINEAR"])
def test_a_map_service_of_arcgis_draws_the_pixels_of_the_tiles(
    resampling, export, arcgis_layer, aside_tiles, image_values, tmp_path
):
    export(arcgis_layer, aside_tiles(), METERS_PER_PIXEL=30, RESAMPLING=resampling)
    for (found, _), (column, row) in zip(read_images(tmp_path / "out"), PLACES):
        wanted = image_values[:, row : row + SIZE, column : column + SIZE]
        np.testing.assert_array_equal(found, wanted)
