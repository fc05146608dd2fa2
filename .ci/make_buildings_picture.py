#!/usr/bin/env python3
"""Draws docs/images/buildings.png from the datasets that docs/tutorial_buildings.md makes.

Usage: make_buildings_picture.py FOLDER, which holds coco and yolo.
"""

import json
import sys
from pathlib import Path

from PIL import Image, ImageDraw

_SCALE, _GAP, _COLUMNS = 2, 6, 4
_COLORS = {1: "#56b4e9", 2: "#f0e442"}
_TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "buildings.png"


def main() -> None:
    """The four tiles with most objects of both classes: outlines above, boxes below."""
    folder = Path(sys.argv[1])
    file = folder / "coco" / "annotations" / "instances_train.json"
    found = json.loads(file.read_text(encoding="utf-8"))
    of_image = {image["id"]: [] for image in found["images"]}
    for each in found["annotations"]:
        of_image[each["image_id"]].append(each)

    def interest(image) -> tuple:
        kinds = {each["category_id"] for each in of_image[image["id"]]}
        return (len(kinds), len(of_image[image["id"]]), image["file_name"])

    images = sorted(found["images"], key=interest, reverse=True)[:_COLUMNS]
    side = 128 * _SCALE
    picture = Image.new("RGB", (_COLUMNS * (side + _GAP) + _GAP, 2 * (side + _GAP) + _GAP), "white")
    for k, image in enumerate(images):
        left = _GAP + k * (side + _GAP)
        with Image.open(folder / "coco" / "train" / image["file_name"]) as tile:
            panel = tile.convert("RGB").resize((side, side), Image.Resampling.BICUBIC)
        picture.paste(_with_outlines(panel.copy(), of_image[image["id"]]), (left, _GAP))
        stem = Path(image["file_name"]).stem
        labels = (folder / "yolo" / "labels" / "train" / f"{stem}.txt").read_text(encoding="utf-8")
        picture.paste(_with_boxes(panel, labels), (left, 2 * _GAP + side))
    picture.quantize(96).save(_TARGET, optimize=True)


def _with_outlines(panel: Image.Image, annotations) -> Image.Image:
    pen = ImageDraw.Draw(panel)
    for each in annotations:
        for ring in each["segmentation"]:
            points = [value * _SCALE for value in ring]
            pen.line([*points, *points[:2]], fill=_COLORS[each["category_id"]], width=3)
    return panel


def _with_boxes(panel: Image.Image, labels: str) -> Image.Image:
    pen = ImageDraw.Draw(panel)
    for line in labels.splitlines():
        number, x, y, w, h = (float(value) for value in line.split())
        side = panel.width
        corners = (x - w / 2) * side, (y - h / 2) * side, (x + w / 2) * side, (y + h / 2) * side
        pen.rectangle(corners, outline=_COLORS[int(number) + 1], width=3)
    return panel


if __name__ == "__main__":
    main()
