"""Objects of QGIS as objects of PyQt6."""

from __future__ import annotations

import types

from anything import Anything, Made, give_anything
from PyQt6 import QtCore, QtGui
from PyQt6.QtCore import pyqtSignal


class Qgis(Anything):
    """The first version with Qt 6 alone."""

    QGIS_VERSION_INT = 40000
    QGIS_VERSION = "4.0.0"


class QgsApplication(Anything):
    """The few things that Qt checks when it gets them."""

    @staticmethod
    def getThemeIcon(name):
        """An icon without a picture."""
        return QtGui.QIcon()

    @staticmethod
    def processingRegistry():
        """One that has every algorithm."""
        return Registry()


class Registry(Anything):
    """Where algorithms come from."""

    def algorithmById(self, name):
        """One that says yes to everything."""
        yes = {"canExecute": lambda *_: (True, ""), "checkParameterValues": lambda *_: (True, "")}
        return types.SimpleNamespace(**yes)

    createAlgorithmById = algorithmById


class QgsProject(QtCore.QObject):
    """A project without layers."""

    layersWillBeRemoved = pyqtSignal(list)
    layersRemoved = pyqtSignal(list)
    layersAdded = pyqtSignal(list)
    layerWasAdded = pyqtSignal(object)
    cleared = pyqtSignal()
    readProject = pyqtSignal()
    crsChanged = pyqtSignal()
    transformContextChanged = pyqtSignal()
    ellipsoidChanged = pyqtSignal(str)

    @classmethod
    def instance(cls):
        """The one that is open."""
        if "_open" not in vars(cls):
            cls._open = cls()
            cls._layers, cls._entries = {}, {}
        return cls._open

    def mapLayers(self, *args):
        """Layers by id."""
        return self._layers

    def mapLayer(self, id_):
        """One of them."""
        return self._layers.get(id_)

    def count(self):
        """How many there are."""
        return len(self._layers)

    def readEntry(self, scope, key, default=""):
        """A text of the project's own, and whether there is one."""
        return self._entries.get(key, default), key in self._entries

    def writeEntry(self, scope, key, text):
        """Keep a text."""
        self._entries[key] = text

    def absolutePath(self):
        """It was never saved."""
        return ""

    homePath = absolutePath

    def removeEntry(self, scope, key):
        """Forget a text."""
        self._entries.pop(key, None)

    def __getattr__(self, name):
        return give_anything


class QgsSettings(Anything):
    """Nobody has set anything."""

    def value(self, key, default=None, *args, **kwargs):
        """The default."""
        return default


class QgsFeedback(QtCore.QObject):
    """Hears of a cancel."""

    canceled = pyqtSignal()
    progressChanged = pyqtSignal(float)

    def isCanceled(self):
        """Never."""
        return False

    def setProgress(self, percent):
        """Qt checks what is taken for a number."""
        self.progressChanged.emit(percent)

    cancel = lambda self: self.canceled.emit()


class QgsProcessingFeedback(QgsFeedback):
    """And of messages."""

    def __init__(self, log=True):
        super().__init__()

    def __getattr__(self, name):
        return give_anything


class QgsTask(QtCore.QObject):
    """Work in the background, which nobody does here."""

    taskCompleted = pyqtSignal()
    taskTerminated = pyqtSignal()
    progressChanged = pyqtSignal(float)
    Flag = Made("Flag", (Anything,), {})

    def __init__(self, *args):
        super().__init__()

    cancel = lambda self: None

    def waitForFinished(self, milliseconds):
        """It has ended."""
        return True


class QgsProcessingAlgRunnerTask(QgsTask):
    """An algorithm in the background."""

    executed = pyqtSignal(bool, dict)

    def isCanceled(self):
        """Never."""
        return False


class QgsProcessingParameterDefinition(Anything):
    """A parameter that knows its name and its default; all kinds of them derive from it."""

    _PLACE = 2

    def __init__(self, name="", label="", *args, **kwargs):
        self._name = name
        given = (name, label, *args)
        default = given[self._PLACE] if len(given) > self._PLACE else None
        self._default = kwargs.get("defaultValue", default)

    def name(self):
        """What it is called."""
        return self._name

    def defaultValue(self):
        """A number, text or truth value; None where there is none, or it is something else."""
        is_plain = isinstance(self._default, (str, int, float, bool))
        return self._default if is_plain else None


class QgsProcessingParameterNumber(QgsProcessingParameterDefinition):
    """Its type comes before its default."""

    _PLACE = 3


class QgsProcessingAlgorithm(Anything):
    """Keeps its parameters."""

    def addParameter(self, parameter, create_output=True):
        """Keep a parameter."""
        vars(self).setdefault("_parameters", []).append(parameter)

    def parameterDefinitions(self):
        """All that were kept."""
        return vars(self).get("_parameters", [])


class QgsProcessingException(Exception):
    """What algorithms raise."""


class QgsCsException(Exception):
    """What transformations raise."""
