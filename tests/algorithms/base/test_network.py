"""No file makes a request: traps that GDAL falls into, and a listener that hears of each."""

from __future__ import annotations

import itertools
import json
import re
import socket
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

VALUES = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)
BOX = (300000, 4899380, 300640, 4900020)
_turns = itertools.count()


class Listener:
    """Counts the connections to a port of this machine; everything there is missing."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                self.count += 1
                connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    @property
    def address(self) -> str:
        """Another at each look: GDAL asks for nothing twice."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/{next(_turns)}"

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener():
    listener = Listener()
    yield listener
    listener.close()


def vrt(source: str, size: int = 64) -> str:
    return (
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}"><SRS>EPSG:32631</SRS>'
        "<GeoTransform>300000,10,0,4900020,0,-10</GeoTransform>"
        '<VRTRasterBand dataType="UInt16" band="1"><SimpleSource>'
        f"<SourceFilename>{source}</SourceFilename><SourceBand>1</SourceBand>"
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def wms(address: str) -> str:
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>{address}/${{z}}.png</ServerUrl></Service>'
        "<DataWindow><UpperLeftX>300000</UpperLeftX><UpperLeftY>4900020</UpperLeftY>"
        "<LowerRightX>300640</LowerRightX><LowerRightY>4899380</LowerRightY>"
        "<TileLevel>0</TileLevel>"
        "</DataWindow><Projection>EPSG:32631</Projection><BlockSizeX>64</BlockSizeX>"
        "<BlockSizeY>64</BlockSizeY><BandsCount>1</BandsCount></GDAL_WMS>"
    )


RASTERS, LAYERS = {}, {}
# Newer GDAL does not fall into these.
MENDED = {"document_type_of_a_nas_file"}


def raster(make):
    """A trap ``make(folder, address, make_raster)``, which gives the path to open."""
    RASTERS[make.__name__] = make
    return make


def layer(make):
    """A trap ``make(folder, address)``, which gives the path to open."""
    LAYERS[make.__name__] = make
    return make


@raster
def vrt_of_vsicurl(folder, address, make_raster):
    return write(folder / "a.vrt", vrt(f"/vsicurl/{address}/x.tif"))


@raster
def vrt_of_http_named_tif(folder, address, make_raster):
    return write(folder / "a.tif", vrt(f"{address}/x.tif"))


@raster
def vrt_after_other_words(folder, address, make_raster):
    return write(folder / "a.vrt", "never mind & this " + vrt(f"/vsicurl/{address}/x.tif"))


@raster
def vrt_with_character_codes(folder, address, make_raster):
    coded = "".join(f"&#{ord(c)};" for c in f"/vsicurl/{address}/x.tif")
    return write(folder / "a.vrt", vrt(coded))


@raster
def vrt_of_a_member_far_away(folder, address, make_raster):
    return write(folder / "a.vrt", vrt(f"/vsizip//vsicurl/{address}/x.zip/x.tif"))


@raster
def vrt_of_a_vrt_beside(folder, address, make_raster):
    write(folder / "b.vrt", vrt(f"/vsicurl/{address}/x.tif"))
    text = vrt("b.vrt").replace("<SourceFilename>", '<SourceFilename relativeToVRT="1">')
    return write(folder / "a.vrt", text)


@raster
def vrt_written_inside_a_vrt(folder, address, make_raster):
    inner = vrt(f"/vsicurl/{address}/x.tif").replace("<", "&lt;").replace('"', "&quot;")
    return write(folder / "a.vrt", vrt(inner))


@raster
def vrt_by_its_protocol(folder, address, make_raster):
    return "vrt://" + write(folder / "a.vrt", vrt(f"/vsicurl/{address}/x.tif")) + "?bands=1"


@raster
def wms_description_in_a_vrt(folder, address, make_raster):
    return write(folder / "a.vrt", vrt(write(folder / "wms.dat", wms(address))))


@raster
def wms_description_named_tif(folder, address, make_raster):
    return write(folder / "wms.tif", wms(address))


@raster
def wmts_description(folder, address, make_raster):
    return write(
        folder / "a.xml",
        f"<GDAL_WMTS><GetCapabilitiesUrl>{address}</GetCapabilitiesUrl></GDAL_WMTS>",
    )


