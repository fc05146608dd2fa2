"""A Sentinel-2 product as a virtual raster: the files' numbers, with scale and offset."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

from ..files.whole import write_files
from ..raster.info import RasterInfo
from ..resampling.align import GridReader
from ..resampling.grid import TargetGrid, grid_of
from .product import Sentinel2Product
from .product_source import ProductSource
from .scale import NODATA, SATURATED, ReflectanceScale
from .write import product_tags

if TYPE_CHECKING:
    from affine import Affine

# What GDAL's warper calls the resamplings.
_WARP_NAMES = {
    "NEAREST": "NearestNeighbour",
    "BILINEAR": "Bilinear",
    "CUBIC": "Cubic",
    "AVERAGE": "Average",
}


def write_reflectance_vrt(
    path: str, product: Sentinel2Product, source: ProductSource, scale: ReflectanceScale
) -> None:
    """Write a virtual raster that shows the pixels of write_reflectances as numbers of 16 bits.

    It needs the product where it is. 0 is nodata, and so is what was saturated. Bands of other
    pixels are warped when they are read, so that neither spoils its neighbours.
    """
    tags = {**product_tags(product), "REFLECTANCE": scale.describe()}
    lines = [
        *_head(source.grid),
        "  <Metadata>",
        *(f'    <MDI key="{_text(key)}">{_text(value)}</MDI>' for key, value in tags.items()),
        "  </Metadata>",
    ]
    for number, reader in enumerate(source.readers, 1):
        band = reader.source.info.descriptions[0]
        lines += [
            *_band_head(number),
            f"    <Description>{band}</Description>",
            f"    <Offset>{scale.offsets[band] / scale.quantification!r}</Offset>",
            f"    <Scale>{1 / scale.quantification!r}</Scale>",
            *_source_lines(reader),
            "  </VRTRasterBand>",
        ]
    lines.append("</VRTDataset>\n")
    write_files({Path(path): "\n".join(lines).encode()})


def _head(grid: TargetGrid, kind: str = "") -> list[str]:
    return [
        f'<VRTDataset rasterXSize="{grid.width}" rasterYSize="{grid.height}"{kind}>',
        f"  <SRS>{_text(grid.crs_wkt)}</SRS>",
        f"  <GeoTransform>{_numbers(grid.affine)}</GeoTransform>",
    ]


def _band_head(number: int, kind: str = "") -> list[str]:
    return [
        f'  <VRTRasterBand dataType="UInt16" band="{number}"{kind}>',
        f"    <NoDataValue>{NODATA}</NoDataValue>",
    ]


def _source_lines(reader: GridReader) -> list[str]:
    if reader.offset is None:
        grid = reader.grid
        return [
            "    <SimpleSource>",
            f'      <SourceFilename relativeToVRT="0">{_text(_warped(reader))}</SourceFilename>',
            "      <SourceBand>1</SourceBand>",
            f'      <SrcRect xOff="0" yOff="0" xSize="{grid.width}" ySize="{grid.height}" />',
            f'      <DstRect xOff="0" yOff="0" xSize="{grid.width}" ySize="{grid.height}" />',
            "    </SimpleSource>",
        ]
    info = reader.source.info
    col, row = reader.offset
    return _numbers_of_file(info, -col, -row)


def _numbers_of_file(info: RasterInfo, col: int, row: int) -> list[str]:
    """All pixels of a file at a place, the saturated ones as nodata."""
    size = f'xSize="{info.width}" ySize="{info.height}"'
    below = SATURATED - 1
    return [
        "    <ComplexSource>",
        f'      <SourceFilename relativeToVRT="0">{_text(info.path)}</SourceFilename>',
        "      <SourceBand>1</SourceBand>",
        f'      <SrcRect xOff="0" yOff="0" {size} />',
        f'      <DstRect xOff="{col}" yOff="{row}" {size} />',
        f"      <LUT>0:0,{below}:{below},{SATURATED}:{NODATA}</LUT>",
        "    </ComplexSource>",
    ]


def _warped(reader: GridReader) -> str:
    """A virtual raster of one band on the grid that is wanted."""
    info, grid = reader.source.info, reader.grid
    own_grid = grid_of(info)
    own = "".join(
        [*_head(own_grid), *_band_head(1), *_numbers_of_file(info, 0, 0), "</VRTRasterBand>"]
        + ["</VRTDataset>"]
    )
    transformer = [
        "<GenImgProjTransformer>",
        f"<SrcGeoTransform>{_numbers(own_grid.affine)}</SrcGeoTransform>",
        f"<SrcInvGeoTransform>{_numbers(~own_grid.affine)}</SrcInvGeoTransform>",
        f"<DstGeoTransform>{_numbers(grid.affine)}</DstGeoTransform>",
        f"<DstInvGeoTransform>{_numbers(~grid.affine)}</DstInvGeoTransform>",
        "</GenImgProjTransformer>",
    ]
    lines = [
        *_head(grid, ' subClass="VRTWarpedDataset"'),
        *_band_head(1, ' subClass="VRTWarpedRasterBand"'),
        "</VRTRasterBand>",
        "<BlockXSize>512</BlockXSize><BlockYSize>512</BlockYSize>",
        "<GDALWarpOptions>",
        f"<ResampleAlg>{_WARP_NAMES[reader.method]}</ResampleAlg>",
        "<WorkingDataType>UInt16</WorkingDataType>",
        '<Option name="INIT_DEST">NO_DATA</Option>',
        f'<SourceDataset relativeToVRT="0">{_text(own)}</SourceDataset>',
        "<Transformer>",
        *transformer,
        "</Transformer>",
        '<BandList><BandMapping src="1" dst="1">',
        f"<SrcNoDataReal>{NODATA}</SrcNoDataReal><DstNoDataReal>{NODATA}</DstNoDataReal>",
        "</BandMapping></BandList>",
        "</GDALWarpOptions>",
        "</VRTDataset>",
    ]
    return "".join(lines)


def _numbers(place: Affine) -> str:
    """Six affine numbers in GDAL's order."""
    return ", ".join(map(repr, place.to_gdal()))


def _text(value: str) -> str:
    return html.escape(str(value))
