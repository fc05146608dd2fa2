"""The Python in a dataset's README.md that loads it."""

from __future__ import annotations

from typing import Any

from ..dataset.manifest import find_layout_of
from ..files.csv_file import MARK, harmless_cell
from ..formats import FormatSpec, find_format, format_of_files
from .pillow import pillow_words

# Where cells have the mark that keeps spreadsheets from running them.
_PLAIN = f"""def plain(row):
    return {{name: re.sub({MARK!r}, "", text, flags=re.DOTALL) for name, text in row.items()}}


"""
_PLAIN_ROWS = """with open("tiles.csv", encoding="utf-8", newline="") as file:
    rows = [plain(row) for row in csv.DictReader(file)]
"""
# Of very many tiles.
_SEVERAL_ROWS = """with open("dataset.json", encoding="utf-8") as file:
    tables = [shard["manifest"] for shard in json.load(file)["shards"]]
rows = []
for table in tables:
    with open(table, encoding="utf-8", newline="") as file:
        rows += {rows}
"""
_ROWS = """with open("tiles.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
"""
# What torchvision takes for images by their names.
_IMAGES = ("jpg", "jpeg", "png", "ppm", "bmp", "pgm", "tif", "tiff", "webp")
_CLASSES = """with open("dataset.json", encoding="utf-8") as file:
    classes = [row["name"] for row in json.load(file)["classes"]]
labels = [row["label"] for row in rows]
numbers = [classes.index(label) for label in labels]
"""
_IMAGE_FOLDER = """import json

{imports}from torchvision.datasets import ImageFolder

with open("dataset.json", encoding="utf-8") as file:
    folders = [row["folder"] for row in json.load(file)["classes"]]
{read}class Tiles(ImageFolder):
    def find_classes(self, directory):
        return folders, {{folder: number for number, folder in enumerate(folders)}}


{calls}
"""
LOAD_DATASET = """from pathlib import Path

from datasets import load_dataset

# It takes no relative path for the folder that one is in.
dataset = load_dataset(str(Path(".").resolve()))
"""


def write_loading(facts: dict[str, Any], extension: str) -> list[str]:
    """Lines of the section: plain Python, then what programs that read image folders need."""
    spec, dtype = format_of_files(extension), facts["dtype"]
    lines = [
        "## Loading",
        "",
        "Run in this folder:",
        "",
        *block(_plain_code(facts, spec)),
        _fill_text(facts, spec),
        "",
    ]
    layout = find_layout_of(facts)
    if layout.has_class_folders:
        lines += _image_folder(facts, spec) if facts["classes"] else []
    lines += layout.write_loading(facts, spec.extension)
    if not spec.is_for_pillow(dtype, len(facts["bands"])):
        lines += [pillow_words(facts, spec), ""]
    is_told = bool(layout.describe_columns(facts))
    if spec.opens_with_values(dtype, len(facts["bands"])) and not is_told:
        lines += [
            "Hugging Face's `datasets` reads the head of this file, and calls the split val "
            'validation; `load_dataset("imagefolder", ...)` does not read it, and takes masks and '
            "the map for images:",
            "",
            *block(LOAD_DATASET),
        ]
    return lines


def block(code: str) -> list[str]:
    """Lines of Markdown that show Python."""
    return ["```python", code.rstrip(), "```", ""]


_FILL_BY_SCENE = """with open("dataset.json", encoding="utf-8") as file:
    scenes = json.load(file)["scenes"]
fill = {row["name"]: row["stored_nodata"] for row in scenes}  # value of pixels that hold nothing
"""


def _rows_code(facts: dict[str, Any], is_marked: bool) -> str:
    head = _PLAIN if is_marked else ""
    if facts.get("shards"):
        rows = (
            "[plain(row) for row in csv.DictReader(file)]" if is_marked else "csv.DictReader(file)"
        )
        return head + _SEVERAL_ROWS.format(rows=rows)
    return head + (_PLAIN_ROWS if is_marked else _ROWS)


