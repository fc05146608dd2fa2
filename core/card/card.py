"""README.md and map.png of a dataset."""

from __future__ import annotations

from typing import Any

from ..dataset.manifest import find_layout_of
from ..message import as_message, both
from .front_matter import write_front_matter
from .loaders import number_text, write_loading
from .markdown import cell
from .terms import write_terms

MASKS_ARE_NAMED = "; the column `mask` of `tiles.csv` names it."


_LEFT_OUT = "Scenes that were asked for and gave no tile:"
_SCALED_BY_SCENE = (
    "Each scene is scaled to 8 bits by a range of its own: `scaling` of each of the `scenes` in "
    "`dataset.json` says which value of a band became 0 (`min`) and 255 (`max`).",
    "",
)


def write_card(facts: dict[str, Any], extension: str) -> bytes:
    """The dataset card: what is inside, and how to load it. ``facts`` are those of dataset.json."""
    raster = facts["sources"]["raster"]["name"]
    lines = [
        f"# Image tiles of {raster}",
        "",
        f"{facts['tile_count']} image tile{'s' if facts['tile_count'] != 1 else ''}"
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
    if facts.get("scenes"):
        lines += _scene_lines(facts["scenes"])
    lines += write_terms(facts)
    if facts.get("scenes_left_out"):
        lines += _left_out_lines(facts["scenes_left_out"])
    if (facts.get("pairs") or {}).get("scenes"):
        lines += _pair_lines(facts["pairs"]["scenes"])
    if facts["classes"]:
        lines += _class_lines(facts["classes"])
    if facts.get("objects"):
        lines += _object_lines(facts["objects"])
    if facts.get("masks"):
        lines += _mask_lines(facts)
    lines += _band_lines(facts)
    if facts.get("stored_numbers"):
        lines += [
            "The files hold numbers as the raster stores them; the true value is "
            "number * scale + offset.",
            "",
        ]
    if facts.get("padding"):
        lines += [_padding_text(facts["padding"]), ""]
    lines += write_loading(facts, extension)
    lines += [_table_text(facts), ""]
    return (write_front_matter(facts, extension) + "\n" + "\n".join(lines)).encode("utf-8")


def _table_text(facts: dict[str, Any]) -> str:
    if facts.get("shards"):
        return (
            f"The {len(facts['shards'])} CSV files in `tiles/` have a line for each tile: as there "
            "are many, each has those of one scene, or a part of them. The GeoPackages beside them "
            "have the same as map layers with the rejected tiles, and `dataset.json` lists the "
            "files under `shards` and says how everything was made. Where this page speaks of "
            "`tiles.csv`, all of the CSV files are meant."
        )
    return (
        "`tiles.csv` has a line for each tile, `tiles.gpkg` the same as map layers with the "
        "rejected tiles beside them, and `dataset.json` says how everything was made."
    )


def _class_lines(classes: list[dict[str, Any]]) -> list[str]:
    splits = list(classes[0].get("splits", {}))
    folder = " folder |" if "folder" in classes[0] else ""
    lines = [
        "## Classes",
        "",
        f"| index | class |{folder} tiles |" + "".join(f" {s} |" for s in splits) + " colour |",
        "|---|---|---|" + "---|" * (len(splits) + 1 + bool(folder)),
    ]
    for row in classes:
        counts = "".join(f" {row['splits'][s]} |" for s in splits)
        start = f"| {row['index']} | {cell(row['name'])} |"
        start += f" `{row['folder']}` |" if folder else ""
        lines.append(f"{start} {row['tiles']} |{counts} `{row['color']}` |")
    return [*lines, ""]


def _object_lines(objects: dict[str, Any]) -> list[str]:
    cut, ignored = objects["cut_by_tiles"], objects.get("ignored_pieces", 0)
    told = "is a small piece that is" if ignored == 1 else "are small pieces that are"
    return [
        "## Objects",
        "",
        f"Shape: {objects['shape']}. {cut} of them {'is' if cut == 1 else 'are'} cut by the edge "
        f"of a tile; {objects['tiles_without']} tiles have none.",
        *([f"{ignored} of them {told} marked to be ignored."] if ignored else []),
        "",
        "| class | objects | colour |",
        "|---|---|---|",
        *(
            f"| {cell(row['class'])} | {row['objects']} | `{row['color']}` |"
            for row in objects["classes"]
        ),
        "",
    ]


def _band_lines(facts: dict[str, Any]) -> list[str]:
    lines = ["## Bands", "", "| band | " + _band_head(facts) + " mean | standard deviation |"]
    has_two_more = bool(facts["scaling"]["bands"] or facts.get("stored_numbers"))
    lines.append("|---|" + "---|" * (2 + 2 * has_two_more))
    for k, row in enumerate(facts["statistics"]):
        ends = ""
        if facts["scaling"]["bands"]:
            scaled = facts["scaling"]["bands"][k]
            ends = f" {scaled['min']:.6g} | {scaled['max']:.6g} |"
        elif facts.get("stored_numbers"):
            stored = facts["stored_numbers"][k]
            ends = f" {stored['scale']:.10g} | {stored['offset']:.10g} |"
        if row["mean"] is None:
            lines.append(f"| {cell(row['band'])} |{ends} - | - |")
        else:
            lines.append(f"| {cell(row['band'])} |{ends} {row['mean']:.4f} | {row['std']:.4f} |")
    return [
        *lines,
        "",
        "Mean and standard deviation are of the values in the files, without invalid pixels"
        + (", of the train split." if facts["statistics_of"] == "train" else "."),
        "",
        *(_SCALED_BY_SCENE if facts["scaling"].get("per") else ()),
    ]


def _band_head(facts: dict[str, Any]) -> str:
    if facts["scaling"]["bands"]:
        return "value 0 | value 255 |"
    return "scale | offset |" if facts.get("stored_numbers") else ""


def _padding_text(padding: dict[str, Any]) -> str:
    start = "1 tile reaches" if padding["tiles"] == 1 else f"{padding['tiles']} tiles reach"
    return f"{start} beyond the raster; its values there are {number_text(padding['value'])}."


def mask_values(masks: dict[str, Any]) -> str:
    """What the values of masks are, besides classes."""
    return f"8 bits, {masks['background']} is background, {masks['ignore']} is to be ignored"


def masks_in_folder(facts: dict[str, Any]) -> str:
    """The beginning of the sentence that says where masks are."""
    names = find_layout_of(facts).mask_folders(list(facts.get("splits", ())))
    folders = [f"`{name}/`" for name in names]
    verb = "holds" if len(folders) == 1 else "hold"
    return f"{both(map(as_message, folders))} {verb} a mask for each image, under the same name: "


def _scene_lines(scenes: list[dict[str, Any]]) -> list[str]:
    return [
        "## Scenes",
        "",
        "The column `scene` of `tiles.csv` names the scene of each tile.",
        "",
        "| scene | date | coordinate system | tiles |",
        "|---|---|---|---|",
        *(
            f"| {cell(row['name'])} | {row['date']} | {cell(row['crs'])} | {row['tile_count']} |"
            for row in scenes
        ),
        "",
    ]


def _left_out_lines(rows: list[dict[str, Any]]) -> list[str]:
    return [
        _LEFT_OUT,
        "",
        *(f"- {cell(row['name'])}: {cell(row['why'])}" for row in rows),
        "",
    ]


def _pair_lines(pairs: list[dict[str, Any]]) -> list[str]:
    return [
        "## Pairs",
        "",
        "Each tile has a second image of the same ground from a later scene: the columns `image2`, "
        "`scene2` and `date2` of `tiles.csv` name it.",
        "",
        "| scene | date | later scene | its date | tiles |",
        "|---|---|---|---|---|",
        *(
            f"| {cell(row['scene'])} | {row['date']} | {cell(row['scene2'])} | {row['date2']} "
            f"| {row['tile_count']} |"
            for row in pairs
        ),
        "",
    ]


def without_left_out(card: bytes) -> bytes:
    """A card but for scenes that were asked for and are no part of the dataset."""
    before, mark, rest = card.partition(_LEFT_OUT.encode() + b"\n\n")
    return before + rest.partition(b"\n\n")[2] if mark else card


def _mask_lines(facts: dict[str, Any]) -> list[str]:
    masks = facts["masks"]
    return [
        "## Masks",
        "",
        masks_in_folder(facts) + mask_values(masks) + MASKS_ARE_NAMED,
        "",
        "| number | class | pixels |",
        "|---|---|---|",
        *(
            f"| {row['class_id']} | {cell(row['class'])} | {row['pixels']} |"
            for row in masks["classes"]
        ),
        "",
    ]
