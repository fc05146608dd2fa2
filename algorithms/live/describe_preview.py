"""A preview in a few lines."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QLocale

from ...core.classes.legend import Color
from ...core.classify.methods import METHODS
from ...core.classify.train import TrainingOptions
from ...core.message import Message
from ..base.words import put_into_words, tr
from ..classify.train_classifier import TrainClassifierAlgorithm
from .view_classes import ViewPreview

# Methods that grow trees.
TREE_METHODS = ("RANDOM_FOREST", "GRADIENT_BOOSTING")


def labelled_methods() -> dict[str, str]:
    """What methods that learn from labels are called, by their names."""
    return {name: tr(m.title) for name, m in METHODS.items() if m.needs_labels}


@dataclass(frozen=True)
class ShareRow:
    """A class of the map: name, colour, and its share of what has values, 0 to 1."""

    name: str
    color: Color
    share: float


def shares_of(preview: ViewPreview) -> list[ShareRow]:
    """A row a class, in the order of the legend; classes that the map does not show have 0."""
    counts = preview.view.counts
    total = max(1, sum(counts.values()))
    return [ShareRow(c.name, c.color, counts.get(c.id, 0) / total) for c in preview.trained.legend]


def describe_preview(preview: ViewPreview) -> str:
    """What the preview is made of, how long it took, and what it is not."""
    trained, locale = preview.trained, QLocale()
    options = trained.model.facts["options"]
    parts = [labelled_methods()[trained.model.method]]
    if trained.model.method in TREE_METHODS:
        parts.append(tr("{} trees").format(options.get("trees", TrainingOptions.trees)))
    parts.append(tr("{} training pixels").format(locale.toString(trained.samples)))
    parts.append(
        tr("trained in {} s, classified in {} s").format(
            locale.toString(trained.seconds, "f", 2), locale.toString(preview.seconds, "f", 2)
        )
    )
    lines = [tr("Preview, not assessed: {}.").format(", ".join(parts))]
    if preview.view.factor > 1:
        lines.append(
            tr("Zoomed out: one of {0} × {0} pixels is classified.").format(preview.view.factor)
        )
    lines += [put_into_words(warning, {}) for warning in trained.warnings]
    return "\n".join(lines)


def say_problem(problem: str) -> str:
    """What went wrong, in the words of Train Classifier's dialog."""
    if not isinstance(problem, Message):
        return problem
    return TrainClassifierAlgorithm().create().say(problem)
