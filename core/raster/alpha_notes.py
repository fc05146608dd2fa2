"""What becomes of bands that are tagged as alpha, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..message import Message, counted


@dataclass(frozen=True)
class AlphaBands:
    """The bands of a raster that are tagged as alpha, and what they are taken for.

    Attributes:
        name: of the raster.
        tagged: their numbers.
        mask_band: the one that says which pixels are valid, or 0.
        chosen: the bands that are read.
        count: of all bands.
        is_asked: whether the user named the bands that are read.
    """

    name: str
    tagged: Sequence[int]
    mask_band: int
    chosen: Sequence[int]
    count: int
    is_asked: bool

    def notes(self) -> list[Message]:
        """Sentences for the log."""
        if len(self.tagged) == self.count:
            return [
                Message("All bands of {name} are tagged as alpha and used as data.", name=self.name)
            ]
        others = [b for b in self.tagged if b != self.mask_band]
        kept = [b for b in others if b in self.chosen]
        data = kept if self.is_asked else []
        notes = []
        if data:
            notes.append(
                counted(
                    len(data),
                    "Band {bands} of {name} is tagged as alpha and used as data, as {BANDS} asks "
                    "for it.",
                    "Bands {bands} of {name} are tagged as alpha and used as data, as {BANDS} asks "
                    "for them.",
                    bands=_numbers(data),
                    name=self.name,
                )
            )
        if self.mask_band:
            notes.append(self._mask_note())
        left_out = [b for b in others if b not in self.chosen]
        if left_out:
            notes.append(
                counted(
                    len(left_out),
                    "Band {bands} of {name} is tagged as alpha, too, and left out.",
                    "Bands {bands} of {name} are tagged as alpha, too, and left out.",
                    bands=_numbers(left_out),
                    name=self.name,
                )
            )
        if kept and not data:
            notes.append(
                counted(
                    len(kept),
                    "Band {bands} of {name} is tagged as alpha, too, and kept.",
                    "Bands {bands} of {name} are tagged as alpha, too, and kept.",
                    bands=_numbers(kept),
                    name=self.name,
                )
            )
        return notes

    def _mask_note(self) -> Message:
        return Message(
            "Band {band} of {name} is tagged as alpha: it says which pixels are valid and is "
            "kept. If it holds data, such as infrared, set {BANDS}={everything}."
            if self.mask_band in self.chosen
            else "Band {band} of {name} is tagged as alpha: it says which pixels are valid. "
            "If it holds data, such as infrared, set {BANDS}={everything}.",
            band=self.mask_band,
            name=self.name,
            everything=",".join(str(b) for b in range(1, self.count + 1)),
        )


def _numbers(bands: Sequence[int]) -> str:
    return ", ".join(map(str, bands))
