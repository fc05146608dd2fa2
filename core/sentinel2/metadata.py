"""What the metadata of a Sentinel-2 product says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ..errors import RasterError
from .names import BANDS

# Elements that hold text and no elements: all that is needed here. Cut at each "<" rather than read
# with a parser, since a parser of the standard library follows entities, with which a file can fill
# the memory; here they stay what they are. No expression looks at a text twice.
_TAG = re.compile(
    r"([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*>(.*)", re.DOTALL
)
# Numbers of bands as the metadata write them.
_PLACES = {str(number): band for number, band in enumerate(BANDS)}
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)[\s>]")
# Characters of an element that is needed, with its attributes; the longest have a hundred.
_MOST_LEAF = 300


@dataclass(frozen=True)
class ProductMetadata:
    """Facts of a product; None or empty where the metadata says nothing.

    Attributes:
        level: L1C or L2A.
        baseline: processing baseline, such as 04.00.
        start: time of the image, ISO 8601.
        datatake: time at which the swath starts that the image is of, ISO 8601.
        generated: time of processing, ISO 8601.
        quantification: what numbers are divided by.
        offsets: band -> what is added before.
        cloud_percent: cloudy share of the product.
        nodata_percent: share of the product without data; only Level-2A knows.
    """

    level: str = ""
    baseline: str = ""
    start: str = ""
    quantification: float | None = None
    offsets: dict[str, float] = field(default_factory=dict)
    cloud_percent: float | None = None
    nodata_percent: float | None = None
    datatake: str = ""
    generated: str = ""


def read_metadata(text: str, name: str) -> ProductMetadata:
    """Read a product's metadata: MTD_MSIL1C.xml, MTD_MSIL2A.xml, or one of the older names.

    Raises:
        RasterError: it is cut off, no metadata of Sentinel-2, or holds a number that is none.
    """
    leaves = _read_leaves(text, name)

    def first(*tags: str) -> str:
        return next((leaves[tag][0][1] for tag in tags if tag in leaves), "")

    def number(*tags: str) -> float | None:
        value = first(*tags)
        return _number(value, tags[0], name) if value else None

    baseline = first("PROCESSING_BASELINE")
    if baseline and not re.fullmatch(r"\d\d\.\d\d", baseline):
        raise RasterError(
            "{name} gives the processing baseline as {baseline!r}; it is damaged.",
            name=name,
            baseline=baseline,
        )
    offsets = {}
    for tag in ("RADIO_ADD_OFFSET", "BOA_ADD_OFFSET"):
        for attributes, value in leaves.get(tag, ()):
            place = attributes.get("band_id", "")
            if place not in _PLACES:
                raise RasterError(
                    "{name} has an offset of an unknown band {place!r}; it is damaged.",
                    name=name,
                    place=place,
                )
            offsets[_PLACES[place]] = _number(value, tag, name)
    quantification = number(
        "QUANTIFICATION_VALUE", "BOA_QUANTIFICATION_VALUE", "L1C_L2A_Quantification_Value",
        "L2A_BOA_QUANTIFICATION_VALUE",
    )  # fmt: skip
    if quantification is not None and quantification <= 0:
        raise RasterError(
            "{name} divides by {quantification:g}; it is damaged.",
            name=name,
            quantification=quantification,
        )
    level = re.sub(r"\D*(\d)([A-Z]).*", r"L\1\2", first("PROCESSING_LEVEL"))
    return ProductMetadata(
        level if level in ("L1C", "L2A") else "",
        baseline,
        first("PRODUCT_START_TIME", "DATATAKE_SENSING_START"),
        quantification,
        offsets,
        number("Cloud_Coverage_Assessment", "CLOUD_COVERAGE_ASSESSMENT"),
        number("NODATA_PIXEL_PERCENTAGE"),
        first("DATATAKE_SENSING_START"),
        first("GENERATION_TIME"),
    )


def _read_leaves(text: str, name: str) -> dict[str, list[tuple[dict[str, str], str]]]:
    text = _without_comments(text)
    root = _ROOT.search(text)
    if root is None or "User_Product" not in root[1]:
        raise RasterError("{name} is not the metadata of a Sentinel-2 product.", name=name)
    parts = text.split("<")
    if _closed_by(parts[-1]) != root[1] or parts[-1].partition(">")[2].strip():
        raise RasterError("{name} ends in the middle.", name=name)
    leaves: dict[str, list[tuple[dict[str, str], str]]] = {}
    for part, following in zip(parts, parts[1:]):
        match = _TAG.fullmatch(part) if len(part) <= _MOST_LEAF else None
        if match is None or _closed_by(following) != match[1]:
            continue
        tag = match[1].rpartition(":")[2]
        attributes = {k: html.unescape(v or w) for k, v, w in _ATTRIBUTE.findall(match[2])}
        leaves.setdefault(tag, []).append((attributes, html.unescape(match[3]).strip()))
    return leaves


def _without_comments(text: str) -> str:
    """A text without comments; one that does not end stays."""
    kept, done = [], 0
    while (start := text.find("<!--", done)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[done:start])
        done = end + 3
    return "".join((*kept, text[done:]))


def _closed_by(part: str) -> str:
    """The element that ends where a part of the text between "<" and "<" begins, or nothing."""
    name, has_end, _ = part.partition(">")
    return name[1:].rstrip() if has_end and name.startswith("/") else ""


def _number(value: str, tag: str, name: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        raise RasterError(
            "{name} gives {tag} as {value!r}, which is not a number; it is damaged.",
            name=name,
            tag=tag,
            value=value,
        )
    return number
