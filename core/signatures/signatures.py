"""Means, spreads and covariances of classes, gathered batch by batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classes.colors import hex_color
from ..classes.legend import LegendClass
from ..hashing import hash_numbers
from .separability import HARDLY, WELL, jeffries_matusita, regularize, telling_bands

# Pixels of each class that a scatter plot shows.
_SHOWN = 150


@dataclass(frozen=True)
class Signatures:
    """What the pixels of classes look like.

    Attributes:
        bands: names.
        classes: those that have pixels.
        counts: int64 (classes,) pixels.
        means: float64 (classes, bands).
        covariances: float64 (classes, bands, bands), unbiased; zeros for a class of one pixel.
        least: float64 (classes, bands), the least values.
        greatest: float64 (classes, bands), the greatest values.
        shown: by class, float64 (N, bands), some of its pixels, drawn at random.
    """

    bands: tuple[str, ...]
    classes: tuple[LegendClass, ...]
    counts: np.ndarray
    means: np.ndarray
    covariances: np.ndarray
    least: np.ndarray
    greatest: np.ndarray
    shown: tuple[np.ndarray, ...]

    @property
    def spreads(self) -> np.ndarray:
        """float64 (classes, bands): standard deviations."""
        return np.sqrt(np.diagonal(self.covariances, axis1=1, axis2=2))

    @property
    def regular(self) -> np.ndarray:
        """float64 (classes, bands, bands): covariances that can be inverted; see regularize."""
        return regularize(self.counts.tolist(), self.covariances)

    def distances(self) -> np.ndarray:
        """float64 (classes, classes): see jeffries_matusita."""
        return jeffries_matusita(self.means, self.regular)

    def telling_bands(self) -> tuple[int, int]:
        """See separability.telling_bands."""
        return telling_bands(self.means, self.regular)


class SignatureCounter:
    """Gathers signatures batch by batch, whatever the batches.

    Sums of squares are about running means, so that no digits are lost: Chan, Golub and LeVeque,
    "Updating formulae and a pairwise algorithm for computing sample variances" (1979).

    Args:
        bands: names.
        legend: the classes.
        seed: of the choice of pixels that are shown.
    """

    def __init__(self, bands: Sequence[str], legend: Sequence[LegendClass], seed: int = 0) -> None:
        self._bands, self._legend, self._seed = tuple(bands), tuple(legend), seed
        self._parts = [_ClassSums(len(bands)) for _ in legend]
        self._seen = 0

    def add(self, values: np.ndarray, ids: np.ndarray) -> None:
        """Take pixels in.

        Args:
            values: (N, bands), finite.
            ids: (N,) numbers of their classes, as the legend has them.
        """
        ranks = hash_numbers(self._seed, np.arange(self._seen, self._seen + len(ids)))
        self._seen += len(ids)
        for c, part in zip(self._legend, self._parts):
            here = ids == c.id
            if here.any():
                part.add(values[here].astype(float), ranks[here])

    def signatures(self) -> Signatures:
        """Of the classes that have pixels so far."""
        found = [(c, part) for c, part in zip(self._legend, self._parts) if part.count]
        parts = [part for _, part in found]
        bands = len(self._bands)
        return Signatures(
            self._bands,
            tuple(c for c, _ in found),
            np.array([part.count for part in parts], dtype=np.int64),
            np.array([part.mean for part in parts]).reshape(-1, bands),
            np.array([part.squares / max(1, part.count - 1) for part in parts]).reshape(
                -1, bands, bands
            ),
            np.array([part.least for part in parts]).reshape(-1, bands),
            np.array([part.greatest for part in parts]).reshape(-1, bands),
            tuple(part.shown for part in parts),
        )


class _ClassSums:
    def __init__(self, bands: int) -> None:
        self.count = 0
        self.mean = np.zeros(bands)
        self.squares = np.zeros((bands, bands))
        self.least, self.greatest = np.full(bands, np.inf), np.full(bands, -np.inf)
        self.shown = np.empty((0, bands))
        self._ranks = np.empty(0, dtype=np.uint64)

    def add(self, values: np.ndarray, ranks: np.ndarray) -> None:
        count, mean = len(values), values.mean(axis=0)
        about = values - mean
        apart = mean - self.mean
        whole = self.count + count
        self.squares += about.T @ about + np.outer(apart, apart) * (self.count * count / whole)
        self.mean = self.mean + apart * (count / whole)
        self.count = whole
        self.least = np.minimum(self.least, values.min(axis=0))
        self.greatest = np.maximum(self.greatest, values.max(axis=0))
        ranks, values = np.append(self._ranks, ranks), np.append(self.shown, values, axis=0)
        order = np.argsort(ranks, kind="stable")[:_SHOWN]
        self._ranks, self.shown = ranks[order], values[order]


def facts_of(signatures: Signatures) -> dict[str, Any]:
    """All of it as plain numbers but the pixels that are shown."""
    distances = signatures.distances()
    names = [c.name for c in signatures.classes]
    first, second = np.triu_indices(len(names), 1)
    values = distances[first, second]
    order = np.argsort(values, kind="stable").tolist()
    return {
        "bands": list(signatures.bands),
        "classes": [
            {
                "name": c.name,
                "number": c.id,
                "color": hex_color(c.color),
                "samples": int(signatures.counts[k]),
                "mean": signatures.means[k].tolist(),
                "standard_deviation": signatures.spreads[k].tolist(),
                "least": signatures.least[k].tolist(),
                "greatest": signatures.greatest[k].tolist(),
            }
            for k, c in enumerate(signatures.classes)
        ],
        "separability": {
            "measure": "Jeffries-Matusita distance, 0 to 2",
            "pairs": [
                {"classes": [names[first[n]], names[second[n]]], "distance": float(values[n])}
                for n in order
            ],
        },
    }


def near_pairs(facts: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Pairs of classes with their distances, the nearest first: hardly, and not well to be told."""
    hardly: list[str] = []
    not_well: list[str] = []
    for pair in facts["separability"]["pairs"]:
        text = f"{pair['classes'][0]} / {pair['classes'][1]} ({pair['distance']:.2f})"
        if pair["distance"] < HARDLY:
            hardly.append(text)
        elif pair["distance"] < WELL:
            not_well.append(text)
    return hardly, not_well


def table_of(facts: dict[str, Any]) -> tuple[list[str], list[dict[str, object]]]:
    """Columns and a row for each class and band."""
    figures = ("mean", "standard_deviation", "least", "greatest")
    rows: list[dict[str, object]] = [
        {"class": c["name"], "samples": c["samples"], "band": band, **{f: c[f][k] for f in figures}}
        for c in facts["classes"]
        for k, band in enumerate(facts["bands"])
    ]
    return ["class", "samples", "band", *figures], rows
