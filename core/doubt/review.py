"""Which labels of a dataset its images speak against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..audit.near_duplicates import find_near_duplicates
from ..dataset.finished import FinishedDataset
from ..dataset.thumbnails import Pictures
from ..errors import ExportError
from ..message import Message, counted
from ..report.pictures import picture_bands
from ..run.batches import ignore_progress, never_cancelled
from ..tiles.words import SCENE, class_name
from .confident import ConfidentLabels, judge_labels, worst_first
from .embeddings import UNIT, OnnxEmbedder
from .features import tile_features
from .folds import spatial_folds
from .predict import predict_unseen
from .reliability import find_unreliable
from .tiles import Describe, LabelledTiles, choose_tiles, look_at_tiles

NOBODY = -1
_MOST_NAMES = 5


@dataclass(frozen=True)
class ReviewRequest:
    """How labels are judged.

    Attributes:
        has_test: whether tiles of test are judged as well.
        folds: models, each of which judges tiles that the others were trained on.
        seed: of blocks and trees.
        model: path of an ONNX model whose embeddings are used; empty for spectral and texture
            features.
        model_size: width and height of its images in pixels; None: what it says, else 224.
        model_scaling: one of SCALINGS.
    """

    has_test: bool = False
    folds: int = 5
    seed: int = 0
    model: str = ""
    model_size: int | None = None
    model_scaling: str = UNIT


@dataclass(frozen=True)
class LabelReview:
    """What N tiles of K classes come to; rows of tiles are those of ``tiles.rows``.

    Attributes:
        tiles: that were looked at.
        is_judged: bool (N,): others are of classes that no other fold has.
        doubt: float64 (N,): 0 to 1; NaN where the tile is not judged.
        likely: int64 (N,): number of the likeliest class; that given, where it is not judged.
        is_doubtful: bool (N,): confidently another class.
        ranks: int64 (N,): 1 for the worst; 0 where it is not judged.
        duplicates: int64 (N,): index of a tile that looks the same and has another class, that
            with the least doubt; NOBODY where there is none.
        duplicate_pairs: int64 (P, 2): all such pairs.
        joint: int64 (K, K): confident tiles by given (rows) and likely class (columns).
        thresholds: float64 (K,): least probability of a confident tile; NaN of classes that no
            judged tile has.
        notes: for the log.
        warnings: what users should know before they rely on it.
    """

    tiles: LabelledTiles
    is_judged: np.ndarray
    doubt: np.ndarray
    likely: np.ndarray
    is_doubtful: np.ndarray
    ranks: np.ndarray
    duplicates: np.ndarray
    duplicate_pairs: np.ndarray
    joint: np.ndarray
    thresholds: np.ndarray
    notes: tuple[Message, ...]
    warnings: tuple[Message, ...]

    @property
    def order(self) -> np.ndarray:
        """Int64 (M,): judged tiles, the worst first."""
        judged = np.flatnonzero(self.is_judged)
        return judged[np.argsort(self.ranks[judged])]

    def confusion(self) -> dict[str, Any]:
        """Classes, tiles by given and likely class, and the confident ones, as plain values."""
        names, judged = self.tiles.names, self.is_judged
        counts = np.zeros(self.joint.shape, dtype=np.int64)
        np.add.at(counts, (self.tiles.labels[judged], self.likely[judged]), 1)
        thresholds = [None if np.isnan(v) else round(float(v), 6) for v in self.thresholds]
        return {
            "classes": list(names),
            "given_by_likely": counts.tolist(),
            "confident_joint": self.joint.tolist(),
            "thresholds": dict(zip(names, thresholds)),
        }


def review_labels(
    dataset: FinishedDataset,
    crs_wkt: str,
    request: ReviewRequest,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> LabelReview:
    """Judge each label by models trained on tiles of other places.

    Args:
        dataset: with the outlines of its tiles.
        crs_wkt: coordinate system of the outlines; empty for none.
        request: how.

    Raises:
        ExportError: the dataset has no labels that can be judged, or is damaged.
        ModelError: the ONNX model cannot be used.
        SplitError: all tiles lie in one place.
        CancelledError: ``is_cancelled`` said so.
    """
    tiles = choose_tiles(dataset, request.has_test)
    scenes = None
    if dataset.tiles.find_field(SCENE.name) is not None:
        column = dataset.tiles[SCENE.name]
        scenes = [class_name(column[row]) for row in tiles.rows.tolist()]
    outlines = dataset.tiles.select(tiles.rows).geometries
    folds = spatial_folds(
        outlines, crs_wkt, tiles.labels, request.folds, request.seed, scenes, is_cancelled
    )
    describe = _describer(dataset, request)
    features, pictures = look_at_tiles(
        dataset, tiles.files, describe, lambda share: progress(0.6 * share), is_cancelled
    )
    probabilities = predict_unseen(
        features,
        tiles.labels,
        folds,
        request.seed,
        lambda share: progress(0.6 + 0.3 * share),
        is_cancelled,
    )
    is_judged = _are_judged(tiles.labels, folds)
    if not is_judged.any():
        raise ExportError(
            "No label of {folder} can be judged, because each class lies in one place only; a "
            "label is judged by tiles of its class in other places.",
            folder=dataset.folder,
        )
    pairs = find_near_duplicates(
        pictures.thumbnails, pictures.hashes, _codes(tiles, pictures), is_cancelled
    )
    return _review(tiles, probabilities, is_judged, pairs, len(np.unique(folds)))


def _describer(dataset: FinishedDataset, request: ReviewRequest) -> Describe:
    if not request.model:
        return tile_features
    shown = picture_bands(dataset.facts)
    embedder = OnnxEmbedder(request.model, request.model_size, request.model_scaling, shown)
    return embedder.embed


def _codes(tiles: LabelledTiles, pictures: Pictures) -> np.ndarray:
    return np.where(pictures.usable, tiles.labels, -1)


def _are_judged(labels: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Bool (N,): tiles whose class another fold has too, beside a second class."""
    table = np.zeros((int(folds.max()) + 1, int(labels.max()) + 1), dtype=np.int64)
    np.add.at(table, (folds, labels), 1)
    elsewhere = table.sum(axis=0) - table > 0
    return elsewhere[folds, labels] & (elsewhere.sum(axis=1) >= 2)[folds]