@raster
def wcs_description(folder, address, make_raster):
    return write(
        folder / "a.xml",
        f"<WCS_GDAL><ServiceURL>{address}?</ServiceURL><CoverageName>x</CoverageName></WCS_GDAL>",
    )


@raster
def mrf_with_a_source(folder, address, make_raster):
    return write(
        folder / "a.mrf",
        (
            f"<MRF_META><CachedSource><Source>/vsicurl/{address}/x.tif</Source>"
            f'</CachedSource><Raster><Size x="64" y="64" c="1"/>'
            f'<PageSize x="64" y="64" c="1"/></Raster></MRF_META>'
        ),
    )


@raster
def overviews_named_in_the_tiff(folder, address, make_raster):
    from osgeo import gdal

    path = make_raster(VALUES)
    dataset = gdal.OpenEx(path, gdal.OF_UPDATE)
    dataset.SetMetadata({"OVERVIEW_FILE": f"/vsicurl/{address}/x.ovr"}, "OVERVIEWS")
    del dataset
    assert b"OVERVIEW_FILE" in Path(path).read_bytes()
    return path


@raster
def overviews_named_beside(folder, address, make_raster):
    path = make_raster(VALUES)
    write(
        Path(f"{path}.aux.xml"),
        (
            f'<PAMDataset><Metadata domain="OVERVIEWS"><MDI key="OVERVIEW_FILE">'
            f"/vsicurl/{address}/x.ovr</MDI></Metadata></PAMDataset>"
        ),
    )
    return path


@raster
def overviews_that_are_a_vrt(folder, address, make_raster):
    path = make_raster(VALUES)
    write(Path(f"{path}.ovr"), vrt(f"/vsicurl/{address}/x.tif", 32))
    return path


@raster
def vrt_in_a_zip(folder, address, make_raster):
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("inside/a.tif", vrt(f"/vsicurl/{address}/x.tif"))
    return f"/vsizip/{folder}/a.zip/inside/a.tif"


@layer
def vrt_of_features(folder, address):
    return write(
        folder / "a.vrt",
        (
            f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>'
            f"{address}/x.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
        ),
    )


@layer
def vrt_of_a_query(folder, address):
    write(folder / "p.csv", 'WKT,a\n"POINT(1 1)",1\n')
    query = f"select ogr_datasource_load_layers('ht'||'{address[2:]}/x.geojson')"
    return write(
        folder / "a.vrt",
        (
            f'<OGRVRTDataSource><OGRVRTLayer name="p"><SrcDataSource relativeToVRT="1">'
            f'p.csv</SrcDataSource><SrcSQL dialect="sqlite">{query}</SrcSQL></OGRVRTLayer>'
            f"</OGRVRTDataSource>"
        ),
    )


@layer
def wfs_description(folder, address):
    return write(folder / "a.xml", f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>")


@layer
def document_type_of_a_nas_file(folder, address):
    write(folder / "a.gfs", "<GMLFeatureClassList/>")
    return write(
        folder / "a.xml",
        (
            f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "{address}/x.dtd">'
            f'<x:A xmlns:x="http://www.adv-online.de/namespaces/adv/gid/6.0" '
            f'xmlns:gml="http://www.opengis.net/gml" NAS-Operationen.xsd aaa.xsd>'
            f"<gml:featureMember/></x:A>"
        ),
    )


def features(crs: str = "", place: str = "top") -> str:
    """GeoJSON of a square, with a member ``crs`` at its beginning, its end or in the geometry."""
    west, south, east, north = BOX
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    texts = {"top": "", "end": "", "geometry": "", place: crs}
    shape = json.dumps(geometry)[:-1] + (f",{texts['geometry']}" if texts["geometry"] else "") + "}"
    first = f"{texts['top']}," if texts["top"] else ""
    last = f",{texts['end']}" if texts["end"] else ""
    return (
        f'{{"type": "FeatureCollection",{first} "features": [{{"type": "Feature", '
        f'"properties": {{"class": "a"}}, "geometry": {shape}}}]{last}}}'
    )


def link(address: str, key: str = "crs", kind: str = "link", word: str = "href") -> str:
    return f'"{key}": {{"type": "{kind}", "properties": {{"{word}": "{address}/crs"}}}}'


@layer
def crs_link(folder, address):
    return write(folder / "a.geojson", features(link(address)))


@layer
def crs_link_at_the_end(folder, address):
    return write(folder / "a.geojson", features(link(address), "end"))


@layer
def crs_link_in_a_geometry(folder, address):
    return write(folder / "a.geojson", features(link(address), "geometry"))


@layer
def crs_url_in_capitals(folder, address):
    return write(folder / "a.geojson", features(link(address, "CRS", "url", "url")))


@layer
def crs_link_with_escapes(folder, address):
    text = link(address, "c\\u0072s", "lin\\u006b").replace("http://", "ht\\u0074p:\\/\\/")
    return write(folder / "a.geojson", features(text))


@layer
def crs_link_in_lines(folder, address):
    line = json.dumps(json.loads(features(link(address), "geometry"))["features"][0])
    return write(folder / "a.geojsonl", f"{line}\n{line}\n")


def fall_into(path: str, is_layer: bool) -> None:
    """Open and read it as any program does."""
    from osgeo import gdal

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR if is_layer else gdal.OF_RASTER)
        if is_layer and dataset is not None:
            for k in range(dataset.GetLayerCount()):
                list(dataset.GetLayer(k))
        elif dataset is not None:
            dataset.ReadAsArray(buf_xsize=8, buf_ysize=8)
    except RuntimeError:
        pass
    finally:
        gdal.PopErrorHandler()


