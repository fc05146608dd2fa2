"""What every layout promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.layouts import LAYOUTS
from tilewright.core.layouts.layout import TilesToName
from tilewright.core.layouts.naming import NAMINGS

SPLITS = st.sampled_from(("train", "val", "test"))
NAMES = st.sampled_from(("urban", ">10 %", "CON", "a/b", "æ"))


@st.composite
def tiles(draw):
    count = draw(st.integers(1, 12))
    labels = draw(st.lists(NAMES, min_size=count, max_size=count) | st.none())
    splits = draw(st.lists(SPLITS, min_size=count, max_size=count) | st.none())
    return TilesToName(
        [f"r{k:05d}_c00000" for k in range(count)],
        labels or [None] * count,
        splits or [None] * count,
        tuple(sorted(set(labels or ()))),
        draw(st.sampled_from(NAMINGS)),
    )


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(tiles=tiles())
def test_names_are_unique_and_stand_in_the_folders_that_are_made(layout, tiles):
    files = layout.name_images(tiles, "png")
    assert len(files.images) == len(tiles.ids)
    every = [
        *files.images,
        *(layout.name_mask(image, "tif") for image in files.images if layout.takes.has_masks),
        *filter(None, (layout.name_sidecar(image) for image in files.images)),
        *layout.indexes([s for s in ("train", "val", "test") if s in tiles.splits]),
    ]
    assert len({name.casefold() for name in every}) == len(every)
    assert not any(part in ("", ".", "..") for name in every for part in name.split("/"))
    assert {name.rpartition("/")[0] for name in files.images} <= set(files.folders)
    again = layout.name_images(tiles, "png")
    assert (again.images, again.folders) == (files.images, files.folders)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@given(name=st.text(max_size=20))
def test_names_of_a_manifest_that_somebody_edited_do_no_harm(layout, name):
    assert isinstance(layout.name_mask(name, "png"), str)
    assert isinstance(layout.name_sidecar(name), str)


def test_every_layout_says_who_reads_it():
    assert all(layout.name == name for name, layout in LAYOUTS.items())
    readers = [str(layout.readers) for layout in LAYOUTS.values()]
    assert len(set(readers)) == len(readers)
    assert all(30 < len(text) < 120 and not text.endswith(".") for text in readers)
    assert np.all([name.isupper() for name in LAYOUTS])
