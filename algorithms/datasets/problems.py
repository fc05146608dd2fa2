"""What Validate Dataset found, in the log and as a layer."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)

from ...core.dataset.manifest import row_files
from ...core.faults.fault import Fault
from ...core.message import Message, counted
from ...core.tiles.table import TEXT, Field
from ...core.validate.findings import Findings
from ...core.validate.opened import OpenedDataset
from ...core.validate.validate import validate_dataset
from ..base.values import Values
from ..base.words import put_into_words
from ..outputs.new_layer import NewLayer
from ..outputs.tiles import layer_fields

_FIELDS = ("kind", "severity", "file", "tile_id", "problem", "remedy")
_BOUNDS = ("xmin", "ymin", "xmax", "ymax")
_MOST_LINES = 20


def validate_written(values: Values, folder: str) -> None:
    """Tell of faults in a dataset that was just written."""
    _, findings = validate_dataset(folder, is_cancelled=values.feedback.isCanceled)
    log_findings(values, findings)


def log_findings(values: Values, findings: Findings) -> None:
    """Tell of the first faults and of how many there are."""
    faults = [fault for fault in findings.shown if not fault.is_note]
    for fault in faults[:_MOST_LINES]:
        values.warn(
            "{file}: {what} {remedy}", file=fault.file, what=fault.what, remedy=fault.remedy
        )
    for fault in findings.shown:
        if fault.is_note:
            values.info(
                "{file}: {what} {remedy}", file=fault.file, what=fault.what, remedy=fault.remedy
            )
    if findings.passed:
        values.info("Passed: no fault was found in the dataset.")
    else:
        values.warn(
            counted(
                findings.problem_count,
                "Not passed: {count} fault was found in the dataset.",
                "Not passed: {count} faults were found in the dataset.",
            )
        )


def write_problems(
    values: Values, name: str, dataset: OpenedDataset, findings: Findings
) -> str | None:
    """The layer of findings that a parameter asks for; returns where it is, if anybody asked."""
    crs = {row.get("crs") or "" for row in dataset.rows}
    system = QgsCoordinateReferenceSystem(crs.pop()) if len(crs) == 1 else None
    layer = NewLayer(
        values,
        name,
        layer_fields([Field(field, TEXT) for field in _FIELDS]),
        (QgsWkbTypes.Type.Polygon, system or QgsCoordinateReferenceSystem()),
    )
    if not layer.is_wanted:
        return None
    layer.write(list(_features(dataset, findings)))
    layer.close()
    return layer.destination


def _features(dataset: OpenedDataset, findings: Findings) -> Iterator[QgsFeature]:
    wanted = {fault.file for fault in findings.shown}
    rows = {}
    for row in dataset.rows:
        own = {*row_files(row), dataset.layout.name_sidecar(row["file"])}
        rows.update(dict.fromkeys(own & wanted, row))
    for fault in findings.shown:
        yield _feature(fault, rows.get(fault.file, {}))


def _feature(fault: Fault, row: dict[str, str]) -> QgsFeature:
    feature = QgsFeature()
    severity = Message("note") if fault.is_note else Message("fault")
    feature.setAttributes(
        [
            fault.kind,
            str(put_into_words(severity, {})),
            fault.file,
            row.get("tile_id") or None,
            str(put_into_words(fault.what, {})),
            str(put_into_words(fault.remedy, {})),
        ]
    )
    try:
        bounds = QgsRectangle(*(float(row[name]) for name in _BOUNDS))
    except (KeyError, TypeError, ValueError):
        return feature
    feature.setGeometry(QgsGeometry.fromRect(bounds))
    return feature
