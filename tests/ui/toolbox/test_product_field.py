"""The field for a product in Processing's dialogs: a folder or a zip file."""

import pytest


@pytest.fixture
def parameter(qgis):
    algorithm = qgis.processingRegistry().createAlgorithmById("tilewright:loadsentinel2")
    # Its definitions go with it.
    yield algorithm.parameterDefinition("INPUT")
    del algorithm


# Qt asks a class about its signals as long as there is any of its objects: they are made once.
_classes = {}


@pytest.fixture
def make_wrapper(parameter):
    """The wrapper that Processing makes for a dialog of this class."""
    from processing.gui.wrappers import WidgetWrapperFactory
    from qgis.PyQt import sip
    from qgis.PyQt.QtWidgets import QDialog

    made = []

    def make(name="AlgorithmDialog", **attributes):
        kind = _classes.setdefault(name, type(name, (QDialog,), {}))
        dialog = kind()
        for key, value in attributes.items():
            setattr(dialog, key, value)
        wrapper = WidgetWrapperFactory.create_wrapper(parameter, dialog)
        made.append((wrapper, dialog))
        return wrapper

    yield make
    # Wrappers know their dialog and their widget without holding them.
    for wrapper, dialog in made:
        widget = getattr(wrapper, "kept", None)
        if widget is not None:
            sip.delete(widget)
        sip.delete(wrapper)
        sip.delete(dialog)


def find_field(wrapper):
    """The field of a wrapper, as a dialog makes it."""
    from qgis.core import QgsProcessingContext

    from tilewright.ui.toolbox.product_field import ProductField

    widget = wrapper.createWrappedWidget(QgsProcessingContext())
    # The wrapper's widget belongs to whoever asked for it.
    wrapper.kept = widget
    return widget.findChild(ProductField)


@pytest.mark.parametrize("dialog", ["AlgorithmDialog", "AlgorithmWidget", "BatchAlgorithmDialog"])
def test_a_folder_or_a_zip_file_can_be_chosen(make_wrapper, monkeypatch, tmp_path, dialog):
    from qgis.PyQt.QtWidgets import QFileDialog

    wrapper = make_wrapper(dialog)
    field = find_field(wrapper)
    told = []
    wrapper.widgetValueHasChanged.connect(lambda _: told.append(wrapper.parameterValue()))
    folder, archive = str(tmp_path / "S2A.SAFE"), str(tmp_path / "S2A.zip")
    asked = []

    def choose_folder(*args):
        asked.append(args[2])
        return folder

    def choose_file(*args):
        asked.append(args[2])
        assert "*.zip" in args[3]
        return archive, ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose_folder)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose_file)
    names = [action.text() for action in field.button.menu().actions()]
    assert names == ["Folder (.SAFE)…", "Zip File…"]
    for action in field.button.menu().actions():
        action.trigger()
    assert told == [folder, archive]
    # The second looks where the first was found.
    assert asked[1] == str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    field.button.menu().actions()[0].trigger()
    assert wrapper.parameterValue() == archive


def test_a_value_that_is_given_is_shown(make_wrapper):
    from qgis.core import QgsProcessingContext

    wrapper = make_wrapper()
    field = find_field(wrapper)
    wrapper.setParameterValue("/data/S2A.zip", QgsProcessingContext())
    assert field.path() == wrapper.parameterValue() == "/data/S2A.zip"


def test_what_is_dropped_becomes_a_path(qgis):
    from qgis.PyQt.QtCore import QMimeData, QPoint, Qt, QUrl
    from qgis.PyQt.QtGui import QDropEvent

    from tilewright.ui.toolbox.product_field import ProductField

    field = ProductField()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/data/S2A é.SAFE")])
    event = QDropEvent(
        QPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    field.line.dropEvent(event)
    assert field.path() == "/data/S2A é.SAFE"


def test_the_model_designer_offers_its_own_sources(make_wrapper, qgis):
    from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm
    from qgis.gui import QgsProcessingModelerParameterWidget

    wrapper = make_wrapper(
        "ModelerParametersDialog",
        model=QgsProcessingModelAlgorithm("m", "g"),
        childId="loadsentinel2",
        context=QgsProcessingContext(),
    )
    assert isinstance(wrapper, QgsProcessingModelerParameterWidget)
