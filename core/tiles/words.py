"""The words for labels, splits and scenes."""

from __future__ import annotations

from .table import TEXT, Field

LABEL = Field("label", TEXT)
SPLIT = Field("split", TEXT)
# The unique name of the scene that a tile is cut from, and its date, YYYY-MM-DD.
SCENE = Field("scene", TEXT)
DATE = Field("date", TEXT)
# The same of the later scene, of which a tile of a pair has its second image.
SCENE2 = Field("scene2", TEXT)
DATE2 = Field("date2", TEXT)
SPLITS = ("train", "val", "test")
_SPLIT_WORDS = {
    "training": "train",
    "valid": "val",
    "validate": "val",
    "validation": "val",
    "testing": "test",
}


def class_name(value: object) -> str | None:
    """A class as text: whole numbers without a decimal point; NULL and blanks are not a class."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    return text if text.strip() else None


def split_word(value: str | None) -> str | None:
    """train, val or test for what people call them; other words in lower case."""
    if value is None:
        return None
    word = value.strip().lower()
    return _SPLIT_WORDS.get(word, word)
