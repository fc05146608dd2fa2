"""Signatures of classes: an output of their own, and what the log says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from qgis.core import QgsProcessingOutputFile, QgsProcessingParameterFileDestination

from ...core.classes.legend import LegendClass
from ...core.classify.methods import METHODS
from ...core.classify.train import TrainingOptions
from ...core.message import list_names
from ...core.samples.samples import PixelSamples
from ...core.signatures.report import check_report, signature_files, write_report
from ...core.signatures.separability import HARDLY, WELL
from ...core.signatures.signatures import (
    SignatureCounter,
    Signatures,
    facts_of,
    near_pairs,
)
from ..base.algorithm import TilewrightAlgorithm
from ..base.output_paths import check_outputs
from ..base.values import Values
from ..base.words import tr
from .classify_parameters import SEED
from .read_training import TrainingInputs

SIGNATURES = "SIGNATURES"
SIGNATURES_JSON, SIGNATURES_CSV = "SIGNATURES_JSON", "SIGNATURES_CSV"
_MOST_PAIRS = 8


def add_signatures(alg: TilewrightAlgorithm) -> None:
    """A page of signatures, and what goes beside it."""
    alg.add(
        QgsProcessingParameterFileDestination(
            SIGNATURES,
            tr("Signatures"),
            tr("HTML files (*.html)"),
            optional=True,
            createByDefault=False,
        ),
        "A page with mean and spread of each class in each band, how well classes can be told "
        "apart (Jeffries-Matusita), and a scatter plot of two bands. The same goes to a JSON and "
        "a CSV file beside it.",
    )
    alg.addOutput(QgsProcessingOutputFile(SIGNATURES_JSON, tr("Signatures as JSON")))
    alg.addOutput(QgsProcessingOutputFile(SIGNATURES_CSV, tr("Signatures as a table")))


class SignatureOutput:
    """The signatures of a run that samples pixels; nothing where nobody asked for them.

    Args:
        values: of the algorithm.
        written: paths of its other outputs by parameter.

    Raises:
        ExportError: a file of another kind is where the numbers go.
        RasterError: two outputs are one file.
    """

    def __init__(self, values: Values, written: dict[str, str]) -> None:
        self._values = values
        self._page = values.output_page(SIGNATURES)
        self._counter: SignatureCounter | None = None
        if self._page is not None:
            numbers, table = signature_files(self._page)
            own = {
                SIGNATURES: str(self._page),
                SIGNATURES_JSON: str(numbers),
                SIGNATURES_CSV: str(table),
            }
            check_outputs({**written, **own}, [])
            check_report(self._page)

    def passing(
        self, batches: Iterable[PixelSamples], bands: Sequence[str], legend: Sequence[LegendClass]
    ) -> Iterator[PixelSamples]:
        """The batches, each counted in passing."""
        self._counter = SignatureCounter(bands, legend, self._values.integer(SEED))
        for batch in batches:
            if self._page is not None:
                self._counter.add(batch.values, batch.class_ids)
            yield batch

    def write(self, name: str) -> dict[str, str]:
        """Write the files, if anybody asked for them; they are returned by output.

        Args:
            name: of the raster.
        """
        if self._page is None or self._counter is None:
            return {}
        signatures = self._counter.signatures()
        facts = facts_of(signatures)
        write_report(signatures, facts, name, self._page)
        log_near_pairs(facts, self._values)
        numbers, table = signature_files(self._page)
        return {
            SIGNATURES: str(self._page),
            SIGNATURES_JSON: str(numbers),
            SIGNATURES_CSV: str(table),
        }


def training_signatures(inputs: TrainingInputs, options: TrainingOptions) -> Signatures | None:
    """Of the training pixels; None where nobody knows their classes."""
    if not METHODS[options.method].needs_labels:
        return None
    counter = SignatureCounter(inputs.bands, inputs.legend, options.seed)
    ids = np.array([c.id for c in inputs.legend])
    counter.add(inputs.data.values, ids[inputs.data.labels])
    return counter.signatures()


def log_near_pairs(facts: Mapping[str, Any], values: Values) -> None:
    """Pairs of classes that the bands do not tell apart, the nearest first; see facts_of."""
    hardly, not_well = near_pairs(facts)
    if hardly:
        values.warn(
            "By these bands these classes can hardly be told apart (Jeffries-Matusita distance "
            "below {limit:.1f} of 2): {pairs}. Join such classes, or add bands, dates or indices.",
            limit=HARDLY,
            pairs=list_names(hardly, _MOST_PAIRS),
        )
    if not_well:
        values.info(
            "These classes are not well apart (Jeffries-Matusita distance below {limit:.1f} of 2): "
            "{pairs}.",
            limit=WELL,
            pairs=list_names(not_well, _MOST_PAIRS),
        )
