"""What the metadata of a Sentinel-2 product says."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from ..errors import RasterError
from .names import BANDS

# Elements that hold text and no elements: all that is needed here. Read with an expression rather
# than a parser, since a parser of the standard library follows entities, with which a file can
# fill the memory; here they stay what they are.
_LEAF = re.compile(
    r"<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*>([^<]*)</\1\s*>"
)
# Numbers of bands as the metadata write them.
_PLACES = {str(number): band for number, band in enumerate(BANDS)}
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*[\"']([^\"'<]*)[\"']")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)[\s>]")


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
    text = _COMMENT.sub("", text)
    root = _ROOT.search(text)
    if root is None or "User_Product" not in root[1]:
        raise RasterError("{name} is no metadata of a Sentinel-2 product.", name=name)
    if not re.search(rf"</{re.escape(root[1])}\s*>\s*$", text):
        raise RasterError("{name} ends in the middle.", name=name)
    leaves: dict[str, list[tuple[dict[str, str], str]]] = {}
    for match in _LEAF.finditer(text):
        tag = match[1].rpartition(":")[2]
        attributes = {k: html.unescape(v) for k, v in _ATTRIBUTE.findall(match[2])}
        leaves.setdefault(tag, []).append((attributes, html.unescape(match[3]).strip()))
    return leaves


def _number(value: str, tag: str, name: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if number != number or abs(number) == float("inf"):
        raise RasterError(
            "{name} gives {tag} as {value!r}, which is no number; it is damaged.",
            name=name,
            tag=tag,
            value=value,
        )
    return number
