"""What all algorithms share: help, errors, cancel, layers in and out."""

from __future__ import annotations

import os
import traceback
from collections.abc import Mapping
from types import MappingProxyType

from qgis.core import (
    QgsMessageLog,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from ...core.errors import CancelledError, TilewrightError
from ...core.files.intact import check_whole, told_of_checks
from ...core.files.staged import StagedFiles
from ...core.message import Message
from ...core.run.opened import OpenedThings, collecting_opened
from ..dialogs.definitions import has_window, put_in_section
from ..dialogs.parameter_help import make_panel
from .check_values import names_address, refuse_values
from .compat import plain_paths
from .dependencies import installation_help, missing_packages
from .layer_snapshot import LayerSnapshot, take_snapshots
from .long_runs import (
    allow_network,
    delayed_collector,
    gdal_without_network,
    limited_gdal_cache,
    short_turns,
)
from .output_paths import check_parameters
from .parameters import names_lost, takes_more
from .release_layers import has_noted_layers, note_layers, release_layers, take_noted_layers
from .values import Values
from .warn_once import warning_once
from .words import ICONS, LOG_TAG, Worded, put_into_words, tr

# Numbers that Windows gives when it refuses access, and when others use a file.
_LOCKED = (5, 32, 33)
_MEMORY = Message("Memory ran out; close other programs, or choose a smaller area or tile size.")
# What Python says where there is no room for a thread's stack.
_NO_THREAD = "start new thread"


class TilewrightAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms: subclasses name themselves and do their work in ``compute``."""

    ID = ""
    NAME = ""
    GROUP_ID = ""
    GROUP = ""
    HELP = ""
    TAGS: tuple[str, ...] = ()
    ICON = "tilewright.svg"
    # What parameters are called here that the engine's messages (their roles) call otherwise.
    NAMES: dict[str, str] = {}
    # The layers that were open when it started, by parameter.
    snapshots: Mapping[str, LayerSnapshot] = MappingProxyType({})
    # Reads colours by class that a label layer tells, once a step has given classes to tiles.
    read_label_colors = None
    # Makes the dialog in QGIS's window; None where there is no window.
    make_dialog = None
    # The heading that the next parameters stand below.
    _section = ""

    def name(self) -> str:
        return self.ID

    def displayName(self) -> str:
        return tr(self.NAME)

    def group(self) -> str:
        return tr(self.GROUP)

    def groupId(self) -> str:
        return self.GROUP_ID

    def shortHelpString(self) -> str:
        if has_window():
            return make_panel(tr(self.HELP), self.parameterDefinitions(), ICONS)
        return tr(self.HELP)

    def shortDescription(self) -> str:
        return tr(self.HELP).split(". ")[0].rstrip(".") + "."

    def tags(self) -> list[str]:
        return [tr(tag) for tag in self.TAGS]

    def icon(self) -> QIcon:
        of_group = ICONS / f"group_{self.GROUP_ID}.svg"
        return QIcon(str(of_group if of_group.exists() else ICONS / self.ICON))

    def createInstance(self):
        return type(self)()

    def canExecute(self):
        missing = missing_packages()
        return (False, installation_help(missing)) if missing else (True, "")

    def createCustomParametersWidget(self, parent=None):
        make = TilewrightAlgorithm.make_dialog
        return None if make is None else make(self, parent)

    def say(self, message: Message, feedback=None, names: dict[str, str] | None = None) -> Worded:
        """A message for who reads it: by the dialog's labels in QGIS's window."""
        definitions = self.parameterDefinitions() if has_window() else ()
        names = self.NAMES if names is None else names
        return put_into_words(message, names, feedback, definitions)

    def begin_section(self, title: str) -> None:
        """Put the parameters that are added from here on below a heading."""
        self._section = tr(title)

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str, advanced=False):
        """Add a parameter with its help; rare ones go to the advanced section."""
        parameter.setHelp(tr(help_text))
        put_in_section(parameter, self._section)
        if advanced:
            parameter.setFlags(
                parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced
            )
        self.addParameter(parameter)

    def checkParameterValues(self, parameters, context):
        """See check_values: QGIS says less, or nothing."""
        note_layers(context)
        parameters = plain_paths(parameters)
        with gdal_without_network(not names_address(self, parameters, context)):
            try:
                message = refuse_values(self, parameters, context)
            except MemoryError:
                message = _MEMORY
            if message is not None:
                return False, self.say(message, names={})
            others = {
                d.name() for d in self.parameterDefinitions() if takes_more(d) or names_lost(d)
            }
            known = {name: value for name, value in parameters.items() if name not in others}
            return super().checkParameterValues(known, context)

    def prepareAlgorithm(self, parameters, context, feedback) -> bool:
        # QGIS swallows what is raised here and says only that something went wrong: it is kept and
        # raised where it is heard.
        self._refusal = None
        parameters = plain_paths(parameters)
        self._opened = OpenedThings()
        self._is_checked = has_noted_layers(context)
        self._layers_before = take_noted_layers(context)
        try:
            # Dialogs ask canExecute; qgis_process, models and scripts do not.
            can_execute, why_not = self.canExecute()
            if not can_execute:
                raise QgsProcessingException(why_not)
            # This thread draws the window: files are checked in another, before they are read.
            told = told_of_checks(is_off=True)
            self._stays_here = not names_address(self, parameters, context)
            held_back = gdal_without_network(self._stays_here)
            with told as self._unchecked, collecting_opened(self._opened), held_back:
                self._guarded(self._take, Values(self, parameters, context, feedback))
        except QgsProcessingException as error:
            self._opened.close()
            # The text alone: an error holds what its work held, until Python finds that cycle.
            self._refusal = str(error)
        return True

    def processAlgorithm(self, parameters, context, feedback) -> dict:
        results, refusal = self._process(parameters, context, feedback)
        if refusal is None:
            return results
        release_layers(context, self._layers_before)
        # QGIS never frees the error, nor what this frame holds.
        del self, parameters, context, feedback, results
        raise QgsProcessingException(refusal)

    def _process(self, parameters, context, feedback) -> tuple[dict, str | None]:
        """The results, and the sentence for the user where there are none."""
        if self._refusal is not None:
            return {}, self._refusal
        self.feedback = feedback
        self.staged = StagedFiles()
        values = Values(self, plain_paths(parameters), context, feedback)
        told = told_of_checks(feedback.isCanceled, values.info)
        opened = collecting_opened(self._opened)
        held_back = gdal_without_network(self._stays_here)
        try:
            with limited_gdal_cache(), delayed_collector(), held_back:  # noqa: SIM117
                with opened, told, warning_once(), short_turns(has_window()):
                    return self._guarded(self._compute, values), None
        except QgsProcessingException as error:
            return {}, str(error)
        finally:
            self.feedback = None
            self._opened.close()
            self.staged.discard()

    def reach_network(self) -> None:
        """From here on GDAL may ask the addresses that were found in what the user named.

        To be called in take_inputs; else only an address among the parameters allows it.
        """
        self._stays_here = False
        allow_network()

    def _take(self, values: Values) -> None:
        # Models run their steps without checkParameterValues.
        message = None
        if not self._is_checked:
            message = refuse_values(self, values.parameters, values.context)
        if message is not None:
            raise QgsProcessingException(self.say(message, names={}))
        self.snapshots = take_snapshots(values)
        check_parameters(values)
        self.take_inputs(values)

    def take_inputs(self, values: Values) -> None:
        """What must happen in the main thread: taking what is needed from layers."""

    def _compute(self, values: Values) -> dict:
        for path in self._unchecked:
            check_whole(path)
        results = self.compute(values)
        if self.staged:
            # From here on there are results.
            values.check_cancelled()
        self.staged.commit()
        return results

    def compute(self, values: Values) -> dict:
        """The work, in any thread."""
        raise QgsProcessingException(f"{self.ID} has nothing to run.")

    def _guarded(self, work, values: Values):
        """Users see a sentence; what only developers can read goes to the message log."""
        try:
            return work(values)
        except QgsProcessingException:
            raise
        except CancelledError:
            raise QgsProcessingException(tr("Cancelled.")) from None
        except TilewrightError as error:
            message = error.message
        except MemoryError:
            message = _MEMORY
        except OSError as error:
            message = _describe_os_error(error)
        except Exception as error:
            if isinstance(error, RuntimeError) and _NO_THREAD in str(error):
                raise QgsProcessingException(self.say(_MEMORY, values.feedback)) from None
            QgsMessageLog.logMessage(traceback.format_exc(), LOG_TAG)
            message = Message(
                "Tilewright failed unexpectedly ({kind}: {reason}); the details are in View > "
                "Panels > Log Messages, tab Tilewright. Please report them.",
                kind=type(error).__name__,
                reason=str(error),
            )
        raise QgsProcessingException(self.say(message, values.feedback))


def _describe_os_error(error: OSError) -> Message:
    import errno

    path = error.filename or Message("a file")
    if error.errno == errno.ENOSPC:
        return Message(
            "The disk is full: {path} cannot be written. Free some space, then run again with "
            "{RESUME}.",
            path=path,
        )
    reason = error.strerror or str(error)
    # On Windows programs keep others from replacing what they have open.
    if getattr(error, "winerror", None) in _LOCKED and os.path.isfile(path):
        return Message(
            "{path} cannot be replaced: {reason}. Close it where it is open, as a layer of the "
            "project or in another program, or choose another file.",
            path=path,
            reason=reason,
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Message(
            "{path} cannot be written: {reason}. Choose another folder.", path=path, reason=reason
        )
    return Message("{path} cannot be read or written: {reason}.", path=path, reason=reason)
