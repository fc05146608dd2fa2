"""Fields of classes in Processing's dialogs, guessed as the dock guesses them."""

from __future__ import annotations

from qgis.core import QgsProcessingParameters, QgsVectorLayer
from qgis.PyQt.QtWidgets import QWidget

from ...algorithms.dialogs.definitions import usual_class_field
from ..widgets.guess_field import guess_class_field


def guess_class_fields(window: QWidget) -> None:
    """Choose the field of the class for each layer that the user chooses in the window.

    What is set before the window shows, such as the parameters of an earlier run, stays.
    """
    panel = window.mainWidget()
    for wrapper in panel.wrappers.values():
        definition = wrapper.parameterDefinition()
        usual = usual_class_field(definition)
        parent = panel.wrappers.get(definition.parentLayerParameterName() if usual else "")
        if parent is not None:
            # By its value: the next turn of the loop has others.
            parent.widgetValueHasChanged.connect(
                lambda changed, wrapper=wrapper, usual=usual: _guess(
                    window, changed, wrapper, usual
                )
            )


def _guess(window: QWidget, parent, wrapper, usual: str) -> None:
    if not window.isVisible():
        return
    context = window.mainWidget().processing_context
    definition = parent.parameterDefinition()
    values = {definition.name(): parent.parameterValue()}
    layer = QgsProcessingParameters.parameterAsVectorLayer(definition, values, context)
    if not isinstance(layer, QgsVectorLayer) or layer.fields().lookupField(usual) >= 0:
        return
    field = guess_class_field(layer, is_chosen=True)
    if field and not wrapper.parameterValue():
        wrapper.setParameterValue(field, context)
