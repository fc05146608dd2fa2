"""Widgets of QGIS as widgets of PyQt6."""

from __future__ import annotations

import types

from anything import Anything, Made
from PyQt6 import QtCore, QtWidgets
from PyQt6.QtCore import pyqtSignal


def _takes(*names):
    """Methods of QGIS's own that take anything and give nothing."""
    return {name: (lambda self, *args: None) for name in names}


class QgsMapLayerComboBox(QtWidgets.QComboBox):
    """A list without layers, or of those that a test gives it."""

    layerChanged = pyqtSignal(object)
    vars().update(_takes("setFilters", "setAllowEmptyLayer", "setExceptedLayerList"))
    _layer = None

    def currentLayer(self):
        """The one that was set."""
        return self._layer

    def setLayer(self, layer):
        """Show a layer."""
        self._layer = layer
        self.layerChanged.emit(layer)

    def allowEmptyLayer(self):
        """Whether none can be chosen."""
        return True


class QgsFieldComboBox(QtWidgets.QComboBox):
    """A list without fields."""

    fieldChanged = pyqtSignal(str)
    vars().update(_takes("setAllowEmptyFieldName", "setLayer", "setField", "setFilters"))

    def currentField(self):
        """No field."""
        return ""


class QgsRasterBandComboBox(QtWidgets.QComboBox):
    """A list without bands."""

    bandChanged = pyqtSignal(int)
    vars().update(_takes("setLayer", "setBand", "setShowNotSetOption"))

    def currentBand(self):
        """The first."""
        return 1


class QgsFileWidget(QtWidgets.QWidget):
    """A line with a button."""

    fileChanged = pyqtSignal(str)
    StorageMode = Made("StorageMode", (Anything,), {})
    vars().update(
        _takes(
            "setStorageMode", "setDialogTitle", "setFilter", "setDefaultRoot", "setConfirmOverwrite"
        )
    )

    def __init__(self, parent=None):
        super().__init__(parent)
        self._line = QtWidgets.QLineEdit(self)
        self._line.textChanged.connect(self.fileChanged)

    def lineEdit(self):
        """Where the path is typed."""
        return self._line

    def filePath(self):
        """What is typed."""
        return self._line.text()

    def setFilePath(self, path):
        """Show a path."""
        self._line.setText(path)


class QgsFilterLineEdit(QtWidgets.QLineEdit):
    """A line that can be cleared."""

    vars().update(_takes("setShowClearButton"))


class QgsCollapsibleGroupBox(QtWidgets.QGroupBox):
    """A group of fields."""

    collapsedStateChanged = pyqtSignal(bool)
    vars().update(_takes("setCollapsed", "setSaveCollapsedState", "setSettingGroup"))

    def isCollapsed(self):
        """Always open."""
        return False


class QgsDockWidget(QtWidgets.QDockWidget):
    """A dock."""

    closedStateChanged = pyqtSignal(bool)

    def setUserVisible(self, visible):
        """Show or hide it."""
        self.setVisible(visible)

    def isUserVisible(self):
        """Whether it is shown."""
        return self.isVisible()


class QgsAbstractProcessingParameterWidgetWrapper(QtCore.QObject):
    """What puts a widget into Processing's dialogs."""

    widgetValueHasChanged = pyqtSignal(object)

    def __init__(self, parameter=None, kind=None, parent=None):
        super().__init__(parent)

    def parameterDefinition(self):
        """Anything with a tooltip."""
        return types.SimpleNamespace(toolTip=lambda: "a tip")

    setDialog = lambda self, dialog: None


class AlgorithmDialog(QtWidgets.QDialog):
    """Processing's dialog of an algorithm."""

    algorithmFinished = pyqtSignal(bool, object)
