"""The scaling of a dataset for tiles that are added to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import ExportError
from ..export.request import ExportRequest
from ..export.scaling import fit_windows
from ..message import Message
from ..run.batches import never_cancelled, run_aside
from ..scaling.clipped import clipped_at_first, measure_clipped
from ..scaling.scaling import FITTED, Scaling
from ..update.scaling import KeptScaling

# Of the values of a band, beyond what the tiles of the dataset lose.
_TOLD = 0.01
_TOO_MANY = 0.5


def read_scaling(facts: Mapping[str, Any]) -> KeptScaling | None:
    """The scaling that dataset.json tells; None where none was fitted."""
    told = facts.get("scaling") or {}
    rows = told.get("bands") or ()
    if told.get("method") not in FITTED or not rows:
        return None
    scaling = Scaling(
        told["method"],
        tuple(float(row["min"]) for row in rows),
        tuple(float(row["max"]) for row in rows),
    )
    return KeptScaling(scaling, True)


def check_clipping(
    request: ExportRequest, is_cancelled: Callable[[], bool] = never_cancelled
) -> Message | None:
    """What to say of the values that a kept scaling clips; None where it hardly does.

    The tiles of the split train are looked at, or all where there are no splits or none of them is
    in train.

    Raises:
        ExportError: it clips more than half of the values of a band.
        CancelledError: ``is_cancelled`` said so.
    """
    kept = request.kept_scaling
    if kept is None or request.is_colored:
        return None
    windows = fit_windows(request)
    if not len(windows.windows):
        return None
    shares = run_aside(
        lambda: measure_clipped(
            request.source, windows.windows, kept.scaling, is_cancelled, windows.parts
        ),
        is_cancelled,
    )
    usual = clipped_at_first(kept.scaling.method)
    worst = max(range(len(shares)), key=lambda k: shares[k])
    row = kept.scaling.describe(request.profile.band_names)[worst]
    told = {
        "share": 100 * shares[worst],
        "band": row["band"],
        "least": row["min"],
        "greatest": row["max"],
        "usual": 100 * usual,
    }
    if shares[worst] > _TOO_MANY:
        raise ExportError(
            "The scaling of the dataset ({least:g} to {greatest:g}) would clip {share:.3g} % of "
            "the values of {band} in the new tiles, so that little of them is left; build one "
            "dataset of all {SCENES} instead.",
            **told,
        )
    if shares[worst] - usual <= _TOLD:
        return None
    return Message(
        "The scaling of the dataset ({least:g} to {greatest:g}) clips {share:.3g} % of the values "
        "of {band} in the new tiles, where it clips {usual:.3g} % of those that it was fitted to.",
        **told,
    )
