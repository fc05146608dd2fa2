"""The largest pictures that a map service draws."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from qgis.core import QgsRasterDataProvider

from ..network.reply import kept_answer

_LIMITS = tuple(
    re.compile(rb"<(?:[\w.-]+:)?Max%s>\s*(\d{1,9})\s*<" % name) for name in (b"Width", b"Height")
)
# They stand at the beginning of what a service tells of itself.
_START = 1024**2


def find_largest(provider: QgsRasterDataProvider) -> tuple[int, int]:
    """Width and height in pixels, 0 where it tells of no limit; asks for nothing.

    QGIS tells nobody what it has read of it, and keeps it on its disk.
    """
    if provider.name() != "wms":
        return 0, 0
    url = parse_qs(provider.dataSourceUri()).get("url", [""])[0]
    joint = "" if url.endswith(("?", "&")) else "&" if "?" in url else "?"
    about = kept_answer(f"{url}{joint}SERVICE=WMS&REQUEST=GetCapabilities", _START)
    found = [limit.search(about) for limit in _LIMITS]
    width, height = (int(match[1]) if match else 0 for match in found)
    return width, height
