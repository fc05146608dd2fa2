#!/usr/bin/env python3
"""Draws docs/images/timeseries.png from the dataset that the tutorial makes.

Usage: make_series_picture.py DATASET [TILE_ID]
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

_SIDE, _GAP, _TEXT = 144, 6, 14
_TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "timeseries.png"


def draw(sample) -> Image.Image:
    """The dates of a sample side by side, and its labels."""
    images = sample["images"][:, :3].astype(float)
    known = images[sample["usable"]].transpose(1, 0, 2, 3).reshape(3, -1)
    least, greatest = np.percentile(known, (1, 98), axis=1)[..., None, None]
    panels = [(str(d), im, u) for d, im, u in zip(sample["dates"], images, sample["usable"])]
    width = (_SIDE + _GAP) * (len(panels) + 1) + _GAP
    picture = Image.new("RGB", (width, _SIDE + 2 * _GAP + _TEXT), "white")
    pen = ImageDraw.Draw(picture)
    for k, (name, values, is_usable) in enumerate(panels):
        shown = np.clip((values - least) / (greatest - least) * 255, 0, 255).astype("uint8")
        _paste(picture, pen, k, Image.fromarray(shown.transpose(1, 2, 0)), name, is_usable)
    labels = np.where(sample["labels"][..., None] > 0, (230, 159, 0), (235, 235, 235))
    _paste(picture, pen, len(panels), Image.fromarray(labels.astype("uint8")), "labels", True)
    return picture


def _paste(picture, pen, k: int, panel: Image.Image, name: str, is_usable: bool) -> None:
    left = _GAP + k * (_SIDE + _GAP)
    if not is_usable:
        pen.rectangle((left - 3, _GAP - 3, left + _SIDE + 2, _GAP + _SIDE + 2), "red")
    picture.paste(panel.resize((_SIDE, _SIDE), Image.Resampling.NEAREST), (left, _GAP))
    pen.text((left + 2, _GAP + _SIDE + 3), name, "black")


def main() -> None:
    """Draw the sample that is named, or the one with most dates that are not usable and labels."""
    paths = sorted(Path(sys.argv[1]).rglob("*.npz"))
    if len(sys.argv) > 2:
        paths = [path for path in paths if path.stem == sys.argv[2]]

    def interest(path) -> tuple:
        with np.load(path) as sample:
            share = (sample["labels"] > 0).mean()
            return (~sample["usable"]).sum() == 2, -abs(share - 0.5)

    with np.load(max(paths, key=interest)) as sample:
        draw(sample).quantize(128).save(_TARGET, optimize=True)


if __name__ == "__main__":
    main()
