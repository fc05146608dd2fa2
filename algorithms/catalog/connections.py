"""The STAC connections that a newer QGIS keeps in its browser."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsSettings

_GROUP = "connections/stac/items"


@dataclass(frozen=True)
class Connection:
    """A connection of QGIS.

    Attributes:
        name: as the browser shows it.
        url: of the catalogue.
        authcfg: the id of its authentication configuration, empty for none.
    """

    name: str
    url: str
    authcfg: str


def stac_connections() -> list[Connection]:
    """The STAC connections of this QGIS, by name; none before QGIS knew any."""
    settings = QgsSettings()
    settings.beginGroup(_GROUP)
    names = settings.childGroups()
    settings.endGroup()
    found = []
    for name in sorted(names):
        url = settings.value(f"{_GROUP}/{name}/url", "")
        authcfg = settings.value(f"{_GROUP}/{name}/authcfg", "")
        if url:
            found.append(Connection(name, str(url), str(authcfg or "")))
    return found
