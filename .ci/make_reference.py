"""Write docs/algorithms.md from the algorithms themselves."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = """# The algorithms

Made from the plugin's own help by `make docs`. Names of parameters and outputs are those that
scripts, models and `qgis_process` use. *Rare* parameters stand under "Advanced parameters" in the
dialogs. *Limits* are the least and the greatest number that a parameter takes.
"""


def register_package() -> None:
    """Make the checkout importable as ``tilewright``, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "tilewright", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["tilewright"] = module
    spec.loader.exec_module(module)


def default_text(definition) -> str:
    """The default as one would type it."""
    from qgis.core import QgsProcessingParameterDefinition

    value = definition.defaultValue()
    if value is None or value == "":
        flag = QgsProcessingParameterDefinition.Flag.FlagOptional
        return "optional" if definition.flags() & flag else "needed"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def limits_text(definition) -> str:
    """The least and greatest value of a number, as a sentence; empty where it has neither."""
    from qgis.core import QgsProcessingParameterNumber

    if not isinstance(definition, QgsProcessingParameterNumber):
        return ""
    # The last numbers that a double holds are QGIS's word for no limit.
    least, greatest = (
        f"{value:.15g}" if abs(value) < 1e300 else ""
        for value in (definition.minimum(), definition.maximum())
    )
    if not least and not greatest:
        return ""
    is_decimal = definition.dataType() == QgsProcessingParameterNumber.Type.Double
    if is_decimal and least == "0" and not greatest:
        # Of these, sizes must be above 0 all the same, so that the limit would mislead.
        return ""
    if least and greatest:
        return f" Limits: {least} to {greatest}."
    return f" Limits: {least} or more." if least else f" Limits: up to {greatest}."


def describe(algorithm) -> str:
    """One algorithm as Markdown."""
    from qgis.core import QgsProcessingParameterDefinition

    lines = [
        f"## {algorithm.displayName()}",
        "",
        f"`tilewright:{algorithm.name()}`, group {algorithm.group()}.",
        "",
        algorithm.shortHelpString(),
        "",
        "| parameter | default | what it is |",
        "|---|---|---|",
    ]
    for definition in algorithm.parameterDefinitions():
        rare = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagAdvanced
        text = f"{definition.description()}. {definition.help()}{limits_text(definition)}"
        lines.append(
            f"| `{definition.name()}` | {default_text(definition)} | {'*Rare.* ' if rare else ''}"
            f"{text} |"
        )
    lines += ["", "Returns:", ""]
    lines += [f"- `{o.name()}`: {o.description()}" for o in algorithm.outputDefinitions()]
    return "\n".join(lines) + "\n"


def reference() -> str:
    """The whole page."""
    from tilewright.algorithms.provider import algorithm_classes

    parts = [HEAD]
    for make in algorithm_classes():
        algorithm = make()
        algorithm.initAlgorithm()
        parts.append(describe(algorithm))
    return "\n".join(parts)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.append("/usr/share/qgis/python")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    register_package()
    target = ROOT / "docs" / "algorithms.md"
    target.write_text(reference(), encoding="utf-8")
    print(target)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
