"""The documents of a catalogue, from the network or a disk, for pystac-client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from ..errors import RasterError
from ..network.web import split_url
from .hrefs import is_remote

if TYPE_CHECKING:
    from pystac_client.stac_api_io import StacApiIO

_MOST_BYTES = 64 * 1024**2

# Reads an address, to which JSON is posted unless it is None.
Reader = Callable[[str, object], bytes]


def make_io(allow: Callable[[str], str], read: Reader) -> StacApiIO:
    """What pystac-client reads documents by.

    Args:
        allow: gives the place of a document, or raises where it may not be read.
        read: asks the network.
    """
    from pystac_client.stac_api_io import StacApiIO

    class Reading(StacApiIO):  # type: ignore[misc]
        def request(
            self,
            href: str,
            method: str | None = None,
            headers: Mapping[str, str] | None = None,
            parameters: Mapping[str, Any] | None = None,
        ) -> str:
            address = allow(href)
            if not is_remote(address):
                return _read_file(address)
            if (method or "GET").upper() == "POST":
                return read(address, dict(parameters or {})).decode("utf-8")
            if parameters:
                joint = "&" if split_url(address).query else "?"
                address = f"{address}{joint}{urlencode(parameters, safe=',/:')}"
            return read(address, None).decode("utf-8")

        def read_text(self, source: Any, *args: Any, **kwargs: Any) -> str:
            if isinstance(source, str):
                return self.request(source, *args, **kwargs)
            link = source.to_dict()
            body = link.get("body", {}) if link.get("method") == "POST" else {}
            if link.get("merge"):
                body = {**(kwargs.get("parameters") or {}), **body}
            return self.request(source.get_absolute_href() or "", link.get("method"), None, body)

    return Reading()


def _read_file(path: str) -> str:
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RasterError("{path} cannot be read: {reason}.", path=path, reason=reason) from None
    if len(data) > _MOST_BYTES:
        raise RasterError("{path} is too large for a document of a catalogue.", path=path)
    return data.decode("utf-8")


def attribution_of(collection: Mapping[str, Any]) -> str:
    """Whom a collection says to name, and its licence, in a line."""
    told = collection.get("providers")
    rows = [row for row in told if isinstance(row, Mapping)] if isinstance(told, list) else []
    makers = [row for row in rows if {"producer", "licensor"} & _roles_of(row)]
    names = dict.fromkeys(str(row.get("name", "")).strip()[:100] for row in makers or rows)
    line = ", ".join(name for name in names if name)
    licence = str(collection.get("license", "")).strip()[:100]
    return " - ".join(part for part in (line, licence) if part)


def _roles_of(row: Mapping[str, Any]) -> set[str]:
    roles = row.get("roles")
    return set(map(str, roles)) if isinstance(roles, list) else set()
