"""What files lead to is found by what they hold, whatever they are called."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.network import archives
from tilewright.core.network import links as module
from tilewright.core.network.addresses import is_network
from tilewright.core.network.links import find_links
from tilewright.core.network.stays_local import check_stays_local
from tilewright.core.raster.source import FileRasterSource

FAR = "http://example.com/x.tif"
SOURCE = "<SimpleSource><SourceFilename>{}</SourceFilename></SimpleSource>"


def virtual(source: str) -> str:
    return (
        '<VRTDataset rasterXSize="8" rasterYSize="8"><VRTRasterBand dataType="Byte" band="1">'
        f"{SOURCE.format(source)}</VRTRasterBand></VRTDataset>"
    )


def refused(path, **given) -> str:
    with pytest.raises(RasterError) as caught:
        check_stays_local(str(path), **given)
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        FAR,
        "HTTPS://example.com",
        "ftp://example.com/a",
        "/vsicurl/" + FAR,
        "/vsicurl?url=" + FAR,
        "/vsicurl_streaming/" + FAR,
        "/vsis3/bucket/a.tif",
        "/vsigs/b/a",
        "/vsiaz/b/a",
        "/vsizip//vsicurl/http://x/a.zip/a.tif",
        "/vsizip/{/vsis3/b/a.zip}/a.tif",
        "vrt:///vsis3/b/a",
        'NETCDF:"/vsicurl/http://x/a.nc":band',
        "WMS:example.com",
        "WFS:example.com/wfs",
        "PG:host=example.com",
        "STACIT:a.json",
        "OAPIF:example.com",
        "s3://bucket/a",
        "zip+https://x/a",
    ],
)
def test_names_on_the_network_are_known(name):
    assert is_network(name)
    check_stays_local(name)
    assert "on the network" in refused(name, is_found=True)


@pytest.mark.parametrize(
    "name",
    [
        "a.tif",
        "/data/http/a.tif",
        "C:/data/a.tif",
        "C:\\data\\a.tif",
        "/vsizip//data/a.zip/a.tif",
        "/vsigzip//data/a.gz",
        "vrt:///data/a.tif?bands=1",
        'NETCDF:"/data/a.nc":band',
        "EPSG:32631",
        "GPKG:/data/a.gpkg:tiles",
        "/data/vsicurl.tif",
        "/vsimem/a.tif",
        "/data/pages3:4/wms.tif",
    ],
)
def test_names_of_files_are_none(name):
    assert not is_network(name)


def test_a_local_file_with_the_name_of_an_address_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "http:").mkdir()
    (tmp_path / "http:" / "a.png").write_text(virtual(FAR))
    assert "a.png leads to" in refused("http:/a.png")


def test_the_sentence_names_file_address_and_remedy(tmp_path):
    (tmp_path / "a.tif").write_text(virtual(FAR))
    assert refused(tmp_path / "a.tif") == (
        f"a.tif leads to {FAR} on the network, where only addresses that you give yourself are "
        "read; give this address in its place, or save as a file what it shows."
    )
    (tmp_path / "b.tif").write_text(virtual(FAR + "x" * 2000))
    text = refused(tmp_path / "b.tif")
    assert text.startswith(f"b.tif leads to {FAR}")
    assert len(text) <= 450


@pytest.mark.parametrize(
    "text",
    [
        virtual(FAR).replace("SimpleSource", "ComplexSource"),
        virtual("a.tif").replace(
            "</VRTDataset>", f"<MaskBand>{SOURCE.format(FAR)}</MaskBand></VRTDataset>"
        ),
        virtual("a.tif").replace("</VRTR", f"<Overview>{SOURCE.format(FAR)}</Overview></VRTR"),
        (
            f'<VRTDataset subClass="VRTWarpedDataset"><GDALWarpOptions><SourceDataset>'
            f"{FAR}</SourceDataset></GDALWarpOptions></VRTDataset>"
        ),
        (
            f'<VRTDataset subClass="VRTPansharpenedDataset"><PansharpeningOptions>'
            f"<PanchroBand>{SOURCE.format(FAR)}</PanchroBand></PansharpeningOptions>"
            f"</VRTDataset>"
        ),
        virtual("a.tif").replace(
            "<VRTR",
            f'<Metadata domain="OVERVIEWS"><MDI key="overview_file">{FAR}</MDI></Metadata><VRTR',
        ),
        virtual("a.tif").replace(
            "<VRTR",
            f'<Metadata domain="GEOLOCATION"><MDI key="X_DATASET">{FAR}</MDI></Metadata><VRTR',
        ),
        virtual(f"<![CDATA[{FAR}]]>"),
        virtual(FAR).replace("SourceFilename", "sourcefilename"),
        virtual(FAR) + "<more/>",
        '<?xml version="1.0" encoding="x-unknown"?>' + virtual(FAR),
        f'<!DOCTYPE a [<!ENTITY far "{FAR}">]>' + virtual("&far;"),
        (
            f"<OGRVRTDataSource><OGRVRTWarpedLayer><OGRVRTLayer><SrcDataSource>"
            f"{FAR}</SrcDataSource></OGRVRTLayer></OGRVRTWarpedLayer></OGRVRTDataSource>"
        ),
        f"<VSISparseFile><SubfileRegion><Filename>{FAR}</Filename></SubfileRegion></VSISparseFile>",
        f"<MRF_META><Raster><DataFile>{FAR}</DataFile></Raster></MRF_META>",
        "OziExplorer Map Data File Version 2.2\nx\n/vsicurl/http://example.com/x.png\n",
        '<Dimap_Document><DATA_FILE_PATH href="/vsis3/bucket/x.tif"/></Dimap_Document>',
    ],
)
def test_names_are_found_wherever_gdal_takes_some(tmp_path, text):
    (tmp_path / "a.dat").write_text(text)
    assert "on the network" in refused(tmp_path / "a.dat")


@pytest.mark.parametrize(
    "text",
    [
        virtual("a.tif"),
        virtual("a.tif").replace(
            "<VRTR", f'<Metadata><MDI key="ABOUT">{FAR}</MDI></Metadata><VRTR'
        ),
        virtual("a.tif").replace(
            "<VRTR",
            f'<Metadata domain="xml:XMP" format="xml"><x xmlns="{FAR}">{FAR}</x></Metadata><VRTR',
        ),
        virtual("a.tif").replace("<VRTR", f"<Description>{FAR}</Description><VRTR"),
        (
            f'<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:x>'
            f"{FAR} /vsicurl/{FAR}</gml:x></gml:FeatureCollection>"
        ),
        (
            f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><description>'
            f"{FAR}</description></Placemark></kml>"
        ),
        json.dumps(
            {"type": "FeatureCollection", "name": FAR, "features": [{"crs": "link", "url": FAR}]}
        ),
        json.dumps(
            {
                "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}},
                "a": FAR,
            }
        ),
        json.dumps({"crs": None, "links": [{"href": FAR, "type": "link"}]}),
        f"name,WKT\n{FAR},POINT(1 1)\n",
        f"See {FAR} for more.",
        "",
    ],
)
def test_words_about_addresses_lead_nowhere(tmp_path, text):
    (tmp_path / "a.dat").write_text(text)
    check_stays_local(str(tmp_path / "a.dat"))


def test_sources_are_followed_and_circles_end(tmp_path):
    (tmp_path / "a.vrt").write_text(virtual("b.vrt"))
    (tmp_path / "b.vrt").write_text(virtual("a.vrt"))
    check_stays_local(str(tmp_path / "a.vrt"))
    (tmp_path / "b.vrt").write_text(virtual(f"{tmp_path}/deep/c.dat") + " ")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.dat").write_text("<GDAL_WMS><Service>example.com</Service></GDAL_WMS>")
    assert "c.dat describes a service on the network" in refused(tmp_path / "a.vrt")


def test_a_file_is_looked_at_again_once_it_has_changed(tmp_path):
    (tmp_path / "a.vrt").write_text(virtual("b.tif"))
    check_stays_local(str(tmp_path / "a.vrt"))
    (tmp_path / "a.vrt").write_text(virtual(FAR))
    assert FAR in refused(tmp_path / "a.vrt")


def test_members_of_archives_are_looked_at(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/good.vrt", virtual("bad.tif"))
        archive.writestr("in/bad.tif", virtual(FAR))
        archive.writestr("other.txt", "words")
    root = f"/vsizip/{tmp_path}/a.zip"
    check_stays_local(f"{root}/other.txt")
    for path in (f"{root}/in/bad.tif", f"{root}/in/good.vrt", root, tmp_path / "a.zip"):
        assert "bad.tif leads to" in refused(path)
    assert "bad.tif leads to" in refused(f"/vsizip/{{{tmp_path}/a.zip}}/in/bad.tif")
    (tmp_path / "b.vrt").write_text(virtual(f"{root}/in/bad.tif"))
    assert "bad.tif leads to" in refused(tmp_path / "b.vrt")


def make_tar(path, mode, **texts):
    with tarfile.open(path, mode) as archive:
        for name, text in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    return path


@pytest.mark.parametrize(("ending", "mode"), [("tar", "w"), ("tgz", "w:gz"), ("tar.gz", "w:gz")])
def test_members_of_tar_archives_are_looked_at(tmp_path, ending, mode):
    texts = {"in/good.vrt": virtual("bad.tif"), "in/bad.tif": virtual(FAR), "other.txt": "words"}
    path = make_tar(tmp_path / f"a.{ending}", mode, **texts)
    root = f"/vsitar/{path}"
    check_stays_local(f"{root}/other.txt")
    for name in (f"{root}/in/bad.tif", f"{root}/in/good.vrt", root, path):
        assert "bad.tif leads to" in refused(name), name
    assert "bad.tif leads to" in refused(f"/vsitar/{{{path}}}/in/bad.tif")
    assert "bad.tif leads to" in refused(f"vrt://{root}/in/bad.tif?bands=1")
    (tmp_path / "b.vrt").write_text(virtual(f"{root}/in/bad.tif"))
    assert "bad.tif leads to" in refused(tmp_path / "b.vrt")
    check_stays_local(str(make_tar(tmp_path / f"b.{ending}", mode, a="words", b=virtual("c.tif"))))


def test_compressed_files_are_looked_at(tmp_path):
    path = tmp_path / "a.vrt.gz"
    path.write_bytes(gzip.compress(virtual(FAR).encode()))
    for name in (path, f"/vsigzip/{path}"):
        assert "a.vrt.gz leads to" in refused(name)
    # QGIS looks into it, and what it names lies beside it.
    (tmp_path / "b.vrt.gz").write_bytes(gzip.compress(virtual("a.vrt.gz").encode()))
    assert "a.vrt.gz leads to" in refused(tmp_path / "b.vrt.gz")
    (tmp_path / "c.vrt").write_text(virtual(f"/vsigzip/{path}"))
    assert "a.vrt.gz leads to" in refused(tmp_path / "c.vrt")
    path.write_bytes(gzip.compress(b"words"))
    check_stays_local(str(path))
    path.write_bytes(gzip.compress(virtual(FAR).encode())[:40])
    check_stays_local(f"/vsigzip/{path}")
    crs = json.dumps({"crs": {"type": "link", "properties": {"href": FAR}}})
    layer = tmp_path / "a.geojson.gz"
    layer.write_bytes(gzip.compress(crs.encode()))
    assert FAR in refused(layer)


def test_what_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_MOST_UNPACKED", 100_000)
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b'{"crs": ' + b" " * 200_000))
    make_tar(tmp_path / "a.tgz", "w:gz", a="x" * 200_000, b=virtual(FAR))
    for name in ("a.json.gz", "a.tgz"):
        assert f"{name} is too large to be looked through" in refused(tmp_path / name)
    # What is not compressed is leapt over.
    make_tar(tmp_path / "a.tar", "w", a="x" * 200_000, b=virtual(FAR))
    assert "b leads to" in refused(tmp_path / "a.tar")


def test_what_lies_beside_counts_for_rasters_alone(tmp_path, make_raster):
    path = make_raster(np.zeros((8, 8), np.uint8))
    check_stays_local(path)
    for end in (".ovr", ".msk"):
        (tmp_path / f"raster.tif{end}").write_text(virtual(FAR))
        assert FAR in refused(path)
        check_stays_local(path, is_raster=False)
        (tmp_path / f"raster.tif{end}").unlink()


def test_a_reference_system_is_found_across_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_PIECE", 1000)
    monkeypatch.setattr(module, "_OVERLAP", 300)
    crs = json.dumps({"crs": {"type": "link", "properties": {"href": FAR}}})[1:-1]
    path = tmp_path / "a.geojson"
    for before in range(0, 1200, 7):
        path.write_text(f'{{"type": "FeatureCollection", "a": "{"x" * before}", {crs}}}')
        with path.open("rb") as file:
            found = find_links(file, "a.geojson", False)
        assert found.names == (FAR,), before
    assert "takes its coordinate system from" in refused(path)


def test_overlays_and_catalogues_count_where_rasters_are_opened(tmp_path):
    kml = tmp_path / "a.kml"
    kml.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><NetworkLink><Link><href>'
        f"{FAR}</href></Link></NetworkLink></kml>"
    )
    stac = tmp_path / "a.json"
    stac.write_text(json.dumps({"stac_version": "1.0.0", "assets": {"B1": {"href": FAR}}}))
    for path in (kml, stac):
        assert FAR in refused(path)
        check_stays_local(str(path), is_raster=False)


def test_sources_of_the_engine_are_looked_at(tmp_path):
    (tmp_path / "a.png").write_text(virtual("/vsicurl/http://127.0.0.1:1/x.tif"))
    with pytest.raises(RasterError, match="on the network"):
        FileRasterSource(str(tmp_path / "a.png"))
