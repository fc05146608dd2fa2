"""The values of an algorithm's parameters, read the same way everywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRectangle,
)

from ...core.errors import CancelledError, ParameterError, RasterError
from ...core.message import Message, Parameter
from .compat import field_names, is_null
from .layer_snapshot import FeatureSource
from .parameters import required_source
from .warn_once import is_new_warning

if TYPE_CHECKING:
    from .algorithm import TilewrightAlgorithm


class Values:
    """The values of an algorithm's parameters, in the types that the engine takes.

    Args:
        alg: the algorithm, which defines the parameters.
        parameters: what it was called with.
        context: where layers are found.
        feedback: progress, cancel and log.
        prefix: stands before the names of the parameters that are asked for, so that one reader
            serves algorithms that name the same parameters differently.

    Attributes:
        own: whole names of parameters that the algorithm was called with otherwise.
    """

    def __init__(
        self,
        alg: TilewrightAlgorithm,
        parameters: dict,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        prefix: str = "",
    ) -> None:
        self.alg = alg
        self.parameters = parameters
        self.context = context
        self.feedback = feedback
        self.prefix = prefix
        self.own: frozenset[str] = frozenset()

    def replaced(
        self, parameters: dict | None = None, feedback: QgsProcessingFeedback | None = None
    ) -> Values:
        """The same reader with other parameters, or another feedback."""
        parameters = self.parameters if parameters is None else parameters
        feedback = feedback or self.feedback
        return self._like(parameters, feedback, self.prefix)

    def overridden(self, parameters: Mapping[str, object]) -> Values:
        """The same reader where some parameters, by their whole names, have other values.

        Layers that these name are opened anew.
        """
        merged = {**self.parameters, **parameters}
        values = self._like(merged, self.feedback, self.prefix)
        values.own = self.own | parameters.keys()
        return values

    def prefixed(self, prefix: str) -> Values:
        """The values of the parameters whose names begin so."""
        return self._like(self.parameters, self.feedback, prefix)

    def _like(self, parameters: dict, feedback: QgsProcessingFeedback, prefix: str) -> Values:
        values = Values(self.alg, parameters, self.context, feedback, prefix)
        values.own = self.own
        return values

    def name(self, name: str) -> str:
        """The whole name of a parameter."""
        return self.prefix + name

    def has(self, name: str) -> bool:
        """Whether the algorithm has such a parameter at all."""
        return self.alg.parameterDefinition(self.name(name)) is not None

    def is_given(self, name: str) -> bool:
        """Whether an optional parameter has a value."""
        value = self.raw(name)
        return not is_null(value) and value != ""

    def raw(self, name: str) -> object:
        """What the algorithm was called with, or None."""
        return self.parameters.get(self.name(name))

    def double(self, name: str) -> float:
        return self.alg.parameterAsDouble(self.parameters, self.name(name), self.context)

    def optional_double(self, name: str) -> float | None:
        """A number; None where it was not given, or is NaN."""
        value = self.double(name) if self.is_given(name) else math.nan
        return None if math.isnan(value) else value

    def integer(self, name: str) -> int:
        return self.alg.parameterAsInt(self.parameters, self.name(name), self.context)

    def optional_integer(self, name: str) -> int | None:
        return self.integer(name) if self.is_given(name) else None

    def integers(self, name: str) -> list[int]:
        return self.alg.parameterAsInts(self.parameters, self.name(name), self.context)

    def flag(self, name: str) -> bool:
        return self.alg.parameterAsBool(self.parameters, self.name(name), self.context)

    def choice(self, name: str) -> str:
        """The word that was chosen from a list."""
        found = self.alg.parameterAsEnumString(self.parameters, self.name(name), self.context)
        # An optional choice that was emptied.
        return found or self.alg.parameterDefinition(self.name(name)).defaultValue() or ""

    def choices(self, name: str) -> list[str]:
        """The words that were chosen from a list that takes several, in the list's order."""
        found = self.alg.parameterAsEnumStrings(self.parameters, self.name(name), self.context)
        definition = self.alg.parameterDefinition(self.name(name))
        chosen = [word for word in definition.options() if word in found]
        return chosen or [definition.defaultValue()]

    def optional_date(self, name: str) -> date | None:
        """A day; None where none was given, or the text is none."""
        if not self.is_given(name):
            return None
        value = self.alg.parameterAsDateTime(self.parameters, self.name(name), self.context).date()
        return date(value.year(), value.month(), value.day()) if value.isValid() else None

    def day(self, name: str) -> date | None:
        """A day; None where none was given.

        Raises:
            RasterError: the text is no date.
        """
        day = self.optional_date(name)
        if day is None and self.is_given(name):
            raise RasterError(
                "{name} is {text}, which is not a date; write it like 2021-03-01.",
                name=Parameter(name),
                text=self.raw(name),
            )
        return day

    def text(self, name: str) -> str:
        """A text, empty where none was given."""
        return self.alg.parameterAsString(self.parameters, self.name(name), self.context)

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.is_given(name) else None

    def field_names(self, name: str) -> list[str]:
        """The fields that were chosen, where several can be."""
        return field_names(self, name)

    def file(self, name: str) -> str:
        return self.alg.parameterAsFile(self.parameters, self.name(name), self.context)

    def files(self, name: str) -> list[str]:
        return self.alg.parameterAsFileList(self.parameters, self.name(name), self.context)

    def output_file(self, name: str) -> str:
        """Where a file or folder is to be written."""
        return self.alg.parameterAsFileOutput(self.parameters, self.name(name), self.context)

    def output_page(self, name: str) -> Path | None:
        """Where an HTML page is to be written, if anybody asked for it."""
        path = self.output_file(name)
        if not path:
            return None
        return Path(path) if Path(path).suffix else Path(path).with_suffix(".html")

    def output_raster(self, name: str) -> str:
        return self.alg.parameterAsOutputLayer(self.parameters, self.name(name), self.context)

    def raster_layer(self, name: str) -> QgsRasterLayer | None:
        return self.alg.parameterAsRasterLayer(self.parameters, self.name(name), self.context)

    def layer(self, name: str) -> QgsMapLayer | None:
        """A layer of any kind."""
        return self.alg.parameterAsLayer(self.parameters, self.name(name), self.context)

    def layers(self, name: str) -> list:
        return self.alg.parameterAsLayerList(self.parameters, self.name(name), self.context)

    def extent(self, name: str, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
        """A rectangle in a coordinate system, in which one that names none is taken to be.

        Raises:
            ParameterError: it is none, or cannot be brought there.
        """
        found = self.alg.parameterAsExtent(self.parameters, self.name(name), self.context, crs)
        if found.isNull() or not found.isFinite():
            raise ParameterError(
                "{name} is no extent that {crs} knows; draw it on the map.",
                name=Parameter(name),
                crs=crs.authid() or Message("the coordinate system"),
            )
        return found

    def point(self, name: str, crs: QgsCoordinateReferenceSystem) -> QgsPointXY:
        """A place in a coordinate system, in which one that names none is taken to be.

        Raises:
            ParameterError: it cannot be brought there.
        """
        found = self.alg.parameterAsPoint(self.parameters, self.name(name), self.context)
        own = self.alg.parameterAsPointCrs(self.parameters, self.name(name), self.context)
        if own.isValid() and crs.isValid() and own != crs:
            transform = QgsCoordinateTransform(own, crs, self.context.transformContext())
            try:
                found = transform.transform(found)
            except QgsCsException:
                found = QgsPointXY(math.nan, math.nan)
        if not (math.isfinite(found.x()) and math.isfinite(found.y())):
            raise ParameterError(
                "{name} is no place that {crs} knows; choose one on the map.",
                name=Parameter(name),
                crs=crs.authid() or Message("the coordinate system"),
            )
        return found

    def source(self, name: str) -> FeatureSource:
        """A layer's features, which heed a cancel; see ``parameters.required_source``."""
        return required_source(self, name)

    def optional_source(self, name: str) -> FeatureSource | None:
        return self.source(name) if self.is_given(name) else None

    def info(self, template: str, /, **values: object) -> None:
        """A line for the log."""
        self.feedback.pushInfo(self._words(template, values))

    def warn(self, template: str, /, **values: object) -> None:
        """A warning for the log, which the dock shows beside the field that it is about."""
        self.feedback.pushWarning(self._words(template, values))

    def error(self, template: str, /, **values: object) -> None:
        """What went wrong in a run that goes on, in the red of errors."""
        self.feedback.reportError(self._words(template, values), False)

    def row(self, text: str) -> None:
        """A line of a table for the log, whose columns stay one below the other."""
        # The dialog's log is HTML, which would fold plain spaces into one.
        self.feedback.pushInfo(text.replace(" ", "\u00a0"))

    def warn_once(self, message: Message) -> None:
        """A warning, unless this run has given the very same: see ``warning_once``."""
        if is_new_warning(message):
            self.warn(message)

    def check_cancelled(self) -> None:
        """Stop where the user asked for it.

        Raises:
            CancelledError: the user did.
        """
        if self.feedback.isCanceled():
            raise CancelledError

    def _words(self, template: str, values: dict) -> str:
        is_message = isinstance(template, Message) and not values
        message = template if is_message else Message(template, **values)
        return self.alg.say(message, self.feedback)