@pytest.mark.parametrize("name", RASTERS)
def test_a_raster_that_leads_to_the_network_is_refused_unasked(
    name, tmp_path, listener, make_raster, run_error
):
    path = RASTERS[name](tmp_path, listener.address, make_raster)
    before = listener.count
    text = run_error("createtilegrid", INPUT=path, TILE_SIZE=16)
    assert "on the network" in text
    text = run_error("composite", RASTERS=[path, path])
    assert "on the network" in text
    assert listener.count == before
    fall_into(path, is_layer=False)
    assert listener.count > before, "this is no trap"


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_leads_to_the_network_is_refused_unasked(name, tmp_path, listener, run_error):
    path = LAYERS[name](tmp_path, listener.address)
    before = listener.count
    text = run_error("createrandomtiles", AOI=path, MAX_SIZE=300)
    assert "on the network" in text
    assert listener.count == before
    fall_into(path, is_layer=True)
    assert listener.count > before or name in MENDED, "this is no trap"


@pytest.mark.parametrize("name", LAYERS)
def test_a_step_of_a_model_refuses_such_a_layer_too(name, tmp_path, listener, qgis):
    path = LAYERS[name](tmp_path, listener.address)
    # QGIS itself opens it before the step begins, for a line in its log; nothing comes of it.
    text = run_step("splittiles", INPUT=path, METHOD="RANDOM", OUTPUT="TEMPORARY_OUTPUT")
    assert "on the network" in text


def test_a_step_of_a_model_refuses_what_dialogs_refuse(tmp_path, qgis):
    step = {"METHOD": "RANDOM", "OUTPUT": "TEMPORARY_OUTPUT"}
    text = run_step("splittiles", **step, INPUT=str(tmp_path / "none.gpkg"))
    assert "INPUT names" in text
    assert "there is neither such a file nor such a layer" in text


def run_step(algorithm, **values):
    """What the log of a model of one step says, which fails."""
    from qgis.core import (
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
    )

    child = QgsProcessingModelChildAlgorithm(f"tilewright:{algorithm}")
    child.setChildId("step")
    for name, value in values.items():
        source = QgsProcessingModelChildParameterSource.fromStaticValue(value)
        child.addParameterSources(name, [source])
    model = QgsProcessingModelAlgorithm()
    model.addChildAlgorithm(child)
    model.initAlgorithm()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    assert model.checkParameterValues({}, context)[0]
    _, is_right = model.run({}, context, feedback)
    assert not is_right
    return feedback.textLog()


def test_bands_of_a_product_that_are_virtual_are_refused_unasked(
    tmp_path, listener, make_product, run_error
):
    bands = {(name, 10): VALUES for name in ("B02", "B03", "B04")}
    product = Path(make_product(bands))
    for path in product.rglob("*.jp2"):
        write(path, vrt(f"/vsicurl/{listener.address}/x.tif"))
    archive = tmp_path / f"{product.stem}.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in product.rglob("*"):
            file.write(path, path.relative_to(product.parent))
    before = listener.count
    for source in (product, archive):
        text = run_error(
            "loadsentinel2", INPUT=str(source), BANDS="B04", OUTPUT=str(tmp_path / "out.tif")
        )
        assert "on the network" in text
    assert listener.count == before


