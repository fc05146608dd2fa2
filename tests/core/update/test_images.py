"""Images that are looked for in an earlier dataset."""

import numpy as np
import pytest
from PIL import Image

from tilewright.core.dataset.finished import FinishedDataset
from tilewright.core.errors import CancelledError
from tilewright.core.tiles.layout import FILE
from tilewright.core.tiles.table import TEXT, TILE_ID, WINDOW_FIELDS, Field, TileTable, make_column
from tilewright.core.update.images import TilePlace, find_kept

IDS = ["a", "b", "c"]
FILES = [f"images/{name}.png" for name in IDS]
PLACES = [TilePlace((8 * k, 0, 8, 8)) for k in range(3)]


@pytest.fixture
def earlier(tmp_path):
    (tmp_path / "images").mkdir()
    for name in FILES:
        Image.fromarray(np.zeros((8, 8, 3), dtype="uint8")).save(tmp_path / name)
    windows = zip(*(place.window for place in PLACES))
    columns = {TILE_ID.name: IDS, FILE.name: FILES}
    columns.update(zip(WINDOW_FIELDS, ([str(n) for n in numbers] for numbers in windows)))
    table = {name: make_column(TEXT, values) for name, values in columns.items()}
    fields = [Field(name, TEXT) for name in columns]
    return FinishedDataset(tmp_path, {}, TileTable(fields, table, [b""] * 3))


def test_files_of_the_same_places_are_found(earlier):
    places = [*PLACES[:2], TilePlace((16, 1, 8, 8))]
    names = ["new/a.png", "images/b.png", "images/c.png"]
    found = find_kept(earlier, IDS, names, places)
    assert found == {name: earlier.folder / file for name, file in zip(names[:2], FILES)}


def test_the_search_is_cancelled_between_files(earlier):
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(CancelledError):
        find_kept(earlier, IDS, FILES, PLACES, is_cancelled)
    assert len(asked) == 3