def _review(
    tiles: LabelledTiles,
    probabilities: np.ndarray,
    is_judged: np.ndarray,
    pairs: np.ndarray,
    folds: int,
) -> LabelReview:
    count = len(probabilities)
    judged = np.flatnonzero(is_judged)
    found = judge_labels(tiles.labels[judged], probabilities[judged])
    doubt = np.full(count, np.nan)
    doubt[judged] = found.doubt
    likely = tiles.labels.copy()
    likely[judged] = found.likely
    is_doubtful = np.zeros(count, dtype=bool)
    is_doubtful[judged] = found.is_doubtful
    ranks = np.zeros(count, dtype=np.int64)
    ranks[judged[worst_first(found.doubt)]] = np.arange(1, len(judged) + 1)
    unreliable = find_unreliable(tiles.labels[judged], found.likely, tiles.names, folds)
    return LabelReview(
        tiles,
        is_judged,
        doubt,
        likely,
        is_doubtful,
        ranks,
        _partners(doubt, pairs),
        pairs,
        found.joint,
        found.thresholds,
        (*tiles.notes, *_tell(tiles, is_judged, found, pairs)),
        (*tiles.warnings, *unreliable),
    )


def _partners(doubt: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Int64 (N,): of each tile the most certain one that looks the same."""
    partners = np.full(len(doubt), NOBODY, dtype=np.int64)
    both = np.concatenate((pairs, pairs[:, ::-1]))
    sure = np.where(np.isnan(doubt), np.inf, doubt)
    # The last one that is written stays, so the most certain come last.
    both = both[np.argsort(-sure[both[:, 1]], kind="stable")]
    partners[both[:, 0]] = both[:, 1]
    return partners


def _tell(
    tiles: LabelledTiles, is_judged: np.ndarray, found: ConfidentLabels, pairs: np.ndarray
) -> list[Message]:
    notes = []
    lost = int((~is_judged).sum())
    if lost:
        names = [tiles.names[k] for k in np.unique(tiles.labels[~is_judged]).tolist()]
        notes.append(
            counted(
                lost,
                "{count} tile is not judged, because no other place has its class: {names}.",
                "{count} tiles are not judged, because no other place has their classes: {names}.",
                names=_some(names),
            )
        )
    doubtful = int(found.is_doubtful.sum())
    notes.append(
        counted(
            doubtful,
            "{count} of {total} labels is doubtful.",
            "{count} of {total} labels are doubtful.",
            total=len(found.doubt),
        )
    )
    if len(pairs):
        notes.append(
            counted(
                len(pairs),
                "{count} pair of images looks the same and has different classes.",
                "{count} pairs of images look the same and have different classes.",
            )
        )
    return notes


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown}, ..."
