"""The names of other files and addresses that a file of geodata holds, for GDAL to open with it."""

from __future__ import annotations

import html
import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from .addresses import ADDRESS, BYTES_OF_VSI, is_network

# GDAL looks for what a file is in its first bytes, at most some thousands.
HEAD_BYTES = 16 * 1024
_PIECE = 4 * 1024**2
# An object "crs" is shorter.
_OVERLAP = 16 * 1024
# Descriptions are read whole: one of a million sources is smaller.
_MOST_TEXT = 1024**3
_MOST_METADATA = 16 * 1024**2


_DESCRIPTIONS = (
    b"<vrtdataset", b"<ogrvrtdatasource", b"<mrf_meta", b"<vsisparsefile", b"<pamdataset",
    b"<gdaltileindexdataset", b"<gdalmetadata",
)  # fmt: skip
_SERVICES = (
    b"<gdal_wms", b"<gdal_wmts", b"<wms_tile_service", b"<wmt_ms_capabilities",
    b"<wms_capabilities", b"<tilemapservice", b"<tilemap ", b"<services", b"<wcs_gdal",
    b"<ogrwfsdatasource", b"<ogrcswdatasource",
)  # fmt: skip
# Within documents that are nothing but XML.
_CAPABILITIES = (b"wcs_capabilities", b"wfs_capabilities", b"opengis.net/wmts/1")
# What GDAL opens of metadata, all of which else is only words.
_METADATA_FILES = ("OVERVIEW_FILE", "X_DATASET", "Y_DATASET")
_WORDS = ("pixelfunctioncode", "description", "srs", "layersrs", "category")
_CRS = re.compile(
    rb"[\"'](?:[cC]|\\u00[46]3)(?:[rR]|\\u00[57]2)(?:[sS]|\\u00[57]3)[\"']"
    rb"(?:\s|/\*.*?\*/|//[^\n]*\n)*:\s*",
    re.DOTALL,
)
# Without any of these a piece has no such key; escapes of other letters are many.
_CRS_LETTERS = (b"crs", *(b"\\u00%x" % ord(letter) for letter in "CcRrSs"))
_JSON_STARTS = (b"{", b"[", b"loadgeojson(", b"jsonp(")
_TABLES = (".csv", ".tsv", ".psv", ".txt", ".wkt")
_FEATURES = (b"opengis.net/gml", b"opengis.net/kml", b"<kml", b"<gpx", b"<osm", b"<rss", b"<feed")
_HREF = re.compile(rb"<href>\s*(?:<!\[CDATA\[)?\s*((?:https?|ftp|/vsi)[^<\]]*)", re.IGNORECASE)
_GDAL_METADATA = 42112


@dataclass(frozen=True)
class Links:
    """What a file leads to.

    Attributes:
        names: of files and addresses, as they are written.
        service: the address of the service that the file describes; empty when it tells none, and
            None when it describes none.
        is_crs: whether only a coordinate system is named.
    """

    names: tuple[str, ...] = ()
    service: str | None = None
    is_crs: bool = False


def find_links(file: IO[bytes], name: str, is_raster: bool = True) -> Links:
    """What a file leads to; its beginning says what it is, whatever it is called.

    Args:
        file: open for reading, at its beginning; it can be sought in.
        name: of the file.
        is_raster: whether it may be opened as a raster, too.
    """
    head = file.read(HEAD_BYTES)
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return Links(tuple(_find_in_tiff(file, head)))
    if head.startswith((b"\x89HDF", b"PCIDSK")) or ".gti." in name.lower():
        return Links(tuple(_search(file, BYTES_OF_VSI)))
    # GDAL, too, ends texts here.
    text = head.partition(b"\0")[0].lower()
    if any(start in text for start in _DESCRIPTIONS):
        file.seek(0)
        return Links(tuple(find_in_xml(file.read(_MOST_TEXT))))
    plain = text.lstrip(b"\xef\xbb\xbf\x1e \t\r\n\v\f")
    services = _SERVICES + (_CAPABILITIES if plain.startswith(b"<") else ())
    if any(start in text for start in services):
        address = ADDRESS.search(_readable(_without_namespaces(head)))
        return Links(service=address[0] if address else "")
    if plain.startswith(_JSON_STARTS):
        return _find_in_json(file, text, is_raster)
    return Links(tuple(_find_in_text(file, name, text, is_raster)))


def _find_in_text(file: IO[bytes], name: str, text: bytes, is_raster: bool) -> Iterator[str]:
    yield from _declared(text)
    if any(start in text for start in _FEATURES):
        # Features may tell of addresses; only overlays of images lead there.
        if is_raster and b"<kml" in text:
            yield from _search(file, _HREF)
    elif len(text) > 3 and not name.lower().endswith(_TABLES):
        yield from _search(file, BYTES_OF_VSI, _MOST_METADATA)


def _declared(text: bytes) -> Iterator[str]:
    """Addresses of a document's type, which some readers of XML fetch."""
    start = text.find(b"<!doctype")
    if start < 0 and b"<!entity" not in text:
        return
    end = re.compile(rb"<[a-z_]").search(text, start + 1)
    declared = text[max(start, 0) : end.start() if end else len(text)]
    for quoted in re.findall(rb"\"([^\"]*)\"|'([^']*)'", declared):
        yield from (part.decode("utf-8", "replace") for part in quoted if b"//" in part)


