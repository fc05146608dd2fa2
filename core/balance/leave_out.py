"""The tiles that are left out for balance, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..message import Message
from ..tiles.reasons import CLASS_CAP, NO_OBJECT, Reason
from .class_cap import find_surplus
from .empty_tiles import find_surplus_empty
from .settings import DROP, SHARE, BalanceSettings


def leave_out(
    settings: BalanceSettings,
    ids: Sequence[str],
    labels: Sequence[str | None],
    splits: Sequence[str | None],
    is_empty: np.ndarray | None = None,
) -> dict[str, Reason]:
    """Why tiles are left out, by tile_id; the others stay.

    Empty tiles that are dropped take no place of those that a class may have; a share of them is
    one of the tiles that are left in the end.

    Args:
        settings: what is wanted.
        ids: tile_id of each tile.
        labels: class of each, or None.
        splits: split of each, or None.
        is_empty: bool (N,), tiles without objects; needed when settings look at objects.
    """
    columns = [np.array([*column, None], dtype=object)[:-1] for column in (ids, labels, splits)]
    reasons = np.full(len(ids), None, dtype=object)

    def here() -> np.ndarray:
        return np.array([k for k, reason in enumerate(reasons) if reason is None], dtype=np.int64)

    if settings.empty_tiles == DROP and is_empty is not None:
        reasons[is_empty] = Reason(NO_OBJECT)
    if settings.max_per_class is not None:
        index = here()
        names, classes, words = (column[index].tolist() for column in columns)
        surplus = find_surplus(names, classes, words, settings.max_per_class, settings.seed)
        for k in index[surplus].tolist():
            reasons[k] = Reason(CLASS_CAP, Message("{name}", name=labels[k]))
    if settings.empty_tiles == SHARE and is_empty is not None:
        index = here()
        names, _, words = (column[index].tolist() for column in columns)
        share = settings.empty_share or 0.0
        surplus = find_surplus_empty(names, words, is_empty[index], share, settings.seed)
        reasons[index[surplus]] = Reason(NO_OBJECT)
    return {ids[k]: reason for k, reason in enumerate(reasons.tolist()) if reason is not None}
