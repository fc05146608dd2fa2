"""What a parameter's definition keeps for QGIS's windows, in its metadata."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterField,
)

_SECTION = "section"
_WIDGET = "widget_wrapper"
_CLASS_FIELD = "class_field"
# Of a field that is empty unless it is chosen.
_NO_FIELD = "-"


def has_window() -> bool:
    """Whether QGIS's window shows what algorithms say; on the console names are typed."""
    return QgsApplication.platform() == "desktop"


def choice_words(definition: QgsProcessingParameterDefinition) -> dict[str, str]:
    """The words that dialogs show for the codes of a choice; none for any other parameter."""
    found = definition.metadata().get(_WIDGET, {})
    return found.get("words", {}) if isinstance(found, dict) else {}


def class_field_parameter(
    name: str, label: str, layer: str, usual: str = _NO_FIELD
) -> QgsProcessingParameterField:
    """An optional field for the class, which dialogs guess.

    Args:
        name: of the parameter.
        label: of the dialog.
        layer: name of the parameter of the layer.
        usual: the field that is meant where none is chosen.
    """
    made = QgsProcessingParameterField(name, label, parentLayerParameterName=layer, optional=True)
    made.setMetadata({**made.metadata(), _CLASS_FIELD: usual})
    return made


def usual_class_field(definition: QgsProcessingParameterDefinition) -> str:
    """What ``class_field_parameter`` was told; empty for any other parameter."""
    return definition.metadata().get(_CLASS_FIELD, "")


def put_in_section(definition: QgsProcessingParameterDefinition, section: str) -> None:
    """Remember below which heading a parameter stands."""
    if section:
        definition.setMetadata({**definition.metadata(), _SECTION: section})


def section_of(definition: QgsProcessingParameterDefinition) -> str:
    """The heading that a parameter stands below, empty for none."""
    return definition.metadata().get(_SECTION, "")
