"""Files as people have them, for the tour: made of the example, so that nobody has to send them."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from tour_person import EXAMPLES

_SCENE = "LC08_L1TP_224078_20200518_20200820_02_T1"
_PRODUCT = "S2A_MSIL2A_20220413T105321_N0400_R051_T21JYM_20220413T170958"
_METADATA = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product.xsd">
  <n1:General_Info>
    <Product_Info>
      <PRODUCT_START_TIME>2022-04-13T10:53:21.024Z</PRODUCT_START_TIME>
      <PRODUCT_URI>{name}.SAFE</PRODUCT_URI>
      <PROCESSING_LEVEL>Level-2A</PROCESSING_LEVEL>
      <PROCESSING_BASELINE>04.00</PROCESSING_BASELINE>
    </Product_Info>
    <Product_Image_Characteristics>
      <Special_Values>
        <SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT>
        <SPECIAL_VALUE_INDEX>0</SPECIAL_VALUE_INDEX>
      </Special_Values>
      <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
      {offsets}
    </Product_Image_Characteristics>
  </n1:General_Info>
</n1:Level-2A_User_Product>
"""
# Pixels of a side, and of how many metres.
_SIDE, _METRES = 768, 10


def make_band_files() -> tuple[Path, list[str]]:
    """A folder with a file for each band of a Landsat scene, and a layer of labels beside it."""
    folder = _make_folder("landsat")
    image = gdal.Open(str(EXAMPLES / "foz" / "foz.tif"))
    names = [f"{_SCENE}_B{band}.TIF" for band in (2, 3, 4)]
    for name, place in zip(names, (3, 2, 1)):
        band = gdal.Translate(str(folder / name), image, bandList=[place], noData="none")
        # Only the files' names tell which band is which.
        band.GetRasterBand(1).SetDescription("")
    shutil.copy(EXAMPLES / "foz" / "urban.geojson", folder)
    return folder, names


def make_two_scenes() -> tuple[Path, list[str]]:
    """A folder with two images of one place and different dates, and labels beside them."""
    folder = _make_folder("scenes")
    image = gdal.Open(str(EXAMPLES / "foz" / "foz.tif"))
    names = [f"foz {date}.tif" for date in ("2020-05-18", "2021-06-06")]
    for name in names:
        gdal.GetDriverByName("GTiff").CreateCopy(str(folder / name), image)
    shutil.copy(EXAMPLES / "foz" / "urban.geojson", folder)
    return folder, names


def make_product() -> tuple[Path, str]:
    """A folder with a Sentinel-2 product of four bands, and a class raster of its ground."""
    folder = _make_folder("copernicus")
    root = folder / f"{_PRODUCT}.SAFE"
    data = root / "GRANULE" / "L2A_T21JYM_A038658_20220413T105603" / "IMG_DATA" / "R10m"
    data.mkdir(parents=True)
    offsets = "".join(f'<BOA_ADD_OFFSET band_id="{k}">-1000</BOA_ADD_OFFSET>' for k in range(13))
    text = _METADATA.format(name=_PRODUCT, offsets=offsets)
    (root / "MTD_MSIL2A.xml").write_text(text, "utf-8")
    image = gdal.Open(str(EXAMPLES / "foz" / "foz.tif"))
    values = image.ReadAsArray(100, 400, _SIDE, _SIDE).astype("uint16") * 12 + 1001
    bands = {"B04": values[0], "B03": values[1], "B02": values[2], "B08": values[1] + 400}
    for band, pixels in bands.items():
        path = data / f"T21JYM_20220413T105321_{band}_10m.jp2"
        options = ["QUALITY=100", "REVERSIBLE=YES"]
        gdal.GetDriverByName("JP2OpenJPEG").CreateCopy(
            str(path), _in_memory(pixels), options=options
        )
    # What is bright is built, for the tour.
    classes = np.where(values[0] > np.median(values[0]), 2, 1).astype("uint8")
    gdal.GetDriverByName("GTiff").CreateCopy(str(folder / "classes.tif"), _in_memory(classes))
    return folder, root.name


def _make_folder(name: str) -> Path:
    folder = EXAMPLES / name
    folder.mkdir()
    return folder


def _in_memory(values: np.ndarray) -> gdal.Dataset:
    """Pixels where the product has its corner."""
    kind = gdal.GDT_Byte if values.dtype == np.uint8 else gdal.GDT_UInt16
    made = gdal.GetDriverByName("MEM").Create("", *values.shape[::-1], 1, kind)
    made.SetGeoTransform((700_000, _METRES, 0, 7_200_020, 0, -_METRES))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32721)
    made.SetProjection(reference.ExportToWkt())
    made.GetRasterBand(1).WriteArray(values)
    return made
