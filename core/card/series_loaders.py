"""The Python in README.md that loads a time series."""

from __future__ import annotations

from typing import Any

_LOAD_ROWS = """import csv
{more}
with open("tiles.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
"""
_LOADERS = {
    "NPZ": _LOAD_ROWS.format(more="\nimport numpy as np\n")
    + """sample = np.load(rows[0]["file"])
arrays = {name: sample[name] for name in sample.files}
""",
    "ZARR": _LOAD_ROWS.format(more="\nimport zarr\n")
    + """store = zarr.storage.ZipStore(rows[0]["file"], mode="r")
sample = zarr.open_group(store, mode="r")
arrays = {name: array[:] for name, array in sample.arrays()}
""",
    "GTIFF": _LOAD_ROWS.format(more="import json\nfrom pathlib import Path\n\nimport rasterio\n")
    + """sample = json.loads(Path(rows[0]["file"]).read_text("utf-8"))
folder = Path(rows[0]["file"]).with_suffix("")
images = []
for date in sample["dates"]:
    with rasterio.open(folder / date["files"][0]) as image:
        images.append(image.read())  # bands, height, width
""",
}


def series_code(facts: dict[str, Any]) -> str:
    """Loads the first sample of a folder. ``facts`` are those of dataset.json."""
    return _LOADERS[facts["format"]] + fill_code(facts)


def fill_code(facts: dict[str, Any]) -> str:
    """What arrays hold where there is nothing; GeoTIFFs say so themselves."""
    if facts["format"] == "GTIFF":
        return ""
    fills = [
        f'"{name}": ' + ('float("nan")' if group["fill"] == "nan" else f"{group['fill']:.17g}")
        for group in facts["groups"]
        for name in group["arrays"]
    ]
    comment = "# by array: the value of pixels that hold nothing"
    return f"{comment}\nfills = {{{', '.join(fills)}}}\n"
