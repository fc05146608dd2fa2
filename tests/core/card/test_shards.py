"""README.md of a dataset beside shards: what is kept of it and what is written anew."""

from __future__ import annotations

import pytest

from tilewright.core.card.card import write_card
from tilewright.core.card.shards import fit_card_to_shards

CONFIGS = """configs:
- config_name: default
  data_files:
  - split: train
    path: "train/*.tar"
  - split: validation
    path: "val/*.tar"
"""


@pytest.fixture
def facts():
    """Of a dataset of one class in two splits."""
    splits = {"train": 2, "val": 1}
    return {
        "sources": {"raster": {"name": "a.tif"}},
        "tile_count": 3,
        "classes": [
            {
                "index": 0,
                "name": "å",
                "folder": "å",
                "tiles": 3,
                "splits": splits,
                "color": "#e69f00",
            }
        ],
        "crs": "EPSG:32631",
        "bands": ["red", "green", "blue"],
        "dtype": "uint8",
        "nodata": None,
        "parameters": {"FORMAT": "PNG", "SCALING": "MINMAX", "FILL": 0},
        "scaling": {"bands": []},
        "statistics": [{"band": name, "mean": None, "std": None} for name in "rgb"],
        "statistics_of": "train",
        "splits": splits,
        "masks": {"background": 0, "ignore": 255, "classes": []},
    }


def fit(card, facts):
    return fit_card_to_shards(card, facts, "png", ["train", "val"])


def test_the_head_names_the_tars_and_the_code_reads_them(facts):
    text = fit(write_card(facts, "png").decode(), facts)
    assert text.startswith(f"---\n{CONFIGS}---\n\n# Image tiles of a.tif\n")
    assert text.count("## Loading\n") == 1 and text.count("```python") == 3
    # What loads folders would find nothing here.
    for word in ("ImageFolder", "allow_empty", "Image.open(row", "`masks/`", "/*.png"):
        assert word not in text
    assert (
        "Each image has a mask, which ends in `mask.png`: 8 bits, 0 is background, 255 is" in text
    )
    assert text.endswith("`dataset.json` says how everything was made.\n")


def test_what_people_wrote_stays(facts):
    card = write_card(facts, "png").decode()
    card = card.replace("*who drew them and by which rule: fill in*", "drawn by Åsa")
    card = card.replace("---\nconfigs:", "---\nlicense: mit\nconfigs:", 1)
    card = card.replace('/*.png"\n---\n', '/*.png"\ntags:\n- tiles\n---\n', 1)
    card = card.replace("## Loading\n", "## Remarks\n\nMind the gap.\n\n## Loading\n", 1)
    card += "\n## Contact\n\n```sh\n## Loading\n```\n"
    text = fit(card, facts)
    assert text.startswith(f"---\n{CONFIGS}license: mit\ntags:\n- tiles\n---\n")
    assert "drawn by Åsa" in text
    assert "\n## Remarks\n\nMind the gap.\n\n## Loading\n\nThe tar" in text
    assert text.endswith("\n\n## Contact\n\n```sh\n## Loading\n```\n")


@pytest.mark.parametrize("card", ["", "# Mine\n", "---\nlicense: mit\n---\n# Mine\n"])
def test_a_card_without_head_or_section_gets_both(facts, card):
    text = fit(card, facts)
    assert text.startswith(f"---\n{CONFIGS}")
    assert text.count("\n\n## Loading\n\nThe tar files in `train/`, `val/` are WebDataset") == 1
    assert ("# Mine\n\n## Loading" in text) == bool(card)
    assert ("license: mit\n---\n" in text) == ("license" in card)


def test_tiles_without_a_split_are_for_training_where_all_are(facts):
    facts.update(classes=[], splits={})
    alone = fit_card_to_shards("", facts, "png", ["all"])
    assert '  - split: train\n    path: "all/*.tar"\n' in alone
    assert '\ntiles = [read_tile(sample) for sample in read_shards("all")]\n' in alone
    both = fit_card_to_shards("", facts, "png", ["all", "train"])
    assert '  - split: all\n    path: "all/*.tar"\n  - split: train\n    path: "train' in both


def test_fitting_twice_changes_nothing_more(facts):
    once = fit(write_card(facts, "png").decode(), facts)
    assert fit(once, facts) == once
