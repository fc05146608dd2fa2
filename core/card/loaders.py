"""The Python in a dataset's README.md that loads it."""

from __future__ import annotations

from .pillow import is_for_pillow, opens_with_values, pillow_words

_ROWS = """with open("tiles.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
"""
_READ_TILE = """

def read_tile(path):
    with rasterio.open(path) as tile:
        return tile.read()  # bands, height, width


"""
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


def write_loading(facts: dict, extension: str) -> list[str]:
    """Lines of the section: plain Python, then what programs that read image folders need."""
    lines = [
        "## Loading",
        "",
        "Run in this folder:",
        "",
        *block(_plain_code(facts, extension)),
        _fill_text(facts, extension),
        "",
    ]
    if facts["classes"]:
        lines += _image_folder(facts, extension)
    if not is_for_pillow(facts, extension):
        lines += [pillow_words(facts, extension), ""]
    if opens_with_values(facts, extension):
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


def _plain_code(facts: dict, extension: str) -> str:
    masks = facts.get("masks")
    comment = f"{masks['background']} background, {masks['ignore']} ignore" if masks else ""
    modules = ["csv", *(["json"] if facts["classes"] else [])]
    if is_for_pillow(facts, extension):
        own, read = ["import numpy as np", "from PIL import Image"], ""
        images = 'images = [np.asarray(Image.open(row["file"])) for row in rows]\n'
        mask = 'np.asarray(Image.open(row["mask"]))'
    elif extension == "npy":
        own, read = ["import numpy as np"], ""
        images = 'images = [np.load(row["file"]) for row in rows]  # bands, height, width\n'
        images += f"fill = {_fill_code(facts)}  # value of pixels that hold nothing\n"
        mask = 'np.load(row["mask"])[0]'
    else:
        own, read = ["import rasterio"], _READ_TILE
        images = 'images = [read_tile(row["file"]) for row in rows]\n'
        mask = 'read_tile(row["mask"])[0]'
    if facts.get("stored_numbers"):
        own = sorted({*own, "import numpy as np"})
        images += _true_code(facts["stored_numbers"], is_for_pillow(facts, extension))
    head = "".join(f"import {name}\n" for name in modules) + "\n"
    head += "\n".join(own) + "\n" + (read or "\n")
    if masks:
        images += f"masks = [{mask} for row in rows]  # {comment}\n"
    return head + _ROWS + images + (_CLASSES if facts["classes"] else "")


def _true_code(bands: list[dict], has_bands_last: bool) -> str:
    shape = "" if has_bands_last else ".reshape(-1, 1, 1)"
    lines = [
        f"{name} = np.array([{', '.join(number_text(band[name]) for band in bands)}]){shape}"
        for name in ("scale", "offset")
    ]
    lines.append(
        "true_values = [image * scale + offset for image in images]  # where there is a value"
    )
    return "\n".join(lines) + "\n"


def _image_folder(facts: dict, extension: str) -> list[str]:
    options, imports, read = ["allow_empty=True"], "", "\n\n"
    if extension == "npy":
        imports = "import numpy as np\n"
        options += ["loader=np.load", 'is_valid_file=lambda path: path.endswith(".npy")']
    elif not is_for_pillow(facts, extension):
        imports, read = "import rasterio\n", _READ_TILE
        options.append("loader=read_tile")
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


def _own_values(facts: dict) -> bool:
    return facts["parameters"]["SCALING"] == "NONE" and facts["parameters"]["FORMAT"] != "JPEG"


def fill_value(facts: dict) -> float | str:
    """What pixels without a value hold: a number, or ``"nan"``."""
    if not _own_values(facts):
        return facts["parameters"]["FILL"]
    return 0 if facts["nodata"] is None else facts["nodata"]


def _fill_code(facts: dict) -> str:
    value = fill_value(facts)
    return "np.nan" if value == "nan" else number_text(value)


def number_text(value) -> str:
    """A number as people write it; ``"nan"`` stays."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value) if is_whole else value)


def _fill_text(facts: dict, extension: str) -> str:
    value = number_text(fill_value(facts))
    if not _own_values(facts):
        return f"Pixels without a value are {value} in all bands" + (
            ", or near it, as JPEG changes values." if extension == "jpg" else "."
        )
    tagged = " and tagged as nodata" if extension == "tif" else ""
    if facts["nodata"] is not None:
        return f"Pixels without a value are {value}{tagged}."
    masked = ", and masked in the files" if extension == "tif" else ""
    return (
        f"The raster has no nodata value: pixels outside of it are {value}{masked}; those that its "
        "own mask or alpha band leaves out keep their values."
    )
