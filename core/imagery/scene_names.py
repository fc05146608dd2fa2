"""What the name of a file says of the scene that it is of, and what is left to name a band."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from ..files.dates import date_spans
from ..sentinel2.names import read_product_path

_TILE = r"T?(?P<place>\d\d[A-Z]{3})"
_TIME = r"\d{8}T\d{6}"
# In this order: longer forms before those that are parts of them.
_FORMS = (
    # S2A_MSIL2A_20210404T105321_N0300_R051_T33UVR_20210404T170958
    rf"(?P<mission>S2[A-D])_MSI(?P<level>L1C|L2A)_(?P<time>{_TIME})_N(?P<version>\d{{4}})_R\d{{3}}"
    rf"_{_TILE}_(?P<processed>{_TIME})",
    # S2A_33UVR_20210404_0_L2A and S2A_T33UVR_20210404T105619_L2A, as catalogues have it
    rf"(?P<mission>S2[A-D])_{_TILE}_(?P<time>\d{{8}}(?:T\d{{6}})?(?:_\d+)?)_(?P<level>L1C|L2A)",
    # S2A2A_20210404_051_33UVR, as sen2r writes it
    rf"(?P<mission>S2[A-D])(?P<level>1C|2A)_(?P<time>\d{{8}})_\d{{3}}(?:_{_TILE})?",
    # SENTINEL2A_20210404-105321-123_L2A_T33UVR_C_V2-2, as Theia writes it
    rf"(?P<mission>SENTINEL2[A-D])_(?P<time>\d{{8}}-\d{{6}}-\d{{3}})_(?P<level>L\d[A-Z])_{_TILE}"
    r"_[A-Z](?:_(?P<version>V\d+-\d+))?",
    # 20210404T105321_20210404T105619_T33UVR, as Earth Engine has it
    rf"(?P<time>{_TIME})_{_TIME}_{_TILE}",
    # T33UVR_20210404T105321, the images in a product
    rf"(?:L2A_)?{_TILE}_(?P<time>{_TIME})",
    # LC08_L2SP_224078_20200518_20200820_02_T1, LC08_224078_20200518, LC08_CU_025008_20180101_...
    r"(?P<mission>L[COTEM]\d\d)(?:_(?P<level>L\d)[A-Z]{2})?(?:_[A-Z]{2})?_(?P<place>\d{6})"
    r"_(?P<time>\d{8})(?:_(?P<processed>\d{8})(?!\d))?(?:_C?(?P<version>\d\d)(?!\d))?(?:_V\d\d)?"
    r"(?:_(?:RT|T[12]|A[12])(?![A-Z0-9]))?",
    # LC81700252019001LGN00: station and version behind the date
    r"(?P<mission>L[COTEM]\d)(?P<place>\d{6})(?P<time>\d{7})[A-Z0-9]{3}(?P<version>\d\d)",
    # S1A_IW_GRDH_1SDV_20210404T170058_20210404T170123_037302_046517_ABCD
    rf"(?P<mission>S1[A-D])_(?P<level>(?:IW|EW|SM|WV|S\d)_[A-Z]{{3}}[FHM_]?)_\d[A-Z]{{3}}"
    rf"_(?P<time>{_TIME})_{_TIME}_\d{{6}}_[0-9A-F]{{6}}(?:_[0-9A-F]{{4}})?",
    # HLS.L30.T13TEF.2021123T173859.v2.0
    rf"(?P<mission>HLS\.[LS]30)\.{_TILE}\.(?P<time>\d{{7}}T\d{{6}})\.v(?P<version>\d\.\d)",
    # MOD13Q1.A2013257.h12v10.006.2015261234567: what is before it is a product of its own
    r"[._]A(?P<time>\d{7})[._](?P<place>h\d\dv\d\d)[._](?P<version>\d{3})[._](?P<processed>\d{13})",
    # 20200101_183456_12_103a, as Planet writes it
    r"(?P<time>\d{8}_\d{6}(?:_\d\d)?)_(?P<place>[0-9a-f]{4})",
)
_SCENES = tuple(
    re.compile(
        rf"{'' if form.startswith('[') else '(?<![A-Z0-9])'}{form}(?![A-Z0-9])", re.IGNORECASE
    )
    for form in _FORMS
)
# A date, and a time behind it.
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-_.]?\d{2}[-_.]?\d{2}(?:T\d{4,6}Z?|[-_]\d{6})?|\d{7}(?:T\d{4,6}Z?)?)(?!\d)"
)
_MISSION = re.compile(
    r"S[12][A-D]|SEN2[A-D]|SENTINEL[12][A-D]|L[COTEM]0?[1-9]|LND0[4-9]", re.IGNORECASE
)
# A tile of Sentinel-2's grid, whose letters leave I and O out.
_PLACE = re.compile(r"T\d\d[C-HJ-NP-X][A-HJ-NP-Z]{2}")
_TIER = re.compile(r"RT|T[12]")
_SENTINEL_2 = "Sentinel-2"
# Which of their bands a number means: 4 is red on Landsat 8 and near infrared on Landsat 7.
_NUMBERINGS = (
    (re.compile(r"L[CO]0?[89]|LND0[89]|HLS\.L30", re.IGNORECASE), "Landsat 8 and 9"),
    (re.compile(r"L[TE]0?[4-7]|LND0[4-7]", re.IGNORECASE), "Landsat 4 to 7"),
    (re.compile(r"LM0?[1-5]", re.IGNORECASE), "Landsat MSS"),
    (re.compile(r"S2[A-D]|SEN2[A-D]|SENTINEL2[A-D]|HLS\.S30", re.IGNORECASE), _SENTINEL_2),
)
_BREAK = re.compile(r"[\s_.\-]+")


@dataclass(frozen=True)
class SceneName:
    """What a file's name says; empty where it says nothing.

    Attributes:
        words: what is left to name a band: without mission, dates, place, level and version.
        scene: mission, time and place, the same for all bands and deliveries of a scene.
        level: of processing, such as L2A or L2.
        version: the greater, the newer is a delivery of the scene: version, time of processing.
        numbering: whose numbers of bands it has.
    """

    words: tuple[str, ...]
    scene: tuple[str, ...] = ()
    level: str = ""
    version: tuple[str, ...] = ()
    numbering: str = ""


def read_scene_name(stem: str, pattern: str | None = None) -> SceneName:
    """What a file's name says of its scene.

    Args:
        stem: the name without extension, or that of a band.
        pattern: how dates are written; see read_date.
    """
    match = next(filter(None, (form.search(stem) for form in _SCENES)), None)
    spans = [match.span()] if match else []
    if pattern:
        spans += date_spans(stem, pattern)
    rest = list(stem)
    for start, end in spans:
        rest[start:end] = " " * (end - start)
    words = split_words(_DATE.sub(" ", "".join(rest)))
    told = match.groupdict() if match else {}
    mission = told.get("mission") or next(filter(_MISSION.fullmatch, words), "")
    is_landsat = bool(re.match("L", mission, re.IGNORECASE))
    words = tuple(
        word
        for word in words
        if not _MISSION.fullmatch(word)
        and not _PLACE.fullmatch(word)
        and not (is_landsat and _TIER.fullmatch(word))
    )
    scene, version = (
        tuple((told.get(key) or "").upper() for key in keys) if match else ()
        for keys in (("mission", "time", "place"), ("version", "processed"))
    )
    return SceneName(
        words,
        scene,
        re.sub("^(?=[12])", "L", (told.get("level") or "").upper()),
        version if any(version) else (),
        next((name for form, name in _NUMBERINGS if form.fullmatch(mission)), ""),
    )


def scene_of_file(path: str, pattern: str | None = None) -> SceneName:
    """What a file's name says of its scene, and the Sentinel-2 product that the file lies in.

    Args:
        path: of the file.
        pattern: how dates are written; see read_date.
    """
    told = read_scene_name(Path(path).stem, pattern)
    folder, product = read_product_path(path)
    if not folder or not product.level:
        return told
    around = read_scene_name(folder)
    return replace(
        told,
        scene=around.scene or told.scene,
        level=product.level,
        version=around.version or told.version,
        numbering=_SENTINEL_2,
    )


def split_words(text: str) -> list[str]:
    """The words of a name, at blanks, underscores, dots and hyphens."""
    return [word for word in _BREAK.split(text) if word]
