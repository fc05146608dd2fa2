"""Validate Dataset."""

from __future__ import annotations

import json

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ...core.errors import ParameterError
from ...core.files.whole import write_files
from ...core.loads.check import REFUSES, WRONG
from ...core.message import Message, counted
from ...core.validate.findings import Findings
from ...core.validate.loads_in import LOADERS, try_loaders
from ...core.validate.opened import OpenedDataset
from ...core.validate.report import write_validation_report
from ...core.validate.validate import validate_dataset
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import put_into_words, tr
from .problems import log_findings, write_problems

INPUT = "INPUT"
PYTHON = "PYTHON"
REPORT = "REPORT"
PROBLEMS = "PROBLEMS"
FAIL = "FAIL"
PASSED = "PASSED"
LOADS_IN = "LOADS_IN"
PROBLEM_COUNT = "PROBLEM_COUNT"


class ValidateDatasetAlgorithm(TilewrightAlgorithm):
    """Says whether a dataset is what it says."""

    ID = "validatedataset"
    NAME = "Validate dataset"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "validate", "check", "quality", "coco", "yolo", "voc", "report")
    HELP = (
        "Checks whether a dataset folder is what it says: every file decodes and has the size, "
        "bands and type of dataset.json, no file is missing or left over, classes agree in all "
        "files, and annotations lie on their images. Masks hold known numbers, and split lists "
        "share no tile. Each finding names a file and what helps. PASSED is false when anything is "
        "wrong."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFile(
                INPUT, tr("Dataset folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            "A folder that Export Tiles, Build Dataset or Export Time Series wrote. Nothing in it "
            "is changed.",
        )
        self.add(
            # Programs have names without a dot, which QGIS's own filter lets through nowhere.
            QgsProcessingParameterFile(
                PYTHON, tr("Python to load it in"), optional=True, fileFilter="(*)"
            ),
            "The program of a Python with the libraries that you train with, such as bin/python of "
            "an environment: each of them that reads the layout loads the dataset, and the count, "
            "the order of classes and three tiles are compared. The network is off and each takes "
            "at most 60 s. Runs that program: name one that you trust. Empty: no library is tried.",
        )
        self.add(
            QgsProcessingParameterBoolean(FAIL, tr("Fail when anything is wrong"), False),
            "Stops a model or a pipeline, once the report is written.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT, tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            "A page with all findings.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                PROBLEMS,
                tr("Problems"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            "A layer with a feature for each finding, with the outline of the tile that it is "
            "about, if it is about one. At most 20 of a kind.",
        )
        self.addOutput(QgsProcessingOutputBoolean(PASSED, tr("Nothing is wrong")))
        self.addOutput(QgsProcessingOutputNumber(PROBLEM_COUNT, tr("Problems found")))
        self.addOutput(QgsProcessingOutputString(LOADS_IN, tr("What loads it, as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._report = values.output_page(REPORT)

    def compute(self, values: Values) -> dict:
        python = values.file(PYTHON) if values.is_given(PYTHON) else ""
        dataset, findings = validate_dataset(
            values.text(INPUT),
            lambda share: values.feedback.setProgress((70 if python else 100) * share),
            values.feedback.isCanceled,
        )
        log_findings(values, findings)
        loads = _try_loaders(values, python, dataset) if python else {}
        # What a library makes something else of is a fault, whoever's it is.
        wrong = [name for name, text in loads.items() if text.startswith(f"{WRONG}:")]
        results = {
            PASSED: findings.passed and not wrong,
            PROBLEM_COUNT: findings.problem_count + len(wrong),
            LOADS_IN: json.dumps(loads, ensure_ascii=False),
        }
        destination = write_problems(values, PROBLEMS, dataset, findings)
        if destination is not None:
            results[PROBLEMS] = destination
        if self._report is not None:
            self._write(dataset, findings, loads)
            results[REPORT] = str(self._report)
        if not findings.passed and values.flag(FAIL):
            first = next(fault for fault in findings.shown if not fault.is_note)
            raise ParameterError(
                counted(
                    findings.problem_count,
                    "The dataset {folder} has {count} fault: {first} {remedy}",
                    "The dataset {folder} has {count} faults, the first: {first} {remedy}",
                    folder=dataset.folder,
                    first=first.what,
                    remedy=first.remedy,
                )
            )
        if wrong and values.flag(FAIL):
            raise ParameterError(
                "The dataset {folder} is something else to {library}: {text}. Look at the log.",
                folder=dataset.folder,
                library=wrong[0],
                text=loads[wrong[0]],
            )
        return results

    def _write(self, dataset: OpenedDataset, findings: Findings, loads: dict[str, str]) -> None:
        title = put_into_words(Message("Validation of {name}", name=dataset.folder.name), {})
        facts = {
            "folder": str(dataset.folder),
            "layout": dataset.layout.name,
            "tiles": len(dataset.rows),
            "classes": ", ".join(row["name"] for row in dataset.facts.get("classes") or ()),
        }
        page = write_validation_report(title, facts, findings, loads)
        write_files({self._report: page})


def _try_loaders(values: Values, python: str, dataset: OpenedDataset) -> dict[str, str]:
    """What becomes of the dataset in each library of a Python."""
    if dataset.is_series or not dataset.rows:
        values.info("No library is tried: the folder holds no tiles that one could read.")
        return {}
    found = {}
    tried = try_loaders(python, dataset.folder.absolute(), values.feedback.isCanceled)
    for k, (name, text) in enumerate(tried, 1):
        found[name] = text
        values.feedback.setProgress(70 + 30 * k / len(LOADERS))
        tell = values.warn if text.startswith((f"{WRONG}:", f"{REFUSES}:")) else values.info
        tell("{library}: {text}.", library=name, text=text)
    return found
