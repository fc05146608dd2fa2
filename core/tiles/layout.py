"""What the files and folders of a dataset are called."""

from __future__ import annotations

from pathlib import Path

from .table import TEXT, Field
from .words import SPLITS

IMAGES = "images"
MASKS = "masks"
MANIFEST = "tiles.csv"
LAYERS = "tiles.gpkg"
DESCRIPTION = "dataset.json"
CARD = "README.md"
MAP = "map.png"
PAGE = "index.html"
CROISSANT_FILE = "croissant.json"
STAC_FILE = "collection.json"
STAC_ITEMS = "items.json"
TDML_FILE = "tdml.json"
# What tells catalogues of the dataset.
RECORDS = (CROISSANT_FILE, STAC_FILE, STAC_ITEMS, TDML_FILE)
LABELS_TABLE = "labels.csv"
# In the folder of an unfinished dataset: what a service has answered.
ANSWERS = ".tilewright-answers"
FILE = Field("file", TEXT)
# What belongs to a tile besides its file; several are separated by "|".
MASK = Field("mask", TEXT)
FILES = Field("files", TEXT)
COMPANIONS = {kind: Field(kind, TEXT) for kind in ("image2", "target")}
RESERVED_FOLDERS = (MASKS, MANIFEST, LAYERS, DESCRIPTION, CARD, MAP, PAGE, *RECORDS, *SPLITS)
TOOL = "Tilewright"
# Where dataset.json tells the datasets that one was joined of.
MERGED_FROM = "merged_from"
# What stands in dataset.json for a split where there are none.
ALL_TILES = "all tiles"
# In dataset.json of a dataset that was updated: the parameters that first made it.
MADE_WITH = "made_with"
# In dataset.json: the side in metres that was chosen for blocks of tiles of one split.
BLOCK_SIZE = "split_block_size"
# What dataset.json calls a dataset of time series; one of tiles has no kind.
SERIES_KIND = "time series"


def is_dataset_folder(path: str) -> bool:
    """Whether a folder holds a finished dataset, by the file that tells of it."""
    return Path(path, DESCRIPTION).is_file()
