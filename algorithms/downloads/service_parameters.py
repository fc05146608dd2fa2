"""The services that have products, and how to sign in there."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsProcessingParameterAuthConfig, QgsProcessingParameterString

from ...core.errors import NetworkError
from ...core.message import Parameter
from ...core.network.web import check_url, split_url
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import integer_parameter
from ..base.values import Values
from ..base.words import tr

AUTHCFG = "AUTHCFG"
WORKERS = "WORKERS"
CATALOGUE_URL = "CATALOGUE_URL"
DOWNLOAD_URL = "DOWNLOAD_URL"
SIGN_IN_URL = "TOKEN_URL"
_CATALOGUE = "https://catalogue.dataspace.copernicus.eu/odata/v1"
_DOWNLOAD = "https://zipper.dataspace.copernicus.eu/odata/v1"
_SIGN_IN = "https://identity.dataspace.copernicus.eu/auth/realms/CDSE/protocol/openid-connect/token"
_NO_SERVICE = "-"
# So many connections the service allows an account.
_MOST_WORKERS = 4
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Services:
    """Addresses of services; that of tokens is empty where there is none."""

    catalogue: str
    download: str
    sign_in: str


def add_service_parameters(alg: TilewrightAlgorithm) -> None:
    """Sign-in, number of connections, and addresses."""
    alg.add(
        QgsProcessingParameterAuthConfig(AUTHCFG, tr("Sign-in"), optional=True),
        "An authentication configuration of QGIS (Settings > Options > Authentication) with user "
        "name and password of your account, of the method Basic. They are exchanged for a token "
        "that lasts some minutes, and kept nowhere else. Other methods, such as OAuth2, are used "
        "as they are.",
    )
    alg.add(
        integer_parameter(WORKERS, "Downloads at once", _MOST_WORKERS, 1, _MOST_WORKERS),
        "How many products come at once. The Copernicus Data Space allows 4.",
        advanced=True,
    )
    for name, label, default, text in (
        (
            CATALOGUE_URL, "Address of the catalogue", _CATALOGUE,
            "An OData service that knows sizes and checksums of products, up to where /Products "
            "follows.",
        ),
        (
            DOWNLOAD_URL, "Address of the files", _DOWNLOAD,
            "The OData service that has the products as zip files, up to where /Products follows.",
        ),
        (
            SIGN_IN_URL, "Address of the token service", _SIGN_IN,
            "Where user name and password are exchanged for a token. A minus sign (-): nowhere; "
            "the configuration signs requests itself.",
        ),
    ):  # fmt: skip
        alg.add(
            QgsProcessingParameterString(name, tr(label), default, optional=True),
            text,
            advanced=True,
        )


def read_services(values: Values) -> Services:
    """The addresses.

    Raises:
        NetworkError: one is none, or would be told a secret without encryption.
    """
    catalogue = values.text(CATALOGUE_URL).strip() or _CATALOGUE
    download = values.text(DOWNLOAD_URL).strip() or _DOWNLOAD
    sign_in = values.text(SIGN_IN_URL).strip() or _SIGN_IN
    if sign_in == _NO_SERVICE:
        sign_in = ""
    for url in filter(None, (catalogue, download, sign_in)):
        check_url(url)
    if values.is_given(AUTHCFG):
        _check_encrypted(DOWNLOAD_URL, download)
        if sign_in:
            _check_encrypted(SIGN_IN_URL, sign_in)
    return Services(catalogue, download, sign_in)


def _check_encrypted(name: str, url: str) -> None:
    parts = split_url(url)
    if parts.scheme.lower() != "https" and parts.hostname not in _HERE:
        raise NetworkError(
            "{parameter} is {url}, to which no sign-in is sent, since it is not encrypted; give "
            "an address that begins with https://.",
            parameter=Parameter(name),
            url=url,
        )
