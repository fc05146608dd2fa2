"""What the names of Sentinel-2 products and files say.

After ESA's Sentinel-2 Products Specification Document: the compact names since December 2016 and
the long ones before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import RasterError
from ..message import Message

# In the order of the metadata's band_id, which is that of wavelengths; and each band's own
# resolution in metres.
NATIVE_RESOLUTIONS = {
    "B01": 60,
    "B02": 10,
    "B03": 10,
    "B04": 10,
    "B05": 20,
    "B06": 20,
    "B07": 20,
    "B08": 10,
    "B8A": 20,
    "B09": 60,
    "B10": 60,
    "B11": 20,
    "B12": 20,
}
BANDS = tuple(NATIVE_RESOLUTIONS)
RESOLUTIONS = (10, 20, 60)
TCI, SCL = "TCI", "SCL"
_PICTURES = {TCI: 10, SCL: 20}
# SCL values and names, as Level-2A metadata has them.
SCL_CLASSES = {
    0: "NODATA",
    1: "SATURATED_DEFECTIVE",
    2: "DARK_FEATURE_SHADOW",
    3: "CLOUD_SHADOW",
    4: "VEGETATION",
    5: "NOT_VEGETATED",
    6: "WATER",
    7: "UNCLASSIFIED",
    8: "CLOUD_MEDIUM_PROBA",
    9: "CLOUD_HIGH_PROBA",
    10: "THIN_CIRRUS",
    11: "SNOW_ICE",
}
# The colours that ESA's toolbox draws them in.
SCL_COLORS = {
    0: (0, 0, 0, 0),
    1: (255, 0, 0, 255),
    2: (47, 47, 47, 255),
    3: (100, 50, 0, 255),
    4: (0, 160, 0, 255),
    5: (255, 230, 90, 255),
    6: (0, 0, 255, 255),
    7: (128, 128, 128, 255),
    8: (192, 192, 192, 255),
    9: (255, 255, 255, 255),
    10: (100, 200, 255, 255),
    11: (255, 150, 255, 255),
}
_KINDS = "B0[1-9]|B1[0-2]|B8A|TCI|SCL"
_TAIL = r"(?:_(?P<res>10|20|60)m)?\.(?:jp2|tiff?)"
_FILES = (
    re.compile(
        rf"(?:L2A_)?T(?P<tile>\d\d[A-Z]{{3}})_(?P<date>\d{{8}})T\d{{6}}_(?P<band>{_KINDS}){_TAIL}",
        re.IGNORECASE,
    ),
    # S2A_OPER_MSI_L1C_TL_EPA__20160605T113933_A000734_T32TQR_B01.jp2
    re.compile(
        rf"S2[A-Z]_(?:OPER|USER)_(?:MSI|SCL)_L(?:1C|2A)_TL_\w+_T(?P<tile>\d\d[A-Z]{{3}})"
        rf"(?:_(?P<band>{_KINDS}))?{_TAIL}",
        re.IGNORECASE,
    ),
)
_PRODUCT = re.compile(
    r"S2[A-Z]_MSI(?P<level>L1C|L2A)_(?P<date>\d{8})T\d{6}_N(?P<baseline>\d{4})_R\d{3}"
    r"_T(?P<tile>\d\d[A-Z]{3})_\d{8}T\d{6}",
    re.IGNORECASE,
)
# S2A_OPER_PRD_MSIL1C_PDMC_20160605T200158_R022_V20160605T100558_20160605T100558.SAFE
_OLD_PRODUCT = re.compile(
    r"S2[A-Z]_(?:OPER|USER)_PRD_MSI(?P<level>L1C|L2A)_\w+_V(?P<date>\d{8})T\d{6}", re.IGNORECASE
)
_OLD_BASELINE = re.compile(r"_N(\d\d)\.(\d\d)(?=$|/)")


@dataclass(frozen=True)
class BandFile:
    """What the name of an image file says: band or picture, resolution in metres, tile."""

    band: str
    resolution: int
    tile: str


@dataclass(frozen=True)
class ProductName:
    """What the name of a product says; empty where it says nothing.

    Attributes:
        level: L1C or L2A.
        date: of the image, YYYYMMDD.
        baseline: processing baseline, such as 04.00.
        tile: such as 31TCJ.
    """

    level: str = ""
    date: str = ""
    baseline: str = ""
    tile: str = ""


def read_file_name(name: str) -> BandFile | None:
    """What the name of a file says; None for one that is not a band, TCI or SCL."""
    for form in _FILES:
        match = form.fullmatch(name)
        if match:
            band = (match["band"] or (SCL if "_SCL_" in name.upper() else "")).upper()
            if not band:
                return None
            native = NATIVE_RESOLUTIONS.get(band) or _PICTURES[band]
            return BandFile(band, int(match["res"] or native), match["tile"].upper())
    return None


def read_product_name(name: str) -> ProductName:
    """What the name of a product's folder or archive says."""
    match = _PRODUCT.search(name)
    if match:
        number = match["baseline"]
        return ProductName(
            match["level"].upper(),
            match["date"],
            f"{number[:2]}.{number[2:]}",
            match["tile"].upper(),
        )
    match = _OLD_PRODUCT.search(name)
    return ProductName(match["level"].upper(), match["date"]) if match else ProductName()


def read_old_baseline(path: str) -> str:
    """The processing baseline in the long names of granules; empty when there is none."""
    match = _OLD_BASELINE.search(path)
    return f"{match[1]}.{match[2]}" if match else ""


def read_product_path(path: str) -> tuple[str, ProductName]:
    """The product that a file lies in, as the folders of its path tell.

    Returns:
        The name of the .SAFE folder without extension, empty when there is none, and what it says.
    """
    parts = re.split(r"[/\\]", path)[:-1]
    place = max((k for k, part in enumerate(parts) if part.lower().endswith(".safe")), default=-1)
    if place < 0:
        return "", ProductName()
    told = read_product_name(parts[place])
    older = next(filter(None, map(read_old_baseline, parts[place:])), "")
    baseline = told.baseline or older
    return parts[place][:-5], ProductName(told.level, told.date, baseline, told.tile)


def read_band_names(text: str) -> tuple[str, ...]:
    """Bands that a user names, in order: ``B04,B03,B02``, ``b4 b3 b2``, ``8A``, ``TCI``.

    Raises:
        RasterError: a name that is not a band.
    """
    found = []
    for word in re.split(r"[\s,;]+", str(text or "").strip().upper()):
        if not word:
            continue
        match = re.fullmatch(r"B?0?([1-9]|1[0-2]|8A)", word)
        band = f"B{match[1]:0>2}" if match else word
        if band not in NATIVE_RESOLUTIONS and band != TCI:
            raise RasterError(
                "{BANDS} names {word}, which is not a band; choose among {bands} and TCI{note}.",
                word=word,
                bands=", ".join(BANDS),
                note=Message(" (SCL has an output of its own)") if word == SCL else "",
            )
        if band in found:
            raise RasterError("{BANDS} names {band} twice; name it once.", band=band)
        found.append(band)
    return tuple(found)
