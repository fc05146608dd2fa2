"""The fields with a number or with several classes of each tile."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from qgis.core import QgsProcessingParameterField

from ...core.errors import ExportError
from ...core.layouts import find_layout, layouts_that
from ...core.layouts.layout import DatasetLayout
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import check_field
from ..base.values import Values
from ..base.words import tr

VALUE_FIELD = "VALUE_FIELD"
LABELS_FIELD = "LABELS_FIELD"


@dataclass(frozen=True)
class TargetFields:
    """Columns of tiles, each None without one.

    Attributes:
        value: a number a tile.
        labels: several classes a tile.
    """

    value: str | None = None
    labels: str | None = None

    def check(self, layout: DatasetLayout, label_field: str | None) -> None:
        """Refuse what a layout has no place for.

        Raises:
            ExportError: says what, and what helps.
        """
        if self.labels and not layout.takes.has_label_sets:
            raise ExportError(
                "{LAYOUT} {layout} has no place for several classes of a tile; choose one of "
                "{layouts}.",
                layout=layout.name,
                layouts=layouts_that(attrgetter("has_label_sets")),
            )
        if self.labels and label_field:
            raise ExportError(
                "{LABEL_FIELD} ({label}) and {LABELS_FIELD} ({labels}) are both given; give one of "
                "them.",
                label=label_field,
                labels=self.labels,
            )
        if self.value and label_field and layout.takes.value_is_label:
            raise ExportError(
                "{LAYOUT} {layout} has one place for {VALUE_FIELD} and {LABEL_FIELD}; give one of "
                "them, or choose another layout.",
                layout=layout.name,
            )


def add_target_fields(alg: TilewrightAlgorithm) -> None:
    """Fields of the tile layer TILES."""
    alg.add(
        QgsProcessingParameterField(
            VALUE_FIELD,
            tr("Field with a number of each tile"),
            parentLayerParameterName="TILES",
            optional=True,
        ),
        "For regression: the field of the tile layer with what is to be predicted. It goes to "
        "tiles.csv and labels.csv, and where the layout has the class if there is none. Tiles "
        "without a number are skipped.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterField(
            LABELS_FIELD,
            tr("Field with several classes of each tile"),
            parentLayerParameterName="TILES",
            optional=True,
        ),
        "The field of the tile layer with the names of classes, a vertical bar between them, as "
        "Join Labels with MULTI writes it. labels.csv has a column of 0 and 1 for each class.",
        advanced=True,
    )


def check_target_fields(values: Values) -> None:
    """Refuse, before any work, fields that the layout has no place for; see TargetFields.check."""
    given = TargetFields(*map(values.optional_text, (VALUE_FIELD, LABELS_FIELD)))
    given.check(find_layout(values.choice("LAYOUT")), values.optional_text("LABEL_FIELD"))


def read_target_fields(values: Values, source: FeatureSource) -> TargetFields:
    """The fields as the layer calls them."""
    found = []
    for name in (VALUE_FIELD, LABELS_FIELD):
        text = values.optional_text(name)
        found.append(check_field(source, name, text) if text else None)
    return TargetFields(*found)
