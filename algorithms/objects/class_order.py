"""The order in which the user wants classes, shared by all exports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qgis.core import QgsProcessingParameterString

from ...core.classes.folders import class_folders
from ...core.classes.order import CLASS_ORDER, parse_class_order, tell_unknown_classes
from ...core.dataset.plan import DatasetPlan
from ...core.layouts import layouts_that
from ...core.message import Parameter
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr

# Of a dry run that looks at a part of the tiles, which may lack classes that others have.
_PART = "GRID_PART"


def add_class_order_parameter(alg: TilewrightAlgorithm) -> None:
    """Names of classes, in the order in which they are numbered."""
    alg.add(
        QgsProcessingParameterString(CLASS_ORDER, tr("Order of the classes"), optional=True),
        "Classes that are numbered first, in this order, for example forest,urban,water; the "
        "others follow as usual. Of tiles, objects and masks alike, but for masks of polygons "
        "whose numbers are given; values of a class raster are numbered anew, 1, 2, ..., where one "
        "of its classes stands here. Names are those of the dataset, after classes were renamed. "
        "Programs number the folders of IMAGEFOLDER by name, so that tiles of this layout keep "
        "that order.",
        advanced=True,
    )


def read_class_order(values: Values) -> tuple[str, ...]:
    """The classes that come first; empty without an order.

    Raises:
        LayerError: a name stands there twice.
    """
    return parse_class_order(values.text(CLASS_ORDER))


def warn_of_class_order(
    order: Sequence[str], plan: DatasetPlan, beside: Collection[str], values: Values
) -> None:
    """Say which names of an order no class has, and where programs number classes themselves.

    Args:
        order: as it is given.
        plan: of the tiles.
        beside: classes of masks and objects.
        values: for the log.
    """
    if not order:
        return
    unknown = tell_unknown_classes(order, {*plan.classes, *plan.targets.names, *beside})
    if unknown is not None and not (values.has(_PART) and values.is_given(_PART)):
        values.warn(unknown)
    if tuple(class_folders(plan.classes, order)) != plan.classes:
        values.warn(
            "Programs number the class folders of {LAYOUT} {layout} by name, so that {CLASS_ORDER} "
            "does not change the numbers of the tiles' classes; choose one of {others} for that.",
            layout=plan.layout.name,
            others=layouts_that(lambda takes: takes.has_label_sets),
        )


def tell_of_given_numbers(
    order: Sequence[str], wanted: Collection[str] | None, class_map: str, values: Values
) -> None:
    """Say that masks have the numbers that the parameter ``class_map`` gives their classes."""
    if wanted is not None and not set(order).isdisjoint(wanted):
        values.info(
            "Masks have the numbers that {class_map} gives; {CLASS_ORDER} does not change them.",
            class_map=Parameter(class_map),
        )
