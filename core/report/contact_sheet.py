"""Pictures in rows and columns with captions and a key of their classes, as one PNG."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

import numpy as np

from ..classes.legend import Color
from ..errors import ExportError
from .color_key import (
    SPACE,
    SWATCH,
    KeyEntry,
    PlacedEntry,
    merge_keys,
    place_entries,
    swatch_box,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    _Font = Union[FreeTypeFont, ImageFont]

_GAP = 8
_LINE = 18
_FONT = 13
_FONTS = ("DejaVuSans.ttf", "Arial.ttf", "arial.ttf", "Helvetica.ttc")
_PAPER, _INK = (255, 255, 255), (34, 34, 34)
_NOTHING = (225, 225, 225)
# What Pillow and browsers still open with ease.
_MOST_PIXELS = 120_000_000


@dataclass(frozen=True)
class Picture:
    """A picture and what stands below it.

    Attributes:
        pixels: uint8 (height, width, 3).
        valid: bool (height, width); other pixels are light grey. None: all.
        is_classes: whether the colours are classes, which must not be mixed.
        key: the classes that it shows, as far as they have names.
    """

    caption: str
    pixels: np.ndarray
    valid: np.ndarray | None = None
    is_classes: bool = False
    key: Sequence[KeyEntry] = ()


@dataclass(frozen=True)
class SheetRow:
    """Pictures beside each other, with a title above them unless it is empty.

    ``color`` is that of the class that they are of; it stands in front of the title.
    """

    title: str
    pictures: Sequence[Picture]
    color: Color | None = None


def draw_sheet(rows: Sequence[SheetRow], cell: int) -> bytes:
    """A PNG of rows of pictures, each scaled to fit a square of ``cell`` pixels.

    Below them stands which colour is which class, where the pictures know.
    The same pictures give the same bytes.

    Raises:
        ExportError: there is nothing to draw, or too much for one picture.
    """
    if not any(row.pictures for row in rows):
        raise ExportError("There is no picture to put on the sheet.")
    columns = max(len(row.pictures) for row in rows)
    has_captions = any(p.caption for row in rows for p in row.pictures)
    line = cell + _GAP + (_LINE if has_captions else 0)
    width = _GAP + columns * (cell + _GAP)
    bottom = _GAP + sum(line + (_LINE + _GAP) * bool(row.title) for row in rows)
    key = _place_key(rows, width - 2 * _GAP)
    height = bottom + (key[-1].top + _LINE + _GAP if key else 0)
    if width * height > _MOST_PIXELS:
        raise ExportError(
            "The sheet would have {width} x {height} pixels; choose a smaller {CELL}, fewer "
            "{COLUMNS} or fewer pictures.",
            width=width,
            height=height,
        )
    sheet, draw, font = _blank((width, height))
    for placed in key:
        left, top, right, low = placed.swatch(_LINE)
        swatch = (_GAP + left, bottom + top, _GAP + right, bottom + low)
        draw.rectangle(swatch, fill=placed.entry.color, outline=_INK)
        draw.text((_GAP + placed.text_left, bottom + placed.top), placed.text, _INK, font)
    top = _GAP
    for row in rows:
        if row.title:
            left = _GAP
            if row.color is not None:
                draw.rectangle(swatch_box(left, top, _LINE), fill=row.color, outline=_INK)
                left += SWATCH + SPACE
            draw.text((left, top), _fit(draw, row.title, font, width - left - _GAP), _INK, font)
            top += _LINE + _GAP
        for column, picture in enumerate(row.pictures):
            left = _GAP + column * (cell + _GAP)
            image = _scale(picture, cell)
            # In the middle of its square.
            at = (left + (cell - image.width) // 2, top + (cell - image.height) // 2)
            sheet.paste(image, at)
            if picture.caption:
                text = _fit(draw, picture.caption, font, cell)
                draw.text((left, top + cell + 2), text, _INK, font)
        top += line
    buffer = io.BytesIO()
    sheet.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _blank(size: tuple[int, int]) -> tuple[Image, ImageDraw, _Font]:
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", size, _PAPER)
    return sheet, ImageDraw.Draw(sheet), _load_font()


def _place_key(rows: Sequence[SheetRow], width: int) -> list[PlacedEntry]:
    entries = merge_keys([(p.caption, p.key) for row in rows for p in row.pictures])
    if not entries:
        return []
    _, draw, font = _blank((1, 1))
    return place_entries(
        entries,
        width,
        _LINE,
        lambda text, room: _fit(draw, text, font, room),
        lambda text: draw.textlength(text, font=font),
    )


def _scale(picture: Picture, cell: int) -> Image:
    from PIL import Image

    pixels = picture.pixels
    if picture.valid is not None:
        pixels = np.where(picture.valid[..., None], pixels, np.uint8(_NOTHING[0]))
    image = Image.fromarray(np.ascontiguousarray(pixels))
    factor = cell / max(image.size)
    size = tuple(max(1, round(side * factor)) for side in image.size)
    is_exact = picture.is_classes or factor >= 2
    return image.resize(size, Image.NEAREST if is_exact else Image.BICUBIC)


def _load_font() -> _Font:
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _FONT)
        except OSError:
            continue
    return ImageFont.load_default()


def _fit(draw: ImageDraw, text: str, font: _Font, room: int) -> str:
    """The text, shortened in its middle where it is too long: names differ at their ends."""
    from PIL import ImageFont

    if not isinstance(font, ImageFont.FreeTypeFont):
        # Pillow's own small font knows Western letters only.
        text = text.encode("latin-1", "replace").decode("latin-1")
    if draw.textlength(text, font=font) <= room:
        return text
    for kept in range(len(text) - 1, 1, -1):
        tail = kept // 2
        short = f"{text[: kept - tail]}...{text[len(text) - tail :]}"
        if draw.textlength(short, font=font) <= room:
            return short
    return ""