def find_in_xml(data: bytes) -> Iterator[str]:
    """Names in a description, of elements or attributes, as GDAL would open them."""
    walk = _Walk()
    try:
        walk.parse(data)
        yield from walk.names
    except (expat.ExpatError, ValueError, LookupError):
        # GDAL reads what is no proper XML as well.
        text = html.unescape(html.unescape(data.decode("utf-8", "replace")))
        for part in re.split(r"[<>\"']", text):
            if part.strip():
                yield part.strip()


class _Walk:
    """Gathers the texts of elements and attributes that can be names."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._texts: list[list[str]] = []
        self._open: list[str] = []

    def parse(self, data: bytes) -> None:
        """Raise ExpatError for what is no XML, and ValueError for entities."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.EntityDeclHandler = self._refuse
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(data.lstrip(), True)

    def _refuse(self, *declared: object) -> None:
        raise ValueError("entities")

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        kind = element.lower()
        if kind in ("mdi", "item"):
            key = next((v for k, v in attributes.items() if k.lower() in ("key", "name")), "")
            kind = "file" if key.upper() in _METADATA_FILES else "metadata"
        elif "metadata" not in self._open:
            # Other attributes are switches and numbers.
            values = (v for k, v in attributes.items() if not k.startswith(("xmlns", "xsi:")))
            self.names.extend(v for v in values if is_network(v))
        self._open.append(kind)
        self._texts.append([])

    def _add(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _end(self, element: str) -> None:
        kind = self._open.pop()
        text = "".join(self._texts.pop()).strip()
        if not text or (kind != "file" and (kind == "metadata" or "metadata" in self._open)):
            return
        if kind not in _WORDS and not _is_number(text):
            self.names.append(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _find_in_json(file: IO[bytes], text: bytes, is_raster: bool) -> Links:
    if is_raster and (b'"stac_' in text or b'"refs"' in text or b'"tileinfo"' in text):
        address = ADDRESS.search(_readable(_without_namespaces(text)))
        if address:
            return Links(service=address[0])
    names: list[str] = []
    for piece, end in _pieces(file):
        small = piece.lower()
        if any(letters in small for letters in _CRS_LETTERS):
            found = (m for m in _CRS.finditer(piece) if m.start() < end)
            names.extend(name for match in found for name in _crs_links(piece[match.end() :]))
    return Links(tuple(names), is_crs=True)


def _crs_links(data: bytes) -> Iterator[str]:
    text = data[:_OVERLAP].decode("utf-8", "replace")
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        # GDAL reads what is no proper JSON as well.
        value = {"type": "link", "text": text.replace("\\/", "/").encode().decode("unicode_escape")}
    if isinstance(value, dict):
        folded = {key.lower(): item for key, item in value.items()}
        if str(folded.get("type")).lower().startswith(("link", "url")):
            address = ADDRESS.search(json.dumps(value, ensure_ascii=False))
            if address:
                yield address[0]


def _pieces(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """A file in pieces that overlap, each with where what begins in it is whole."""
    file.seek(0)
    piece = file.read(_PIECE)
    while True:
        more = file.read(_PIECE)
        yield piece, len(piece) - _OVERLAP if more else len(piece)
        if not more:
            return
        piece = piece[-_OVERLAP:] + more


def _search(file: IO[bytes], pattern: re.Pattern[bytes], most: int | None = None) -> Iterator[str]:
    """The first match of a pattern, and what follows it."""
    place = 0
    for piece, _ in _pieces(file):
        match = pattern.search(piece)
        if match:
            name = re.split(rb"[\0-\x20\"'<>]", piece[match.start() : match.start() + 500])[0]
            yield (match[1] if match.re.groups else name).decode("utf-8", "replace")
            return
        place += len(piece)
        if most is not None and place >= most:
            return


def _find_in_tiff(file: IO[bytes], head: bytes) -> Iterator[str]:
    """Names in what GDAL notes in a TIFF of its own; the first directory tells the dataset's."""
    order = "<" if head[:1] == b"I" else ">"
    is_big = b"+" in head[:4]
    count_code, entry_code, size = ("Q", "HHQQ", 20) if is_big else ("H", "HHII", 12)
    at = 8 if is_big else 4
    try:
        (start,) = struct.unpack_from(order + ("Q" if is_big else "I"), head, at)
        file.seek(start)
        width = struct.calcsize(count_code)
        (count,) = struct.unpack(order + count_code, file.read(width))
        entries = file.read(min(count, 4096) * size)
        for tag, _, length, value in struct.iter_unpack(order + entry_code, entries):
            if tag == _GDAL_METADATA and length > struct.calcsize(entry_code[-1]):
                file.seek(value)
                yield from find_in_xml(file.read(min(length, _MOST_METADATA)).rstrip(b"\0"))
    except (struct.error, OSError, ValueError):
        # GDAL says what is wrong with it.
        return


def _without_namespaces(data: bytes) -> bytes:
    return re.sub(
        rb"(?i)xmlns(?::\w+)?\s*=\s*(\"[^\"]*\"|'[^']*')|xsi:\w+\s*=\s*\"[^\"]*\"", b"", data
    )


def _readable(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))
