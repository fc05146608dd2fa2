"""The field for a choice in Processing's dialogs."""

from __future__ import annotations

import pytest

WORDS = {"DROP": "leave out", "KEEP": "keep, smaller"}
_classes = {}


@pytest.fixture
def make_field(qgis):
    """The wrapper and widget that a dialog of a class makes for a choice."""
    from processing.gui.wrappers import WidgetWrapperFactory
    from qgis.core import QgsProcessingContext
    from qgis.PyQt.QtWidgets import QDialog

    from tilewright.algorithms.base.parameters import enum_parameter

    kept = []

    def make(name="AlgorithmDialog", several=False, **attributes):
        parameter = enum_parameter(
            "HOW", "How", list(WORDS), "KEEP", titles=WORDS, takes_several=several
        )
        kind = _classes.setdefault(name, type(name, (QDialog,), {}))
        dialog = kind()
        for key, value in attributes.items():
            setattr(dialog, key, value)
        wrapper = WidgetWrapperFactory.create_wrapper(parameter, dialog)
        widget = wrapper
        if hasattr(wrapper, "createWrappedWidget"):
            widget = wrapper.createWrappedWidget(QgsProcessingContext())
        kept.extend((parameter, dialog, wrapper, widget))
        return wrapper, widget

    return make


@pytest.mark.parametrize("dialog", ["AlgorithmDialog", "AlgorithmWidget", "BatchAlgorithmDialog"])
def test_a_list_shows_words_and_gives_codes(make_field, dialog):
    from qgis.core import QgsProcessingContext
    from qgis.PyQt.QtWidgets import QComboBox

    wrapper, widget = make_field(dialog)
    box = widget.findChild(QComboBox)
    assert [box.itemText(k) for k in range(box.count())] == list(WORDS.values())
    assert (box.currentText(), wrapper.parameterValue()) == ("keep, smaller", "KEEP")
    heard = []
    wrapper.widgetValueHasChanged.connect(heard.append)
    box.setCurrentIndex(0)
    assert wrapper.parameterValue() == "DROP"
    assert len(heard) == 1
    wrapper.setParameterValue("KEEP", QgsProcessingContext())
    assert box.currentText() == "keep, smaller"


def test_several_are_ticked(make_field):
    from qgis.core import QgsProcessingContext
    from qgis.PyQt.QtWidgets import QCheckBox

    wrapper, widget = make_field(several=True)
    boxes = widget.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == list(WORDS.values())
    assert wrapper.parameterValue() == ["KEEP"]
    boxes[0].setChecked(True)
    assert wrapper.parameterValue() == ["DROP", "KEEP"]
    wrapper.setParameterValue("DROP", QgsProcessingContext())
    assert [box.isChecked() for box in boxes] == [True, False]


def test_the_model_designer_shows_words_and_stores_codes(make_field):
    from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm
    from qgis.PyQt.QtWidgets import QComboBox

    model, context = QgsProcessingModelAlgorithm(), QgsProcessingContext()
    wrapper, _ = make_field("ModelerParametersDialog", model=model, childId="one", context=context)
    (box,) = (b for b in wrapper.findChildren(QComboBox) if b.findText("leave out") >= 0)
    assert [box.itemText(k) for k in range(box.count())] == list(WORDS.values())
    box.setCurrentIndex(0)
    value = wrapper.value()
    source = value[0] if isinstance(value, list) else value
    assert source.staticValue() == "DROP"


@pytest.mark.parametrize("several", [False, True])
def test_what_python_knows_of_a_field_is_kept_until_the_field_is_deleted(make_field, several):
    from qgis.PyQt import sip
    from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

    from tilewright.ui.toolbox import hand_to_qgis

    before = len(hand_to_qgis._kept)
    _, widget = make_field(several=several)
    window = QWidget()
    QVBoxLayout(window).addWidget(widget)
    assert len(hand_to_qgis._kept) == before + 1
    sip.delete(window)
    assert sip.isdeleted(widget)
    assert len(hand_to_qgis._kept) == before
