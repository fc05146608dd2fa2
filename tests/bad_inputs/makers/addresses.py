"""Files that lead to the network by ways of their own; adds to the rasters and the layers."""

from __future__ import annotations

import gzip
import json
import tarfile
import zipfile
from pathlib import Path

from world import CORNER, CRS, polygon, scene_values, write_layer, write_raster

from makers import write
from makers.layers import LAYERS
from makers.rasters import RASTERS


def _vrt(port: int, size: int = 96) -> str:
    x, y = CORNER
    return (
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}"><SRS>{CRS}</SRS>'
        f"<GeoTransform>{x}, {960 / size}, 0, {y}, 0, -{960 / size}</GeoTransform>"
        '<VRTRasterBand dataType="UInt16" band="1"><SimpleSource><SourceFilename>'
        f"/vsicurl/http://127.0.0.1:{port}/x.tif</SourceFilename><SourceBand>1</SourceBand>"
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )


@RASTERS.add
def vrt_of_the_network_after_other_words(folder, port):
    return write(folder / "net.vrt", f"never mind & this {_vrt(port)}")


@RASTERS.add
def vrt_of_the_network_in_a_zip(folder, port):
    with zipfile.ZipFile(folder / "net.zip", "w") as archive:
        archive.writestr("net.tif", _vrt(port))
    return f"/vsizip/{folder}/net.zip/net.tif"


@RASTERS.add
def vrt_of_the_network_in_a_tar(folder, port):
    path = folder / "net.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(write(folder / "net.tif", _vrt(port)), "net.tif")
    return f"/vsitar/{path}/net.tif"


@RASTERS.add
def vrt_of_the_network_compressed(folder, port):
    path = folder / "net.vrt.gz"
    path.write_bytes(gzip.compress(_vrt(port).encode()))
    return path


@RASTERS.add
def vrt_of_a_vrt_of_the_network(folder, port):
    inner = write(folder / "inner.dat", _vrt(port))
    text = _vrt(port).replace(f"/vsicurl/http://127.0.0.1:{port}/x.tif", str(inner))
    return write(folder / "outer.vrt", text)


@RASTERS.add
def overviews_in_the_network(folder, port):
    from osgeo import gdal

    path = write_raster(folder / "scene.tif", scene_values())
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
    far = f"/vsicurl/http://127.0.0.1:{port}/x.ovr"
    dataset.SetMetadata({"OVERVIEW_FILE": far}, "OVERVIEWS")
    del dataset
    return path


@RASTERS.add
def overviews_that_are_a_vrt_of_the_network(folder, port):
    path = write_raster(folder / "scene.tif", scene_values())
    write(folder / "scene.tif.ovr", _vrt(port, 48))
    return path


@RASTERS.add
def wcs_description_of_the_network(folder, port):
    return write(
        folder / "wcs.xml",
        f"<WCS_GDAL><ServiceURL>http://127.0.0.1:{port}/wcs?</ServiceURL>"
        "<CoverageName>x</CoverageName></WCS_GDAL>",
    )


@RASTERS.add
def mrf_of_the_network(folder, port):
    return write(
        folder / "net.mrf",
        f"<MRF_META><CachedSource><Source>/vsicurl/http://127.0.0.1:{port}/x.tif</Source>"
        '</CachedSource><Raster><Size x="96" y="96" c="1"/><PageSize x="96" y="96" c="1"/>'
        "</Raster></MRF_META>",
    )


def _linked(path: Path, crs: str) -> Path:
    """GeoJSON of a square whose geometry has a member ``crs``."""
    fields = {"class": "forest", "label": "forest", "split": "train", "cell": "a", "id": 1}
    write_layer(path, [(polygon(0, 0, 400), fields)])
    text = path.read_text(encoding="utf-8").replace(
        '"type": "Polygon"', f'"type": "Polygon", {crs}'
    )
    return write(path, text)


@LAYERS.add
def crs_link_to_the_network_in_a_geometry(folder, port):
    crs = {"crs": {"type": "link", "properties": {"href": f"http://127.0.0.1:{port}/crs"}}}
    return _linked(folder / "link.geojson", json.dumps(crs)[1:-1])


@LAYERS.add
def crs_link_to_the_network_in_escapes(folder, port):
    far = f"ht\\u0074p:\\/\\/127.0.0.1:{port}/crs"
    crs = f'"c\\u0072s": {{"type": "lin\\u006b", "properties": {{"href": "{far}"}}}}'
    return _linked(folder / "link.geojson", crs)


@LAYERS.add
def vrt_of_a_query_to_the_network(folder, port):
    write(folder / "p.csv", 'WKT,class\n"POINT(1 1)",a\n')
    return write(
        folder / "net.vrt",
        '<OGRVRTDataSource><OGRVRTLayer name="p"><SrcDataSource relativeToVRT="1">p.csv'
        '</SrcDataSource><SrcSQL dialect="sqlite">select ogr_datasource_load_layers('
        f"'ht'||'tp://127.0.0.1:{port}/x.geojson')</SrcSQL></OGRVRTLayer></OGRVRTDataSource>",
    )


@LAYERS.add
def wfs_description_of_the_network(folder, port):
    return write(
        folder / "wfs.xml",
        f"<OGRWFSDataSource><URL>http://127.0.0.1:{port}/wfs</URL></OGRWFSDataSource>",
    )


@LAYERS.add
def document_type_in_the_network(folder, port):
    write(folder / "nas.gfs", "<GMLFeatureClassList/>")
    return write(
        folder / "nas.xml",
        f'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/x.dtd">'
        '<x:A xmlns:x="http://www.adv-online.de/namespaces/adv/gid/6.0" '
        'xmlns:gml="http://www.opengis.net/gml" NAS-Operationen.xsd aaa.xsd>'
        "<gml:featureMember/></x:A>",
    )


@LAYERS.add
def gml_whose_schema_is_in_the_network(folder, port):
    x, y = CORNER
    ring = f"{x},{y} {x + 400},{y} {x + 400},{y - 400} {x},{y - 400} {x},{y}"
    asked = "service=WFS&amp;request=DescribeFeatureType&amp;typeName=a:b"
    return write(
        folder / "net.gml",
        '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="http://a/" '
        'xmlns:gml="http://www.opengis.net/gml" '
        f'xsi:schemaLocation="http://a/ http://127.0.0.1:{port}/wfs?{asked}">'
        f'<gml:featureMember><a:b fid="1"><a:geom><gml:Polygon srsName="{CRS}">'
        f"<gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>{ring}</gml:coordinates>"
        "</gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></a:geom>"
        "<a:class>forest</a:class></a:b></gml:featureMember></wfs:FeatureCollection>",
    )
