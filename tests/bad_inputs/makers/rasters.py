"""Rasters that go wrong, by name: each maker writes one into a folder and gives its path."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from world import CORNER, SIZE, scene_values, write_raster

from makers import WORDS, Makers, at, blank_middle, cut_in_half, file_at, folder_at, pipe_at, write

RASTERS = Makers(
    missing=at("no such.tif"),
    empty_file=file_at("empty.tif", b""),
    text_file=file_at("notes.tif", WORDS),
    folder_named_tif=folder_at("folder.tif"),
    fifo=pipe_at("pipe.tif"),
    nul_in_path=at("a\0b.tif"),
    long_path=at("x" * 300 + ".tif"),
    source_with_braces=at("{BAND_COUNT} {0} {x!r} %s.tif"),
)


def _vrt(
    path: Path, source: str, transform="300000, 10, 0, 4900020, 0, -10", size=SIZE, kind="UInt16"
) -> Path:
    source = f'<SourceFilename relativeToVRT="0">{source}</SourceFilename>'
    band = f"<SimpleSource>{source}<SourceBand>1</SourceBand></SimpleSource>"
    head = f"<SRS>EPSG:32631</SRS><GeoTransform>{transform}</GeoTransform>"
    text = (
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}">{head}'
        f'<VRTRasterBand dataType="{kind}" band="1">{band}</VRTRasterBand></VRTDataset>'
    )
    return write(path, text)


def _vrt_of_a_band(path: Path, *odd, **more) -> Path:
    """A VRT with an odd transform or size, of a raster that is whole."""
    return _vrt(path, write_raster(path.with_name("base.tif"), scene_values()[0]), *odd, **more)


def _jp2(path: Path) -> Path:
    return write_raster(path, scene_values(), driver="JP2OpenJPEG", QUALITY="100", REVERSIBLE="YES")


def _picture(path: Path, driver: str) -> Path:
    return write_raster(path, (scene_values() // 16).astype("uint8"), driver=driver, crs=None)


@RASTERS.add
def truncated(folder, port):
    return cut_in_half(write_raster(folder / "truncated.tif", scene_values()))


@RASTERS.add
def damaged_deflate(folder, port):
    path = write_raster(
        folder / "deflate.tif",
        scene_values(),
        compress="deflate",
        tiled=True,
        blockxsize=32,
        blockysize=32,
    )
    return blank_middle(path, 400)


@RASTERS.add
def damaged_jp2(folder, port):
    return blank_middle(_jp2(folder / "damaged.jp2"), 2000)


@RASTERS.add
def truncated_jp2(folder, port):
    return cut_in_half(_jp2(folder / "cut.jp2"))


@RASTERS.add
def truncated_jpeg(folder, port):
    return cut_in_half(_picture(folder / "cut.jpg", "JPEG"))


@RASTERS.add
def truncated_png(folder, port):
    return cut_in_half(_picture(folder / "cut.png", "PNG"))


@RASTERS.add
def nan_geotransform(folder, port):
    return _vrt_of_a_band(folder / "nan.vrt", "nan, 10, 0, nan, 0, -10")


@RASTERS.add
def nan_pixel_size(folder, port):
    return _vrt_of_a_band(folder / "nan.vrt", "300000, nan, 0, 4900020, 0, nan")


@RASTERS.add
def infinite_pixel_size(folder, port):
    return _vrt_of_a_band(folder / "inf.vrt", "300000, inf, 0, 4900020, 0, -inf")


@RASTERS.add
def zero_pixel_size(folder, port):
    return _vrt_of_a_band(folder / "zero.vrt", "300000, 0, 0, 4900020, 0, 0")


@RASTERS.add
def tiny_pixels(folder, port):
    return _vrt_of_a_band(folder / "tiny.vrt", "300000, 1e-9, 0, 4900020, 0, -1e-9")


@RASTERS.add
def huge_side(folder, port):
    return _vrt_of_a_band(folder / "huge.vrt", size=1000000000)


@RASTERS.add
def far_away(folder, port):
    return _vrt_of_a_band(folder / "far.vrt", "1e300, 10, 0, 1e300, 0, -10")


@RASTERS.add
def vrt_of_nothing(folder, port):
    return _vrt(folder / "nothing.vrt", folder / "gone.tif")


@RASTERS.add
def vrt_of_itself(folder, port):
    return _vrt(folder / "self.vrt", folder / "self.vrt")


@RASTERS.add
def vrt_of_the_network(folder, port):
    return _vrt(folder / "net.vrt", f"/vsicurl/http://127.0.0.1:{port}/x.tif")


@RASTERS.add
def vrt_of_the_network_by_name_of_http(folder, port):
    return _vrt(folder / "net.vrt", f"http://127.0.0.1:{port}/x.tif")


@RASTERS.add
def vrt_named_tif_of_the_network(folder, port):
    return _vrt(folder / "net.tif", f"/vsicurl/http://127.0.0.1:{port}/x.tif")


def _wms(port) -> str:
    return (
        f'<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:{port}/${{z}}/${{x}}/${{y}}.png</ServerUrl></Service>'
        "<DataWindow><UpperLeftX>300000</UpperLeftX><UpperLeftY>4900020</UpperLeftY><LowerRightX>300960</LowerRightX>"
        "<LowerRightY>4899060</LowerRightY><TileLevel>0</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>"
        "<YOrigin>top</YOrigin></DataWindow><Projection>EPSG:32631</Projection><BlockSizeX>96</BlockSizeX>"
        "<BlockSizeY>96</BlockSizeY><BandsCount>3</BandsCount></GDAL_WMS>"
    )


@RASTERS.add
def wms_description(folder, port):
    return write(folder / "wms.xml", _wms(port))


@RASTERS.add
def wms_description_named_tif(folder, port):
    return write(folder / "wms.tif", _wms(port))


@RASTERS.add
def vrt_of_wms(folder, port):
    write(folder / "wms.xml", _wms(port))
    return _vrt(folder / "net.vrt", folder / "wms.xml", kind="Byte")


@RASTERS.add
def complex_numbers(folder, port):
    return write_raster(folder / "complex.tif", scene_values().astype("complex64"))


@RASTERS.add
def int64(folder, port):
    # rasterio 1.3 cannot write these.
    from osgeo import gdal, osr

    if not hasattr(gdal, "GDT_Int64"):
        return write(folder / "int64.tif", b"")
    path = folder / "int64.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), SIZE, SIZE, 1, gdal.GDT_Int64)
    dataset.SetGeoTransform((CORNER[0], 10, 0, CORNER[1], 0, -10))
    system = osr.SpatialReference()
    system.ImportFromEPSG(32631)
    dataset.SetProjection(system.ExportToWkt())
    dataset.GetRasterBand(1).WriteArray(scene_values()[0].astype("int64") - 50)
    dataset = None
    return path


@RASTERS.add
def no_crs(folder, port):
    return write_raster(folder / "plain.tif", scene_values(), crs=None)


@RASTERS.add
def no_georeferencing(folder, port):
    from rasterio.transform import Affine

    return write_raster(folder / "plain.tif", scene_values(), crs=None, transform=Affine.identity())


@RASTERS.add
def rotated(folder, port):
    from rasterio.transform import Affine

    turned = Affine.translation(*CORNER) * Affine.rotation(30) * Affine.scale(10, -10)
    return write_raster(folder / "rotated.tif", scene_values(), transform=turned)


@RASTERS.add
def south_up(folder, port):
    from rasterio.transform import Affine

    return write_raster(
        folder / "south.tif",
        scene_values(),
        transform=Affine(10, 0, CORNER[0], 0, 10, CORNER[1] - 960),
    )


@RASTERS.add
def one_pixel(folder, port):
    return write_raster(folder / "one.tif", np.ones((1, 1, 1), "uint8"))


@RASTERS.add
def nothing_valid(folder, port):
    return write_raster(folder / "void.tif", np.zeros((3, SIZE, SIZE), "uint16"), nodata=0)


@RASTERS.add
def only_nan(folder, port):
    return write_raster(folder / "nan.tif", np.full((3, SIZE, SIZE), np.nan, "float32"))


@RASTERS.add
def infinite_values(folder, port):
    values = scene_values().astype("float32")
    values[:, ::3] = np.inf
    return write_raster(folder / "inf.tif", values)


@RASTERS.add
def another_continent(folder, port):
    from rasterio.transform import Affine

    return write_raster(
        folder / "elsewhere.tif",
        scene_values(),
        crs="EPSG:32721",
        transform=Affine(10, 0, 500000, 0, -10, 7000000),
    )


@RASTERS.add
def local_crs(folder, port):
    return write_raster(
        folder / "local.tif", scene_values(), crs='LOCAL_CS["here",UNIT["metre",1]]'
    )


@RASTERS.add
def null_device(folder, port):
    return "/dev/null"


@RASTERS.add
def layer_of_polygons(folder, port):
    from makers.layers import LAYERS

    return LAYERS["bow_tie"](folder, port)


@RASTERS.add
def closed_port(folder, port):
    return "/vsicurl/http://127.0.0.1:1/x.tif"


@RASTERS.add
def broken_zip(folder, port):
    write(folder / "broken.zip", b"PK\x03\x04" + bytes(300))
    return f"/vsizip/{folder}/broken.zip/x.tif"


@RASTERS.add
def damaged_zip_member(folder, port):
    import zipfile

    path = write_raster(folder / "x.tif", scene_values())
    with zipfile.ZipFile(folder / "x.zip", "w") as file:
        file.write(path, "x.tif")
    data = bytearray((folder / "x.zip").read_bytes())
    data[len(data) // 2] ^= 255
    write(folder / "x.zip", bytes(data))
    return f"/vsizip/{folder}/x.zip/x.tif"