def test_layers_of_a_project_that_come_of_files_are_looked_at(tmp_path, listener, qgis, run_error):
    from qgis.core import QgsProject, QgsRasterLayer

    path = write(tmp_path / "a.vrt", vrt(f"/vsicurl/{listener.address}/x.tif"))
    layer = QgsRasterLayer(path, "the scene", "gdal")
    QgsProject.instance().addMapLayer(layer)
    before = listener.count
    try:
        assert "on the network" in run_error("createtilegrid", INPUT="the scene", TILE_SIZE=16)
    finally:
        QgsProject.instance().removeMapLayer(layer.id())
    assert listener.count == before


# Gives one file, in pieces as they are asked for.
SERVER = """
import re, sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/scene.tif":
            return self.send_error(404)
        data = open(sys.argv[1], "rb").read()
        asked = re.match(r"bytes=(\\d+)-(\\d+)", self.headers.get("Range", ""))
        first, last = (int(asked[1]), int(asked[2])) if asked else (0, len(data))
        piece = data[first : last + 1]
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(piece)))
        if asked:
            end = first + len(piece) - 1
            self.send_header("Content-Range", f"bytes {first}-{end}/{len(data)}")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(piece)

    do_HEAD = do_GET

server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


@pytest.fixture
def remote_raster(make_raster):
    """The address of a raster; from another process, since GDAL may make this one wait."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, make_raster(VALUES)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        port = int(server.stdout.readline())
        yield f"http://127.0.0.1:{port}/scene.tif"
        server.kill()


def test_addresses_that_the_user_gave_work_as_before(tmp_path, remote_raster, qgis, run):
    from qgis.core import QgsRasterLayer

    layer = QgsRasterLayer(f"/vsicurl/{remote_raster}", "far away", "gdal")
    assert layer.isValid()
    out = str(tmp_path / "out.tif")
    run("stackbands", INPUTS=[layer, layer], NAMES="a,b", OUTPUT=out)
    with rasterio.open(out) as dataset:
        assert (dataset.read(2) == VALUES).all()
    assert run("createtilegrid", INPUT=layer, TILE_SIZE=16)["TILE_COUNT"] == 16


def test_the_schema_of_a_gml_file_is_not_fetched(tmp_path, listener, run, rows):
    from osgeo import gdal

    def write_gml(name):
        west, south, east, north = BOX
        ring = f"{west},{south} {east},{south} {east},{north} {west},{north} {west},{south}"
        where = (
            f"{listener.address}/wfs?service=WFS&amp;request=DescribeFeatureType&amp;typeName=a:b"
        )
        return write(
            tmp_path / f"{name}.gml",
            '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="http://a/" '
            f'xmlns:gml="http://www.opengis.net/gml" xsi:schemaLocation="http://a/ {where}">'
            '<gml:featureMember><a:b fid="1"><a:geom><gml:Polygon srsName="EPSG:32631">'
            "<gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>"
            f"{ring}</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs>"
            "</gml:Polygon></a:geom>"
            "</a:b></gml:featureMember></wfs:FeatureCollection>",
        )

    before = listener.count
    made = run("createrandomtiles", AOI=write_gml("a"), MIN_SIZE=100, MAX_SIZE=100, COUNT=3)
    assert rows(made["OUTPUT"])
    assert listener.count == before
    # What held GDAL back is gone with the run.
    assert gdal.GetThreadLocalConfigOption("GDAL_HTTP_PROXY") is None
    fall_into(write_gml("b"), is_layer=True)
    assert listener.count > before, "this is no trap"


def test_files_that_stay_here_work_as_before(tmp_path, make_raster, run):
    path = make_raster(VALUES)
    notes = '<Metadata><MDI key="ABOUT">http://127.0.0.1:1/about</MDI></Metadata>'
    text = vrt("raster.tif").replace("<SourceFilename>", '<SourceFilename relativeToVRT="1">')
    virtual = write(tmp_path / "a.vrt", re.sub("<SRS>", f"{notes}<SRS>", text))
    expected = run("createtilegrid", INPUT=path, TILE_SIZE=16)["TILE_COUNT"]
    assert run("createtilegrid", INPUT=virtual, TILE_SIZE=16)["TILE_COUNT"] == expected
