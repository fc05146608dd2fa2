"""README.md and map.png of a dataset."""

from __future__ import annotations

import io
from typing import NamedTuple

import numpy as np

from .card_loaders import write_loading
from .class_colors import PLAIN, class_colors, hex_color
from .dataset_plan import DatasetPlan
from .front_matter import write_front_matter
from .map_picture import MapPicture, MapSampler, draw_outlines
from .raster_info import RasterInfo
from .raster_source import RasterSource
from .scaling import Scaling


class MapPixels(NamedTuple):
    """A small raster: values (bands, height, width), valid pixels (height, width)."""

    values: np.ndarray
    valid: np.ndarray


def read_map(source: RasterSource) -> MapPixels:
    """The pixels of the picture that draw_map makes, from the raster itself."""
    sampler = MapSampler.of_raster(source.info)
    return MapPixels(*source.read_overview(sampler.width, sampler.height))


def draw_map(
    plan: DatasetPlan,
    info: RasterInfo,
    scaling: Scaling | None,
    pixels: MapPixels | MapPicture,
) -> bytes:
    """A small picture of a raster with the exported tiles outlined by class, as PNG.

    Args:
        plan: the tiles.
        info: of the raster.
        scaling: as of the tiles.
        pixels: of the raster, from read_map, or those that the tiles left in a MapPicture.
    """
    from PIL import Image

    height, width = pixels.valid.shape
    picture = as_picture(pixels.values, pixels.valid, scaling)
    scale = np.array([width / info.width, height / info.height] * 2)
    boxes = np.rint(plan.places.exact * scale).astype(np.int64)
    boxes[:, 2:] = np.maximum(boxes[:, :2], boxes[:, 2:] - 1)
    colors = class_colors(plan.classes)
    chosen = [colors.get(label, PLAIN) for label in plan.labels]
    draw_outlines(picture, boxes, np.array(chosen, dtype=np.uint8).reshape(-1, 3))
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG")
    return buffer.getvalue()


def as_picture(values: np.ndarray, valid: np.ndarray, scaling: Scaling | None) -> np.ndarray:
    bands = [0, 1, 2] if len(values) >= 3 else [0, 0, 0]
    if scaling is not None:
        return scaling.apply(values, valid)[bands].transpose(1, 2, 0).copy()
    if values.dtype == np.uint8:
        return np.where(valid, values, 0)[bands].transpose(1, 2, 0).copy()
    picture = np.zeros((*valid.shape, 3), dtype=np.uint8)
    for k, band in enumerate(bands):
        used = values[band][valid & np.isfinite(values[band])]
        if used.size:
            least, greatest = np.percentile(used.astype(float), (2, 98))
            stretched = (values[band].astype(float) - least) / max(greatest - least, 1e-12) * 255
            stretched = np.nan_to_num(stretched)
            picture[..., k] = np.where(valid, np.clip(stretched, 0, 255), 0).astype(np.uint8)
    return picture


def write_card(facts: dict, extension: str) -> bytes:
    """The dataset card: what is inside, and how to load it. ``facts`` are those of dataset.json."""
    raster = facts["sources"]["raster"]["name"]
    lines = [
        f"# Image tiles of {raster}",
        "",
        f"{facts['tile_count']} image tiles"
        + (f" of {len(facts['classes'])} classes" if facts["classes"] else "")
        + f", made from `{raster}` with Tilewright.",
        "",
        "![Where the tiles lie](map.png)",
        "",
        "| | |",
        "|---|---|",
        f"| Source | *who made the imagery and when: fill in* (`{raster}`) |",
        "| Labels | *who drew them and by which rule: fill in* |",
        "| Licence | *of the imagery and of the labels: fill in* |",
        f"| Coordinate system | {facts['crs']} |",
        f"| Bands | {', '.join(facts['bands'])} |",
        f"| Format | {facts['parameters']['FORMAT']}, {facts['dtype']} |",
        "",
    ]
    if facts["classes"]:
        splits = list(facts["classes"][0].get("splits", {}))
        lines += [
            "## Classes",
            "",
            "| index | class | folder | tiles |" + "".join(f" {s} |" for s in splits) + " colour |",
            "|---|---|---|---|" + "---|" * (len(splits) + 1),
        ]
        colors = class_colors(row["name"] for row in facts["classes"])
        for row in facts["classes"]:
            counts = "".join(f" {row['splits'][s]} |" for s in splits)
            start = f"| {row['index']} | {_cell(row['name'])} | `{row['folder']}` |"
            color = hex_color(colors[row["name"]])
            lines.append(f"{start} {row['tiles']} |{counts} `{color}` |")
        lines.append("")
    if facts.get("masks"):
        lines += _mask_lines(facts["masks"])
    lines += ["## Bands", "", "| band | " + _band_head(facts) + " mean | standard deviation |"]
    lines.append("|---|" + "---|" * (2 + 2 * bool(facts["scaling"]["bands"])))
    for k, row in enumerate(facts["statistics"]):
        ends = ""
        if facts["scaling"]["bands"]:
            scaled = facts["scaling"]["bands"][k]
            ends = f" {scaled['min']:.6g} | {scaled['max']:.6g} |"
        if row["mean"] is None:
            lines.append(f"| {_cell(row['band'])} |{ends} - | - |")
        else:
            lines.append(f"| {_cell(row['band'])} |{ends} {row['mean']:.4f} | {row['std']:.4f} |")
    lines += [
        "",
        "Mean and standard deviation are of the values in the files, without invalid pixels"
        + (", of the train split." if facts["statistics_of"] == "train" else "."),
        "",
    ]
    lines += write_loading(facts, extension)
    lines += [
        "`tiles.csv` has a line for each tile, `tiles.gpkg` the same as map layers with the "
        "rejected tiles beside them, and `dataset.json` says how everything was made.",
        "",
    ]
    return (write_front_matter(facts, extension) + "\n" + "\n".join(lines)).encode("utf-8")


def _band_head(facts: dict) -> str:
    return "value 0 | value 255 |" if facts["scaling"]["bands"] else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _mask_lines(masks: dict) -> list[str]:
    return [
        "## Masks",
        "",
        f"`masks/` holds a mask for each image, under the same name: 8 bits, "
        f"{masks['background']} is background, {masks['ignore']} is to be ignored; the column "
        "`mask` of `tiles.csv` names it.",
        "",
        "| number | class | pixels |",
        "|---|---|---|",
        *(
            f"| {row['class_id']} | {_cell(row['class'])} | {row['pixels']} |"
            for row in masks["classes"]
        ),
        "",
    ]
