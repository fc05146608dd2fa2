"""Parameters of how a classifier is trained."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterBoolean

from ...core.classify.train import TrainingOptions
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from .classify_parameters import SEED

SEARCH = "SEARCH"
PENALTY = "C"
NEIGHBOURS = "NEIGHBOURS"


def add_search_parameters(alg: TilewrightAlgorithm) -> None:
    """What other methods than trees ask for, and trying several settings."""
    alg.add(
        QgsProcessingParameterBoolean(SEARCH, tr("Try several settings"), False, optional=True),
        "Tries a few settings on the held-out polygons and takes those with the highest mean "
        "F1: of trees their number, levels and least leaf, of SVM its C, of KNN the number of "
        "neighbours. Those that are given are tried as well. The report lists all. Takes four "
        "to eight times as long.",
    )
    penalty = double_parameter(PENALTY, "C, for SVM", 1, 0.001, 1000000, 3, is_optional=True)
    alg.add(
        penalty,
        "How much a training sample on the wrong side of a boundary counts. Greater follows "
        "single samples more. Used by SVM only.",
        advanced=True,
    )
    neighbours = integer_parameter(NEIGHBOURS, "Neighbours, for KNN", 5, 1, 1000)
    neighbours.setFlags(neighbours.flags() | neighbours.Flag.FlagOptional)
    alg.add(
        neighbours,
        "How many of the nearest samples vote on a pixel. Used by KNN only.",
        advanced=True,
    )


def add_tree_parameters(alg: TilewrightAlgorithm) -> None:
    """What methods that grow trees ask for, and into how many parts polygons are dealt."""
    alg.add(
        integer_parameter("TREES", "Trees", 100, 1, 10000),
        "Trees of a forest, or rounds of boosting. More are slower, and seldom worse.",
        advanced=True,
    )
    alg.add(
        integer_parameter("MAX_DEPTH", "Most levels of a tree", least=1),
        "Most questions that a tree asks of a pixel. Empty: no limit.",
        advanced=True,
    )
    alg.add(
        integer_parameter("MIN_LEAF", "Least samples in a leaf", 1, 1),
        "More give smaller trees that follow single samples less. Boosting takes 20 when this "
        "is 1.",
        advanced=True,
    )
    alg.add(
        double_parameter("LEARNING_RATE", "Learning rate, for boosting", 0.1, 0.001, 1, 3),
        "How much each round mends. Smaller needs more trees. Used by GRADIENT_BOOSTING only.",
        advanced=True,
    )
    alg.add(
        integer_parameter("FOLDS", "Parts for measuring quality", 5, 0, 50),
        "Polygons are dealt to this many parts; each part is classified by a classifier that "
        "was trained on the others. 0 measures nothing and is faster.",
        advanced=True,
    )


def add_weights(alg: TilewrightAlgorithm) -> None:
    """What counts how much, and the seed."""
    alg.add(
        QgsProcessingParameterBoolean("BALANCE_IMAGES", tr("Images weigh the same"), True),
        "Whether each image weighs the same, however many samples it has.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("BALANCE_CLASSES", tr("Classes weigh the same"), False),
        "Whether each class weighs the same, however many samples it has. Finds rare classes "
        "more often, and takes others for them more often.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("STANDARDIZE", tr("Scale bands, for KMEANS"), True),
        "Whether each band counts the same, whatever its range. Used by KMEANS only; SVM and "
        "KNN always scale bands.",
        advanced=True,
    )
    alg.add(
        integer_parameter(SEED, "Seed", 0, 0),
        "Another number gives another random choice, the same one every time.",
        advanced=True,
    )


def read_options(values: Values) -> TrainingOptions:
    """How to train, as the parameters say."""
    return TrainingOptions(
        method=values.choice("METHOD"),
        clusters=values.integer("CLASSES"),
        trees=values.integer("TREES"),
        max_depth=values.optional_integer("MAX_DEPTH"),
        min_leaf=values.integer("MIN_LEAF"),
        learning_rate=values.double("LEARNING_RATE"),
        penalty=values.double(PENALTY) if values.is_given(PENALTY) else TrainingOptions.penalty,
        neighbours=(
            values.integer(NEIGHBOURS)
            if values.is_given(NEIGHBOURS)
            else TrainingOptions.neighbours
        ),
        folds=values.integer("FOLDS"),
        search=values.flag(SEARCH),
        balance_images=values.flag("BALANCE_IMAGES"),
        balance_classes=values.flag("BALANCE_CLASSES"),
        standardize=values.flag("STANDARDIZE"),
        seed=values.integer(SEED),
    )
