"""Whether the images of an earlier dataset are those that an export would write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import ExportError
from ..files.fingerprint import without_place
from ..formats import FORMATS
from ..message import Message, Parameter, list_names

# Of dataset.json: what shapes images, besides the raster and where a tile lies in it.
IMAGE_PARAMETERS = (
    "FORMAT",
    "SCALING",
    "SCALING_PER",
    "SCALE_MIN",
    "SCALE_MAX",
    "FILL",
    "QUALITY",
    "COMPRESS",
    "NODATA",
    "RESAMPLING",
    "PIXELS",
    "METERS_PER_PIXEL",
    "BLACKEN",
)
_FACTS = ("bands", "band_numbers", "dtype", "nodata", "stored_numbers", "crs_wkt")
_PROGRAMS = ("numpy", "rasterio", "gdal", "pillow")


def check_same_options(earlier: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Refuse to update a dataset of another raster, or of other options for its images.

    Args:
        earlier: dataset.json of the dataset.
        wanted: what it would say after the export.

    Raises:
        ExportError: names the difference, and what helps.
    """
    before, now = (image_parameters(facts) for facts in (earlier, wanted))
    for name in IMAGE_PARAMETERS:
        if before.get(name) != now.get(name):
            raise ExportError(
                "{UPDATE} keeps images, and {name} is {value} where those of the dataset have "
                "{other}; give that, or replace the dataset with {OVERWRITE}.",
                name=Parameter(name),
                value=_text(now.get(name)),
                other=_text(before.get(name)),
            )
    if earlier.get("band_numbers") != wanted["band_numbers"]:
        raise ExportError(
            "{UPDATE} keeps images, and {BANDS} is {value} where those of the dataset have "
            "{other}; give that, or replace the dataset with {OVERWRITE}.",
            value=_numbers(wanted["band_numbers"]),
            other=_numbers(earlier.get("band_numbers") or ()),
        )
    if _contents(earlier) != _contents(wanted):
        raise ExportError(
            "{UPDATE} keeps images, and {raster} is not the raster that they were cut from; give "
            "that, or replace the dataset with {OVERWRITE}.",
            raster=wanted["sources"]["raster"]["name"],
        )


def why_not_kept(earlier: Mapping[str, Any], wanted: Mapping[str, Any]) -> Message | None:
    """Why no image of the earlier dataset is what the export would write; None when some may be.

    Args:
        earlier: dataset.json of the dataset.
        wanted: what it would say after the export.
    """
    before, now = (facts.get("versions") or {} for facts in (earlier, wanted))
    others = [name for name in _PROGRAMS if before.get(name) != now.get(name)]
    if others:
        return Message(
            "All images are written anew: they were made with another version of {programs}.",
            programs=list_names(others),
        )
    if wanted["parameters"]["SCALING"] == "STYLE":
        return Message("All images are written anew: their style may have changed.")
    if wanted["parameters"].get("BLACKEN"):
        return Message("All images are written anew: their objects may have changed.")
    if any(earlier.get(name) != wanted.get(name) for name in _FACTS):
        return Message("All images are written anew: the raster is described in another way.")
    return None


def image_parameters(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters in a dataset.json, but for those that its format does not heed.

    Datasets from before there was COMPRESS are compressed.
    """
    told = {"COMPRESS": True, **(facts.get("parameters") or {})}
    spec = FORMATS.get(str(told.get("FORMAT")))
    return {name: value for name, value in told.items() if spec is None or spec.heeds(name)}


def _contents(facts: Mapping[str, Any]) -> Any:
    if facts.get("scenes"):
        return [{"name": row["name"], **without_place(row["file"])} for row in facts["scenes"]]
    raster = (facts.get("sources") or {}).get("raster") or {}
    # A service is known by its place alone.
    return without_place(raster) or {"path": raster.get("path")}


def _text(value: object) -> str | Message:
    return Message("not given") if value in (None, "") else str(value)


def _numbers(values: Any) -> str:
    return ",".join(str(value) for value in values)
