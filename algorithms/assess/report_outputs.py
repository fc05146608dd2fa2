"""A page, the same as JSON beside it, and a table: outputs of algorithms that report on maps."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingOutputFile, QgsProcessingParameterFileDestination

from ...core.report.files import numbers_path
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr

REPORT, REPORT_JSON, CSV = "REPORT", "REPORT_JSON", "CSV"


def add_report_parameters(
    alg: TilewrightAlgorithm, page_help: str, table_title: str, table_help: str
) -> None:
    """The page and the table, each with what it holds."""
    alg.add(
        QgsProcessingParameterFileDestination(
            REPORT, tr("Report"), tr("HTML files (*.html)"), optional=True
        ),
        page_help,
    )
    alg.add(
        QgsProcessingParameterFileDestination(
            CSV, tr(table_title), tr("CSV (*.csv)"), optional=True, createByDefault=False
        ),
        table_help,
    )


def add_report_json(alg: TilewrightAlgorithm) -> None:
    """What goes beside the page, as an output."""
    alg.addOutput(QgsProcessingOutputFile(REPORT_JSON, tr("Report as JSON")))


def report_results(values: Values, page: Path | None) -> tuple[Path | None, dict[str, str]]:
    """Where the table goes, None for nowhere, and what an algorithm returns of all three.

    Args:
        values: of the algorithm.
        page: where the page goes; None for nowhere.
    """
    table = values.output_file(CSV)
    results = {CSV: table} if table else {}
    if page is not None:
        results.update({REPORT: str(page), REPORT_JSON: str(numbers_path(page))})
    return Path(table) if table else None, results
