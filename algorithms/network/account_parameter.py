"""The parameter that names who reads the files of a catalogue."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterAuthConfig

from ..base.algorithm import TilewrightAlgorithm
from ..base.words import tr
from .account import AUTHCFG


def add_read_account(alg: TilewrightAlgorithm) -> None:
    """A configuration for files behind a sign-in."""
    alg.add(
        QgsProcessingParameterAuthConfig(
            AUTHCFG, tr("Sign-in for the files of a catalogue"), optional=True
        ),
        "A configuration of QGIS's authentication manager, with which the files of Search "
        "Catalogue's images are read where they lie on the catalogue's own server, or on that of "
        "the configuration's resource. Other servers are not shown it, and no dataset keeps it.",
        advanced=True,
    )
