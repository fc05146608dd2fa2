"""The Python in the README.md of WebDataset shards that loads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..formats import FormatSpec, format_of_files, mask_format
from ..formats.loader import BY_RASTERIO
from .loaders import LOAD_DATASET, block
from .series_loaders import fill_code

# Tiles without a split.
UNSPLIT = "all"
_FIND_SHARDS = """
def find_shards(folder):
    paths = sorted(glob.glob(f"{folder}/*.tar"))
    if not paths:
        raise FileNotFoundError(f"There are no shards in {folder}.")
    return paths

"""
_READ_SHARDS = '''
def read_shards(folder):
    """The files of each tile, by ending."""
    for path in find_shards(folder):
        with tarfile.open(path) as shard:
            for _, members in groupby(shard, lambda member: member.name.partition(".")[0]):
                yield {m.name.partition(".")[2]: shard.extractfile(m).read() for m in members}

'''
_CLASSES = """
with open("dataset.json", encoding="utf-8") as file:
    classes = [row["name"] for row in json.load(file)["classes"]]
"""
_SERIES = {
    "NPZ": """
def read_sample(sample):
    with np.load(io.BytesIO(sample["npz"])) as arrays:
        return {name: arrays[name] for name in arrays.files}
""",
    "ZARR": """
def read_sample(sample):
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/sample.zip"
        with open(path, "wb") as file:
            file.write(sample["zip"])
        with zarr.storage.ZipStore(path, mode="r") as store:
            arrays = zarr.open_group(store, mode="r").arrays()
            return {name: array[:] for name, array in arrays}
""",
    "GTIFF": """
def read_sample(sample):
    dates = json.loads(sample["series.json"])["dates"]
    return {name: read_image(sample[name.lower()]) for date in dates for name in date["files"]}
