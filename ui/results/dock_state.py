"""The dock's settings, marks and corrections, kept with a run and put back."""

from __future__ import annotations

from ..cells.map_marks import marks_text
from ..settings.dock_settings import DockSettings
from .run_history import RunRecord
from .told_settings import ToldSettings


def take_state(dock) -> RunRecord:
    """What a run of the dock is about to be made of."""
    settings = dock.settings()
    return RunRecord(
        settings.output,
        settings=settings.to_json(),
        cloud_marks=dock.cloud_marks.marks.text(),
        label_edits=dock.label_edits.marks.text(),
    )


def state_told(folder: str, told: ToldSettings) -> RunRecord:
    """The same of what a dataset tells."""
    return RunRecord(
        folder,
        settings=told.settings.to_json(),
        cloud_marks=marks_text(told.cloud_marks),
        label_edits=marks_text(told.label_edits),
    )


def put_back(dock, record: RunRecord) -> None:
    """Set all pages, marks and corrections as they were; marks can be undone."""
    dock.apply(DockSettings.from_json(record.settings))
    dock.cloud_marks.marks.take(record.cloud_marks)
    dock.label_edits.marks.take(record.label_edits)
    # As if the user had set them one by one: the project remembers them.
    dock.image.changed.emit()
