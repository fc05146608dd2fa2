"""What was found in a dataset, as a page to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..faults.fault import Fault
from ..report.html import HtmlReport
from .findings import MOST_A_KIND, Findings


def write_validation_report(
    title: str, facts: Mapping[str, object], findings: Findings, loads: Mapping[str, str]
) -> bytes:
    """One HTML file.

    Args:
        title: of the page.
        facts: names and values that stand first.
        findings: all that was found.
        loads: what became of each loader, by its name; empty when none was tried.
    """
    report = HtmlReport(title)
    if findings.passed:
        report.verdict("No fault was found.", True)
    else:
        count = findings.problem_count
        report.verdict(f"{count} fault{'' if count == 1 else 's'} found.", False)
    report.table(("dataset", ""), list(facts.items()))
    if findings.counts:
        report.heading("Faults")
        counts = sorted(findings.counts.items(), key=lambda item: (-item[1], item[0]))
        report.table(("kind", "found"), counts, f"At most {MOST_A_KIND} of a kind are shown below.")
        _list(report, [fault for fault in findings.shown if not fault.is_note])
    if findings.notes:
        report.heading("Worth a look")
        _list(report, [fault for fault in findings.shown if fault.is_note])
    if loads:
        report.heading("Loads in")
        report.table(("library", "result"), list(loads.items()))
    return report.render()


def _list(report: HtmlReport, faults: Sequence[Fault]) -> None:
    report.table(
        ("file", "what is wrong", "what helps"),
        [(fault.file, str(fault.what), str(fault.remedy)) for fault in faults],
    )
