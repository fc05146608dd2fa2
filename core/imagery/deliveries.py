"""One scene delivered several times: only the newest delivery counts.

Archives are processed again every few years, and folders then hold an image of one moment in two
processing baselines.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..errors import RasterError
from ..message import Message
from ..raster.compare import REFUSE
from ..sentinel2.names import BANDS, read_file_name, read_product_path
from ..sentinel2.product import Sentinel2Product
from ..sentinel2.scale import offset_of_baseline
from .scene_names import read_scene_name, scene_of_file
from .scenes import Scene

_SECONDS = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)")
# The image in a product: its tile and the moment that is in the product's name, too.
_IMAGE = re.compile(r"T\d\d[A-Z]{3}_(\d{8}T\d{6})_", re.IGNORECASE)
_GRANULE = re.compile(r"L(?:1C|2A)_T\d\d[A-Z]{3}_A\d{6}_(\d{8}T\d{6})", re.IGNORECASE)
_LEVEL = re.compile(r"L\d[A-Z]?")
# Where a swath is received in two strips, a tile between them comes as two images of one moment,
# that of the whole swath. Processing again moves the strip's own time by less than this.
_STRIP = 60


@dataclass(frozen=True)
class Delivery:
    """Of which scene an image is, and how new.

    Attributes:
        scene: what all deliveries of it have in common.
        version: the greater, the newer: processing baseline, then time of processing.
        strip: seconds at which the strip starts that the image was cut from, or None.
    """

    scene: Hashable
    version: tuple[str, ...]
    strip: float | None = None


def delivery_of_product(product: Sentinel2Product) -> Delivery | None:
    """Satellite, moment, tile and level are those of the scene; None when they are not known."""
    metadata, told = product.metadata, read_scene_name(product.name)
    files = [path.replace("\\", "/") for path in product.files.values()]
    images = (_IMAGE.match(posixpath.basename(path)) for path in files)
    moments = (
        metadata.datatake if metadata else "",
        told.scene[1] if told.scene else "",
        *(match[1] for match in images if match),
    )
    moment = next(filter(None, (_SECONDS.match(text) for text in moments)), None)
    if moment is None:
        return None
    granules = (_GRANULE.search(path) for path in files)
    strip = next((match[1] for match in granules if match), "")
    processed = (metadata.generated if metadata else "") or "".join(told.version[1:])
    return Delivery(
        (moment.groups(), product.tile, product.level),
        (product.baseline, "".join(re.findall(r"\d+", processed))[:14]),
        _seconds(strip),
    )


def delivery_of_file(path: str) -> Delivery | None:
    """What a raster's name says, such as LC08_L2SP_224078_20200518_20200820_02_T1_SR_B4.

    The folder of the product counts, too. None when it names no version. Bands of a scene are
    no deliveries of each other.
    """
    told = scene_of_file(path)
    if not told.version:
        return None
    strip = _GRANULE.search(path)
    return Delivery(
        (told.scene, told.level, told.words), told.version, _seconds(strip[1] if strip else "")
    )


def delivery_of_item(
    platform: str, tile: str, level: str, time: str, baseline: str, name: str
) -> Delivery | None:
    """What a catalogue says of an image; None where it does not tell tile and time.

    Args:
        platform: the satellite.
        tile: of its grid.
        level: of processing.
        time: date and time, ISO.
        baseline: of processing.
        name: its id, which counts up where one baseline was delivered several times.
    """
    moment = _SECONDS.match(time)
    if moment is None or not tile:
        return None
    seconds = _seconds("{}{}{}T{}{}{}".format(*moment.groups()))
    return Delivery((platform.lower(), tile, level, moment.groups()[:3]), (baseline, name), seconds)


def delivery_of_scene(scene: Scene) -> Delivery | None:
    """Of a product or of any raster; None for one that cannot be read, too."""
    if scene.problem:
        return None
    return delivery_of_product(scene.product) if scene.product else delivery_of_file(scene.path)


def find_older(deliveries: Sequence[Delivery | None]) -> dict[int, int]:
    """Which are older deliveries of a scene: index -> that of the newest, which counts instead.

    The newest processing baseline counts, of one baseline what was processed last. Of several
    alike the first counts.
    """
    known = {k: item for k, item in enumerate(deliveries) if item is not None}
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for k, item in known.items():
        groups[item.scene].append(k)
    older: dict[int, int] = {}
    for members in groups.values():
        for strip in _part_strips(members, known):
            newest = max(strip, key=lambda k: known[k].version)
            older |= {k: newest for k in strip if k != newest}
    return older


def check_levels(
    names: Sequence[str], paths: Sequence[str], choice: str = REFUSE, pattern: str | None = None
) -> None:
    """Refuse rasters of several processing levels, as far as their names say.

    Args:
        names: of the rasters, for people.
        paths: of their files.
        choice: of DIFFERENCES; all but REFUSE mix them.
        pattern: how dates are written; see read_date.

    Raises:
        RasterError: names two rasters and their levels.
    """
    first = None
    for k, path in enumerate(paths) if choice == REFUSE else ():
        level = scene_of_file(path, pattern).level
        if not _LEVEL.fullmatch(level):
            continue
        first = first or (k, level)
        if level != first[1]:
            raise RasterError(
                "{names} is of processing level {first} and {others} of {level}, whose values "
                "differ; give those of one level alone, or set {DIFFERENCES=AS_TAGGED} to mix "
                "them.",
                names=names[first[0]],
                first=first[1],
                others=names[k],
                level=level,
            )


def find_offset_difference(paths: Sequence[str]) -> Message | None:
    """That files of Sentinel-2 products need offsets that differ and are not tagged; else None."""
    known: dict[float, tuple[str, str]] = {}
    for path in paths:
        file = read_file_name(posixpath.basename(path.replace("\\", "/")))
        product, told = read_product_path(path)
        offset = offset_of_baseline(told.baseline)
        if product and file and file.band in BANDS and offset is not None:
            known.setdefault(offset, (product, told.baseline))
    if len(known) < 2:
        return None
    # What is subtracted from the numbers was added to them before.
    (shifted, baseline), (other, other_baseline) = known[min(known)], known[max(known)]
    return Message(
        "{name} is of processing baseline {baseline}, whose numbers are {offset:g} greater than "
        "those of {other} of {other_baseline}, and the images in them do not record this",
        name=shifted,
        baseline=baseline,
        offset=max(known) - min(known),
        other=other,
        other_baseline=other_baseline,
    )


def _part_strips(members: list[int], deliveries: Mapping[int, Delivery]) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    last: float | None = None
    for k in sorted(members, key=lambda k: (deliveries[k].strip or 0, k)):
        strip = deliveries[k].strip
        if strip is not None and last is not None and strip - last > _STRIP:
            parts.append([])
        parts[-1].append(k)
        last = strip
    return parts


def _seconds(text: str) -> float | None:
    try:
        return (datetime.strptime(text, "%Y%m%dT%H%M%S") - datetime(1970, 1, 1)).total_seconds()
    except ValueError:
        return None