""",
}
_SERIES_NEEDS = {
    "NPZ": (("io",), ("import numpy as np",)),
    "ZARR": (("tempfile",), ("import zarr",)),
    "GTIFF": (("json",), ("import rasterio",)),
}
SERIES_FORMATS = tuple(_SERIES_NEEDS)


class _Reader(NamedTuple):
    """A function that reads a sample, as Python, and what it needs."""

    name: str
    code: str
    modules: tuple[str, ...]
    libraries: tuple[str, ...]


def write_shard_loading(facts: dict[str, Any], extension: str, folders: list[str]) -> list[str]:
    """Lines of the section: plain Python, WebDataset's own library, and Hugging Face's.

    Args:
        facts: those of dataset.json.
        extension: of the image files, without a dot.
        folders: those that hold the shards.
    """
    is_series = "groups" in facts
    what = "sample" if is_series else "tile"
    reader = _series_reader(facts) if is_series else _tile_reader(facts, format_of_files(extension))
    return [
        "## Loading",
        "",
        f"The tar files in {_listed(folders)} are WebDataset shards. Files that belong together "
        f"have the same name up to the first dot: {_endings(facts, extension, is_series)}. Run in "
        "this folder:",
        "",
        *block(_plain_code(facts, reader, folders)),
        f"The same with the library `webdataset`, one {what} after the other:",
        "",
        *block(_library_code(reader, folders)),
        *_hugging_face(facts, extension, is_series),
        f"{_tables(facts)} a line for each {what}, {_layers(facts)} the "
        "same as map layers, both with the names that files had before they were packed, and "
        "`dataset.json` says how everything was made.",
        "",
    ]


def _tables(facts: dict[str, Any]) -> str:
    return "The CSV files in `tiles/` have" if facts.get("shards") else "`tiles.csv` has"


def _layers(facts: dict[str, Any]) -> str:
    return "the GeoPackages there" if facts.get("shards") else "`tiles.gpkg`"


def mask_ending(extension: str) -> str:
    """The ending of masks in shards, without the first dot."""
    return f"mask.{mask_format(format_of_files(extension)).extension}"


def _listed(folders: list[str]) -> str:
    return ", ".join(f"`{name}/`" for name in folders)


def _endings(facts: dict[str, Any], extension: str, is_series: bool) -> str:
    line = "`json` is the line of `tiles.csv`"
    if is_series:
        own = {
            "GTIFF": "`series.json` lists the images, whose names follow the dot",
            "ZARR": "`zip` holds the arrays, as Zarr",
            "NPZ": "`npz` holds the arrays",
        }
        return f"{own[facts['format']]}, and {line}"
    parts = [f"`{extension}` is the image"]
    parts += [f"`{mask_ending(extension)}` its mask"] if facts.get("masks") else []
    parts += ["`cls` the number of its class"] if facts["classes"] else []
    return f"{', '.join(parts)}, and {line}"


def _tile_reader(facts: dict[str, Any], spec: FormatSpec) -> _Reader:
    loader = spec.loader_of(facts["dtype"], len(facts["bands"]))
    is_told = loader.has_bands_first and not loader.bytes_function
    axes = "  # bands, height, width" if is_told else ""
    read = loader.from_bytes.format(f'sample["{spec.extension}"]')
    lines = ["", "def read_tile(sample):", "    return {", f'        "image": {read},{axes}']
    if facts.get("masks"):
        values = f"{facts['masks']['background']} background, {facts['masks']['ignore']} ignore"
        read = loader.from_bytes.format(f'sample["{mask_ending(spec.extension)}"]')
        lines.append(f'        "mask": {read}{loader.first_band},  # {values}')
    if facts["classes"]:
        lines.append('        "number": int(sample["cls"]),')
    lines += ['        "facts": json.loads(sample["json"]),', "    }", ""]
    code = loader.bytes_function + "\n".join(lines)
    return _Reader("read_tile", code, (*loader.modules, "json"), loader.imports)


def _series_reader(facts: dict[str, Any]) -> _Reader:
    form = facts["format"]
    modules, libraries = _SERIES_NEEDS[form]
    before = BY_RASTERIO.bytes_function if form == "GTIFF" else ""
    return _Reader("read_sample", before + _SERIES[form], modules, libraries)


def _plain_code(facts: dict[str, Any], reader: _Reader, folders: list[str]) -> str:
    classes = _CLASSES if facts.get("classes") else ""
    modules = {"glob", "tarfile", *reader.modules, *(["json"] if classes else [])}
    calls = "".join(
        f'{_variable(name)} = [{reader.name}(sample) for sample in read_shards("{name}")]\n'
        for name in folders
    )
    fills = fill_code(facts) if "groups" in facts else ""
    return (
        _imports(modules, ["from itertools import groupby"], reader.libraries)
        + _FIND_SHARDS
        + _READ_SHARDS
        + reader.code
        + (f"\n{classes}" if classes else "\n\n")
        + calls
        + fills
    )


def _library_code(reader: _Reader, folders: list[str]) -> str:
    libraries = [name for name in reader.libraries if name.startswith("import")]
    more = [name for name in reader.libraries if name not in libraries]
    ordered = [*sorted([*libraries, "import webdataset"]), *more]
    calls = "".join(f'{_variable(name)} = open_shards("{name}")\n' for name in folders)
    return (
        _imports({"glob", *reader.modules}, [], ordered)
        + _FIND_SHARDS
        + reader.code
        + f"""

def open_shards(folder):
    return webdataset.WebDataset(find_shards(folder), shardshuffle=False).map({reader.name})


"""
        + calls
    )


def _imports(modules: Iterable[str], more: Iterable[str], libraries: Iterable[str]) -> str:
    standard = [*(f"import {name}" for name in sorted(modules)), *more]
    return "\n".join([*standard, "", *libraries, ""]) + "\n"


def _variable(folder: str) -> str:
    return "tiles" if folder == UNSPLIT else folder


def _hugging_face(facts: dict[str, Any], extension: str, is_series: bool) -> list[str]:
    if is_series:
        return ["Hugging Face's `datasets` reads no time series; load them as above.", ""]
    spec, count = format_of_files(extension), len(facts["bands"])
    if not spec.is_array and not spec.opens_with_values(facts["dtype"], count):
        return [
            "Hugging Face's `datasets` reads images with Pillow, which may refuse "
            f"{count} band{'s' * (count > 1)} of {facts['dtype']} or change what they hold; load "
            "them as above.",
            "",
        ]
    arrays = 'Arrays come as lists, or as arrays `with_format("numpy")`. ' if spec.is_array else ""
    return [
        "Hugging Face's `datasets` reads the head of this file, calls the split val validation, "
        f"and columns as the files. {arrays}Fields of `json` that the first tiles have not are "
        "left out; `tiles.csv` has all:",
        "",
        *block(LOAD_DATASET),
    ]
