"""How narrow fields and their captions may become, in letters of any size."""

from __future__ import annotations

import math

from qgis.PyQt.QtWidgets import QAbstractSpinBox, QComboBox, QLabel

# What a field for numbers has to show at least, beside its arrows.
_SPIN_TEXT = "100 %"
_ARROWS = 30
# Captions with more letters are broken in a narrow dock.
_LONG_CAPTION = 26
# Lists whose entries are no longer show them whole; those of layers may hold any name.
_MOST_LETTERS = 22
# Others show so many at least, unless they have a number of their own, LETTERS.
_FEW_LETTERS = 5
# What forms leave out when they reckon whether a list fits beside its label, and styles of their
# own around its text.
_AROUND_LIST = 14
# Of letters as wide as an X; and of a field with what is around its text: what a dock of 300 pixels
# has room for.
_MOST_WIDE = 18
_ROOM, _FRAME = 246, 44


def fit_caption(caption: QLabel) -> None:
    """Break a caption that is long, or wider than a narrow dock in large letters."""
    text = caption.text()
    is_wide = caption.fontMetrics().horizontalAdvance(text) > _ROOM
    caption.setWordWrap(len(text) > _LONG_CAPTION or is_wide)


def fit_list(box: QComboBox, is_field: bool) -> None:
    """Let a list be narrow; ``is_field`` tells those that a form lays out from their parts."""
    measure = box.fontMetrics().horizontalAdvance
    most = min(_MOST_WIDE, (_ROOM - _FRAME) // measure("X"))
    longest = max((len(box.itemText(k)) for k in range(box.count())), default=0)
    policies = QComboBox.SizeAdjustPolicy
    if type(box) is not QComboBox or not 0 < longest <= _MOST_LETTERS:
        # The longest entry would else decide how narrow the dock can be.
        box.setSizeAdjustPolicy(policies.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(min(getattr(box, "LETTERS", _FEW_LETTERS), most))
        return
    # As wide as its entries; it gets a line of its own in a narrow dock.
    box.setSizeAdjustPolicy(policies.AdjustToContents)
    widest = max(measure(box.itemText(k)) for k in range(box.count())) + _AROUND_LIST
    letters = math.ceil(widest / measure("X"))
    # Without a number the entries decide.
    box.setMinimumContentsLength(min(letters, most) if is_field or letters > most else 0)


def fit_number(box: QAbstractSpinBox) -> None:
    """Let a number be narrow: the greatest would else decide how narrow the dock can be."""
    has_arrows = box.buttonSymbols() != QAbstractSpinBox.ButtonSymbols.NoButtons
    beside = _ARROWS if has_arrows else _AROUND_LIST
    texts = (_SPIN_TEXT, box.specialValueText())
    box.setMinimumWidth(max(map(box.fontMetrics().horizontalAdvance, texts)) + beside)