def _plain_code(facts: dict[str, Any], spec: FormatSpec) -> str:
    masks, loader = facts.get("masks"), spec.loader_of(facts["dtype"], len(facts["bands"]))
    folders = [f"{row.get('folder', '')}/" for row in facts["classes"]]
    cells = [*folders, *(row["name"] for row in facts["classes"])]
    is_marked = any(cell != harmless_cell(cell) for cell in cells)
    has_json = facts["classes"] or facts.get("shards")
    modules = ["csv", *(["json"] if has_json else []), *(["re"] if is_marked else [])]
    own = list(loader.imports)
    image = loader.from_path.format('row["file"]')
    images = f"images = [{image} for row in rows]"
    is_told = loader.has_bands_first and not loader.path_function
    images += "  # bands, height, width\n" if is_told else "\n"
    if spec.is_array:
        if _is_by_scene(facts):
            modules = sorted({*modules, "json"})
            images += _FILL_BY_SCENE
        else:
            images += f"fill = {_fill_code(facts)}  # value of pixels that hold nothing\n"
    if facts.get("stored_numbers"):
        own = sorted({*own, "import numpy as np"})
        images += _true_code(facts["stored_numbers"], not loader.has_bands_first)
    head = "".join(f"import {name}\n" for name in modules) + "\n"
    head += "\n".join(own) + "\n" + (loader.path_function or "\n")
    if masks:
        mask = loader.from_path.format('row["mask"]') + loader.first_band
        comment = f"{masks['background']} background, {masks['ignore']} ignore"
        images += f"masks = [{mask} for row in rows]  # {comment}\n"
    return head + _rows_code(facts, is_marked) + images + (_CLASSES if facts["classes"] else "")


def _true_code(bands: list[dict[str, Any]], has_bands_last: bool) -> str:
    shape = "" if has_bands_last else ".reshape(-1, 1, 1)"
    lines = [
        f"{name} = np.array([{', '.join(number_text(band[name]) for band in bands)}]){shape}"
        for name in ("scale", "offset")
    ]
    lines.append(
        "true_values = [image * scale + offset for image in images]  # where there is a value"
    )
    return "\n".join(lines) + "\n"


def _image_folder(facts: dict[str, Any], spec: FormatSpec) -> list[str]:
    options, imports, read = ["allow_empty=True"], "", "\n\n"
    loader = spec.loader_of(facts["dtype"], len(facts["bands"]))
    if loader.call:
        imports = "".join(f"{line}\n" for line in loader.imports)
        read = loader.path_function or read
        options.append(f"loader={loader.call}")
    if spec.extension not in _IMAGES:
        options.append(f'is_valid_file=lambda path: path.endswith(".{spec.extension}")')
    folders = list(facts["splits"]) or ["."]
    calls = "\n".join(
        f'{"tiles" if name == "." else name} = Tiles("{name}", {", ".join(options)})'
        for name in folders
    )
    code = _IMAGE_FOLDER.format(imports=imports, read=read, calls=calls).replace(
        "\n\n\n\n", "\n\n\n"
    )
    return [
        "The folders are those of torchvision's `ImageFolder`: one a class"
        + (", in one folder a split" if facts["splits"] else "")
        + ", numbered as in the table above. Given the classes, it also takes splits in which one "
        "has no tile" + (", and leaves the masks alone:" if facts.get("masks") else ":"),
        "",
        *block(code),
    ]


def _own_values(facts: dict[str, Any]) -> bool:
    parameters = facts["parameters"]
    return parameters["SCALING"] == "NONE" and not find_format(parameters["FORMAT"]).is_lossy


def fill_value(facts: dict[str, Any]) -> float | str:
    """What pixels without a value hold: a number, or ``"nan"``."""
    if not _own_values(facts):
        return facts["parameters"]["FILL"]
    return 0 if facts["nodata"] is None else facts["nodata"]


def _is_by_scene(facts: dict[str, Any]) -> bool:
    """Whether pixels without a value hold another number in each scene."""
    return any("stored_nodata" in row for row in facts.get("scenes") or ())


def _fill_code(facts: dict[str, Any]) -> str:
    value = fill_value(facts)
    return "np.nan" if value == "nan" else number_text(value)


def number_text(value: float | str) -> str:
    """A number as people write it; ``"nan"`` stays."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value) if is_whole else value)


def _fill_text(facts: dict[str, Any], spec: FormatSpec) -> str:
    value = number_text(fill_value(facts))
    if not _own_values(facts):
        return f"Pixels without a value are {value} in all bands" + (
            f", or near it, as {spec.title} changes values." if spec.is_lossy else "."
        )
    if _is_by_scene(facts):
        return (
            "Pixels without a value are those of their scene: `scenes` in `dataset.json` tells the "
            "value of each (`stored_nodata`)."
        )
    tagged = " and tagged as nodata" if spec.marks_invalid else ""
    if facts["nodata"] is not None:
        return f"Pixels without a value are {value}{tagged}."
    masked = ", and masked in the files" if spec.marks_invalid else ""
    return (
        f"The raster has no nodata value: pixels outside of it are {value}{masked}; those that its "
        "own mask or alpha band leaves out keep their values."
    )
