"""Show what a dataset folder holds: a table of its classes, and a picture of sample tiles.

Usage: show_demo.py DATASET PICTURE
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

COLUMNS, ROWS = 10, 2
TILE, GAP, CAPTION = 96, 6, 26
BACKGROUND, INK = "#ffffff", "#222222"
SPLITS = ("train", "val", "test")


def class_table(rows: list[dict[str, str]]) -> list[list[str]]:
    """Tiles by class and split, with the totals last."""
    counts = Counter((row["label"], row["split"]) for row in rows)
    found = {split for _, split in counts}
    splits = [s for s in SPLITS if s in found] + sorted(found.difference(SPLITS))
    table = [["class", *(split or "(no split)" for split in splits), "total"]]
    for label in sorted({label for label, _ in counts}):
        numbers = [counts[label, split] for split in splits]
        table.append([label, *map(str, numbers), str(sum(numbers))])
    sums = [sum(n for (_, s), n in counts.items() if s == split) for split in splits]
    table.append(["total", *map(str, sums), str(len(rows))])
    return table


def print_table(table: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*table)]
    for first, *others in table:
        numbers = (cell.rjust(width) for cell, width in zip(others, widths[1:]))
        print(" ", first.ljust(widths[0]), *numbers, sep="  ")


def caption_font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype("DejaVuSans.ttf", 14)
    except OSError:
        return ImageFont.load_default()


def samples(files: list[str]) -> list[str]:
    """As many files as the picture has room for, spread evenly over all of them."""
    room = min(COLUMNS * ROWS, len(files))
    return [files[i * len(files) // room] for i in range(room)]


def contact_sheet(dataset: Path, rows: list[dict[str, str]]) -> Image.Image:
    """Sample tiles of each class, in a block below the class's name."""
    classes: dict[str, list[str]] = {}
    for row in rows:
        classes.setdefault(row["label"], []).append(row["file"])
    step = TILE + GAP
    block = CAPTION + ROWS * step
    size = (GAP + COLUMNS * step, GAP + len(classes) * block)
    sheet = Image.new("RGB", size, BACKGROUND)
    draw = ImageDraw.Draw(sheet)
    font = caption_font()
    for number, (label, files) in enumerate(sorted(classes.items())):
        top = GAP + number * block
        caption = f"{label}: {len(files)} tiles"
        if not isinstance(font, ImageFont.FreeTypeFont):
            # Pillow's own small font knows Western letters only.
            caption = caption.encode("latin-1", "replace").decode("latin-1")
        draw.text((GAP, top + 4), caption, fill=INK, font=font)
        for place, name in enumerate(samples(files)):
            line, column = divmod(place, COLUMNS)
            with Image.open(dataset / name) as tile:
                picture = tile.convert("RGB").resize((TILE, TILE))
            sheet.paste(picture, (GAP + column * step, top + CAPTION + line * step))
    return sheet


def main() -> None:
    dataset, picture = map(Path, sys.argv[1:])
    with (dataset / "tiles.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if not rows:
        sys.exit(f"{dataset} holds no tiles.")
    facts = json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))

    print(f"\n{len(rows)} tiles in {dataset}")
    print_table(class_table(rows))
    print(f"\n{facts['rejected_count']} tiles were left out; tiles.gpkg says why each was.")

    picture.parent.mkdir(parents=True, exist_ok=True)
    contact_sheet(dataset, rows).save(picture)
    print("\nWhere everything is:")
    for what, path in (
        ("tiles", dataset),
        ("table", dataset / "tiles.csv"),
        ("description", dataset / "dataset.json"),
        ("sample tiles", picture),
    ):
        print(f"  {what:<12}  {path.resolve()}")


if __name__ == "__main__":
    main()
