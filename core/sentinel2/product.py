"""A Sentinel-2 product on disk: which bands it has, and what it says of itself."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import RasterError
from ..files.dates import read_date
from ..message import list_names
from .files import ProductFiles
from .metadata import ProductMetadata, read_metadata
from .names import BANDS, ProductName, read_file_name, read_old_baseline, read_product_name

_METADATA = re.compile(
    r"MTD_MSIL(?:1C|2A)\.xml|S2[A-Z]_(?:OPER|USER)_MTD_SAFL(?:1C|2A)_.*\.xml", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentinel2Product:
    """One tile of a product.

    Attributes:
        path: the folder or archive.
        name: of the product; of its folder or archive where it has no name of its own.
        tile: such as 31TCJ.
        files: (band, resolution in metres) -> what GDAL opens.
        told: what the name says.
        metadata: None when there is none, or none that can be read.
        trouble: why there is metadata that cannot be read, else empty.
        size: bytes.
    """

    path: str
    name: str
    tile: str
    files: dict[tuple[str, int], str]
    told: ProductName
    metadata: ProductMetadata | None
    trouble: str
    size: int

    @property
    def bands(self) -> tuple[str, ...]:
        """Bands that it has at any resolution, by wavelength."""
        have = {band for band, _ in self.files}
        return tuple(band for band in BANDS if band in have)

    def resolutions(self, band: str) -> list[int]:
        """Resolutions in metres that a band or picture comes at, finest first."""
        return sorted(res for name, res in self.files if name == band)

    @property
    def date(self) -> date | None:
        """The day of the image."""
        start = self.metadata.start[:10] if self.metadata else ""
        found = read_date(start) or read_date(self.told.date) or read_date(self.name)
        if found is None:
            # A cut-down product in a folder of another name.
            names = (posixpath.basename(path.replace("\\", "/")) for path in self.files.values())
            found = next(filter(None, map(read_date, names)), None)
        return found

    @property
    def level(self) -> str:
        """L1C, L2A, or empty when nothing tells."""
        level = (self.metadata.level if self.metadata else "") or self.told.level
        return level or ("L2A" if any(band == "SCL" for band, _ in self.files) else "")

    @property
    def baseline(self) -> str:
        """The processing baseline, such as 04.00, or empty when nothing tells."""
        return (self.metadata.baseline if self.metadata else "") or self.told.baseline


def is_product(path: str) -> bool:
    """Whether a path is a product's: a folder .SAFE, a zip file named after one or with bands."""
    name = posixpath.basename(str(path).replace("\\", "/").rstrip("/")).lower()
    if not name.endswith(".zip"):
        return name.endswith(".safe")
    if "msil" in name or name.endswith(".safe.zip"):
        return True
    try:
        names = ProductFiles(path).names
    except RasterError:
        return False
    return any(read_file_name(posixpath.basename(member)) for member in names)


def open_product(path: str, tile: str = "") -> Sentinel2Product:
    """Find the bands and metadata of a product, full or cut down.

    Args:
        path: a .SAFE folder, any folder with the bands of one product, or a zip file of either;
            or the metadata file in such a folder.
        tile: which tile to take of products from before December 2016, which hold several.

    Raises:
        RasterError: no band is found, or more than one product or tile.
    """
    path = os.path.abspath(path)
    # Other programs open a product by this file.
    if _METADATA.fullmatch(Path(path).name) and os.path.isfile(path):
        path = str(Path(path).parent)
    files = ProductFiles(path)
    return _open(files, tile)


def _open(files: ProductFiles, tile: str) -> Sentinel2Product:
    inside = _product_inside(files)
    found = _find_bands(files)
    tile = _choose_tile(files.name, sorted(found), tile)
    metadata, trouble = _read_metadata(files)
    return Sentinel2Product(
        files.path,
        re.sub(r"(?i)(\.safe|\.zip)+$", "", posixpath.basename(inside) or files.name),
        tile,
        {key: files.gdal_path(name) for key, name in found[tile].items()},
        _told_by_names([files.name, inside], found[tile].values()),
        metadata,
        trouble,
        files.size,
    )


def _product_inside(files: ProductFiles) -> str:
    """The .SAFE folder in a folder or archive; empty when there is none."""
    products = sorted(
        {
            name[: name.lower().find(".safe/") + 5]
            for name in files.names
            if ".safe/" in name.lower()
        }
    )
    if len(products) > 1:
        raise RasterError(
            "{name} holds {count} products ({names}); name one of them.",
            name=files.name,
            count=len(products),
            names=list_names((posixpath.basename(p) for p in products), 3),
        )
    return products[0] if products else ""


def _find_bands(files: ProductFiles) -> dict[str, dict[tuple[str, int], str]]:
    """Files by tile, then by band and resolution."""
    found: dict[str, dict[tuple[str, int], str]] = {}
    for name in files.names:
        file = read_file_name(posixpath.basename(name))
        # QI_DATA holds masks a band and a preview, HTML others.
        if file is not None and "/QI_DATA/" not in f"/{name}":
            found.setdefault(file.tile, {}).setdefault((file.band, file.resolution), name)
    if not found:
        raise RasterError(
            "{name} holds no band of a Sentinel-2 product (such as "
            "T31TCJ_20221116T105321_B02_10m.jp2); choose the .SAFE folder or its zip file.",
            name=files.name,
        )
    return found


def _choose_tile(name: str, found: Sequence[str], wanted: str) -> str:
    """The wanted tile, or the only one."""
    tile = wanted.strip().upper().removeprefix("T")
    if tile and tile not in found:
        raise RasterError(
            "{name} has no tile {tile}; it has {found}.",
            name=name,
            tile=wanted.strip(),
            found=", ".join(found),
        )
    if not tile and len(found) > 1:
        raise RasterError(
            "{name} holds several tiles ({found}); set {TILE} to one.",
            name=name,
            found=", ".join(found),
        )
    return tile or found[0]


def _told_by_names(names: Sequence[str], files: Iterable[str]) -> ProductName:
    """What the names of a product, and of its files' folders, say of it."""
    told = next(filter(lambda t: t.level, map(read_product_name, reversed(names))), ProductName())
    if not told.baseline:
        folders = {posixpath.dirname(name) for name in files}
        parts = [part for folder in folders for part in folder.split("/")]
        older = next(filter(None, map(read_old_baseline, parts)), "")
        return ProductName(told.level, told.date, older, told.tile)
    return told


def _read_metadata(files: ProductFiles) -> tuple[ProductMetadata | None, str]:
    names = [n for n in files.names if _METADATA.fullmatch(posixpath.basename(n))]
    if not names:
        return None, ""
    name = min(names, key=lambda n: (n.count("/"), n))
    try:
        return read_metadata(files.read_text(name), posixpath.basename(name)), ""
    except RasterError as error:
        return None, str(error)
