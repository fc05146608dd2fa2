"""Whether doubts can be relied on: what models are worth shows in how they do on unseen tiles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..message import Message, counted

# How all of these warnings begin, by which they are told from others.
UNRELIABLE = "Do not rely on these doubts"
_MOST_NAMES = 5


def find_unreliable(
    labels: np.ndarray, likely: np.ndarray, names: Sequence[str], folds: int
) -> list[Message]:
    """Warnings where models guess, or have too little to learn from; none where all is well.

    Args:
        labels: int64 (N,): given classes of the tiles that were judged.
        likely: int64 (N,): what models that have not seen a tile say of it.
        names: of the classes, by number.
        folds: how many models judged.
    """
    warnings = []
    total, right = len(labels), int((labels == likely).sum())
    counts = np.bincount(labels, minlength=len(names))
    # Who guesses each class as often as it is there is right so often.
    guessed = float((counts.astype(float) ** 2).sum()) / total
    if right <= guessed:
        warnings.append(
            Message(
                "Do not rely on these doubts: models trained on other places gave {right} of "
                "{total} tiles their class, and guessing by the shares of the classes gives about "
                "{guessed:.0f}. The images do not tell these classes apart, or there are too few "
                "tiles.",
                right=right,
                total=total,
                guessed=guessed,
            )
        )
    few = [name for name, count in zip(names, counts.tolist()) if 0 < count < folds]
    if few:
        warnings.append(
            counted(
                len(few),
                "Do not rely on these doubts: {count} class has fewer tiles than there are folds "
                "({folds}): {names}. Label more tiles of it, or set fewer {FOLDS}.",
                "Do not rely on these doubts: {count} classes have fewer tiles than there are "
                "folds ({folds}): {names}. Label more tiles of them, or set fewer {FOLDS}.",
                folds=folds,
                names=", ".join(few[:_MOST_NAMES]) + (", ..." if len(few) > _MOST_NAMES else ""),
            )
        )
    return warnings
