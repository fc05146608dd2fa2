"""The plugin's texts in the language that QGIS is set to."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

FOLDER = str(Path(__file__).parent / "i18n")


def load_translation(folder: str = FOLDER) -> QTranslator | None:
    """Translate all texts made from now on; None when there is no translation for QGIS's language.

    Keep what is returned: Qt does not, and a translator that is gone translates nothing.
    """
    # Set by --lang on the command line, which the user's settings do not tell.
    locale = QgsApplication.instance().translation() or QgsApplication.locale()
    for language in (locale, locale.replace("-", "_").partition("_")[0]):
        path = str(Path(folder, f"tilewright_{language}.qm"))
        translator = QTranslator()
        if os.path.isfile(path) and translator.load(path):
            QCoreApplication.installTranslator(translator)
            return translator
    return None


def unload_translation(translator: QTranslator | None) -> None:
    """Take a translation away again."""
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
