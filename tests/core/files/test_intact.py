"""Files that were damaged on their way are refused before their pixels are believed."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio

from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.files import intact as module
from tilewright.core.files.intact import check_whole, told_of_checks
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.sentinel2.product import open_product
from tilewright.core.sentinel2.product_source import ProductSource
from tilewright.core.sentinel2.scale import choose_scale

NUMBERS = np.random.default_rng(0).integers(1000, 9000, (64, 64)).astype(np.uint16)
BANDS = {("B02", 10): NUMBERS, ("B03", 10): NUMBERS + 1}


def flip(path, at: int) -> None:
    data = bytearray(Path(path).read_bytes())
    data[at] ^= 1
    Path(path).write_bytes(data)


def middle_of_member(path, ending: str) -> int:
    """A byte in the middle of what a member is packed to."""
    with zipfile.ZipFile(path) as archive:
        info = next(i for i in archive.infolist() if i.filename.endswith(ending))
        return info.header_offset + 30 + len(info.filename.encode()) + info.compress_size // 2


def read_band(product, band="B02"):
    source = ProductSource(product, (band,), 10, choose_scale(product))
    try:
        return source.read((0, 0, 64, 64))[0]
    finally:
        source.close()


def add_manifest(root: Path, algorithm: str, names=None) -> None:
    name = {"MD5": "md5", "SHA3-256": "sha3_256"}[algorithm]
    parts = []
    for path in sorted(root.rglob("*.jp2")):
        data = path.read_bytes()
        digest = hashlib.new(name, data).hexdigest().upper()
        parts.append(
            f'<dataObject ID="x"><byteStream mimeType="application/octet-stream" '
            f'size="{len(data)}"><fileLocation locatorType="URL" '
            f'href="./{path.relative_to(root).as_posix()}"/>'
            f'<checksum checksumName="{algorithm}">{digest}</checksum></byteStream></dataObject>'
        )
    text = f"<xfdu:XFDU><dataObjectSection>{''.join(parts)}</dataObjectSection></xfdu:XFDU>"
    (root / "manifest.safe").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_member_with_a_wrong_crc_is_refused(make_product, tmp_path, method):
    root = Path(make_product(BANDS))
    path = tmp_path / "product.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        for part in sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(part, part.relative_to(root.parent).as_posix())
    flip(path, middle_of_member(path, "B02_10m.jp2"))
    product = open_product(str(path))
    with pytest.raises(
        RasterError,
        match=r"_B02_10m.jp2 in product.zip is damaged: its checksum is wrong. Get the zip file",
    ):
        read_band(product)
    # What is whole can be read.
    assert np.array_equal(read_band(product, "B03")[0], (NUMBERS - 999).astype("float32") / 10000)


def test_any_raster_in_a_zip_is_checked(make_raster, tmp_path):
    raster = Path(make_raster(NUMBERS))
    path = tmp_path / "a b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(raster, "folder/raster.tif")
    flip(path, middle_of_member(path, "raster.tif"))
    for name in (f"/vsizip/{{{path}}}/folder/raster.tif", f"/vsizip/{path}/folder/raster.tif"):
        with pytest.raises(RasterError, match="raster.tif in a b.zip is damaged"):
            FileRasterSource(name)


def test_member_is_read_once(make_product, monkeypatch):
    path = make_product(BANDS, archive="once.zip")
    real, seen = module._check_member, []

    def count(archive, member, listener):
        seen.append(member)
        real(archive, member, listener)

    monkeypatch.setattr(module, "_check_member", count)
    product = open_product(path)
    for _ in range(3):
        read_band(product, "B02")
        read_band(product, "B03")
    assert sorted(name[-11:-4] for name in seen) == ["B02_10m", "B03_10m"]


def test_file_that_was_replaced_is_checked_again(make_product):
    root = Path(make_product(BANDS))
    product = open_product(str(root))
    read_band(product)
    path = next(root.rglob("*B02_10m.jp2"))
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(RasterError, match="B02_10m.jp2 cannot be read whole"):
        read_band(product)


@pytest.mark.parametrize("has_open_box", [False, True])
@pytest.mark.parametrize("count", [1, 2, 8, 10, 4096])
def test_zeros_behind_a_whole_file_do_no_harm(make_product, count, has_open_box):
    root = Path(make_product(BANDS))
    path = next(root.rglob("*B02_10m.jp2"))
    whole = path.read_bytes()
    place = whole.index(b"jp2c") - 4
    if has_open_box:
        # A length of 0 says that the box reaches to the end of the file.
        whole = whole[:place] + bytes(4) + whole[place + 4 :]
    path.write_bytes(whole + bytes(count))
    expected = (NUMBERS - 1000.0) / 10000
    np.testing.assert_allclose(read_band(open_product(str(root)))[0], expected, atol=2e-4)
    path.write_bytes(whole[: len(whole) * 2 // 3] + bytes(len(whole) // 3))
    with pytest.raises(RasterError, match="B02_10m.jp2 cannot be read whole"):
        read_band(open_product(str(root)))


def test_cut_off_file_in_a_zip_is_refused(make_product, tmp_path):
    root = Path(make_product(BANDS))
    band = next(root.rglob("*B02_10m.jp2"))
    band.write_bytes(band.read_bytes()[: band.stat().st_size // 2])
    path = tmp_path / "cut.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(part, part.relative_to(root.parent).as_posix())
    with pytest.raises(RasterError, match="B02_10m.jp2 in cut.zip cannot be read whole: it ends"):
        read_band(open_product(str(path)))


@pytest.mark.parametrize("algorithm", ["MD5", "SHA3-256"])
@pytest.mark.parametrize("share", [0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_damage_that_no_decoder_sees_is_told_by_the_manifest(make_product, algorithm, share):
    root = Path(make_product(BANDS))
    add_manifest(root, algorithm)
    good = read_band(open_product(str(root)))
    path = next(root.rglob("*B02_10m.jp2"))
    flip(path, int(share * path.stat().st_size))
    with pytest.raises(RasterError, match="B02_10m.jp2 is damaged: manifest.safe tells"):
        read_band(open_product(str(root)))
    flip(path, int(share * path.stat().st_size))
    assert np.array_equal(read_band(open_product(str(root))), good)


def test_manifest_in_a_zip_counts_as_well(make_product, tmp_path):
    root = Path(make_product(BANDS))
    add_manifest(root, "MD5")
    band = next(root.rglob("*B02_10m.jp2"))
    flip(band, band.stat().st_size // 2)
    path = tmp_path / "z.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in sorted(p for p in root.rglob("*") if p.is_file()):
            archive.write(part, part.relative_to(root.parent).as_posix())
    with pytest.raises(RasterError, match="B02_10m.jp2 in z.zip is damaged: manifest.safe"):
        read_band(open_product(str(path)))


def test_manifest_without_checksum_tells_the_size(make_product):
    root = Path(make_product(BANDS))
    add_manifest(root, "MD5")
    text = (root / "manifest.safe").read_text().replace('size="', 'size="9')
    (root / "manifest.safe").write_text(text.replace("MD5", "CRC-NEW"))
    with pytest.raises(RasterError, match=r"manifest.safe tells of 9\d+ bytes and it has \d+. Get"):
        read_band(open_product(str(root)))


def test_checks_can_be_cancelled_and_put_off(make_product):
    path = make_product(BANDS, archive="cancel.zip")
    product = open_product(path)
    with pytest.raises(CancelledError), told_of_checks(lambda: True):
        read_band(product)
    flip(path, middle_of_member(path, "B02_10m.jp2"))
    member = product.files["B02", 10]
    with told_of_checks(is_off=True):
        check_whole(member)
    with pytest.raises(RasterError, match="is damaged"):
        check_whole(member)


def test_long_checks_are_told(make_product, monkeypatch):
    monkeypatch.setattr(module, "_WORTH_TELLING", 100)
    told = []
    with told_of_checks(log=told.append):
        read_band(open_product(make_product(BANDS, archive="long.zip")))
    assert len(told) == 1 and "B02_10m.jp2 in long.zip is whole (0 MB)" in told[0]


def test_sources_of_a_virtual_raster_are_checked(make_raster, tmp_path):
    from osgeo import gdal

    raster = Path(make_raster(NUMBERS))
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(raster, "raster.tif")
    virtual = str(tmp_path / "view.vrt")
    gdal.Translate(virtual, f"/vsizip/{path}/raster.tif", format="VRT")
    FileRasterSource(virtual).close()
    flip(path, middle_of_member(path, "raster.tif"))
    with pytest.raises(RasterError, match="raster.tif in bad.zip is damaged"):
        FileRasterSource(virtual)


@pytest.mark.parametrize("kept", [9, 40, 0.5, 0.99, 1.0])
def test_pictures_that_were_cut_off_are_refused(tmp_path, kept):
    """GDAL from 3.6 on takes what is missing of a PNG for whatever was in memory."""
    values = np.random.default_rng(3).integers(0, 255, (3, 40, 40)).astype("uint8")
    path = tmp_path / "a.png"
    with rasterio.open(path, "w", driver="PNG", width=40, height=40, count=3, dtype="uint8") as png:
        png.write(values)
    data = path.read_bytes()
    size = kept if isinstance(kept, int) else int(len(data) * kept)
    path.write_bytes(data[:size])
    if size == len(data):
        check_whole(str(path))
    else:
        with pytest.raises(RasterError, match="a.png cannot be read whole: it ends in the middle"):
            check_whole(str(path))
