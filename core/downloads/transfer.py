"""A request for a file that is kept piece by piece, and goes on where an earlier one broke off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_UNSATISFIED = re.compile(r"bytes \*/(\d+)")
OK, PARTIAL, TOO_FAR = 200, 206, 416


@dataclass
class Transfer:
    """A request, and what came of it.

    Attributes:
        url: where the file is.
        part: path of the file that gets what comes.
        have: bytes that it has already.
        tag: by which the server told the file's version then, empty for none.
        total: bytes of the whole file, as the server said then; None if it did not.
        headers: more headers, by name.
        authcfg: the id of a configuration of QGIS's authentication manager, empty for none.
        most_bytes: what is larger is given up.

        status: of HTTP; 0 where there was no answer.
        reply_headers: of the answer, by names in small letters.
        received: bytes that came.
        is_whole: whether all came that the server told of.
        is_changed: whether the server has another file now: the part is to be thrown away.
        is_lost: whether the connection broke or stalled: the same request may do later.
        text: the beginning of an answer that is no file.
        error: why there is no answer, in QGIS's words.
        is_stalled: whether nothing came for too long.
        disk_error: why the part could not be written.
    """

    url: str
    part: str
    have: int = 0
    tag: str = ""
    total: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    authcfg: str = ""
    most_bytes: int = 1 << 40
    status: int = 0
    reply_headers: dict[str, str] = field(default_factory=dict)
    received: int = 0
    is_whole: bool = False
    is_changed: bool = False
    is_lost: bool = False
    text: str = ""
    error: str = ""
    is_stalled: bool = False
    disk_error: OSError | None = None

    def request_headers(self) -> dict[str, str]:
        """All headers of the request: a part is continued, if the file is still the same."""
        headers = {"Accept-Encoding": "identity", **self.headers}
        if self.have:
            headers["Range"] = f"bytes={self.have}-"
            # Weak tags say nothing of bytes.
            if self.tag and not self.tag.startswith("W/"):
                headers["If-Range"] = self.tag
        return headers

    def begin(self, status: int, headers: Mapping[str, str]) -> int | None:
        """Heed the head of an answer.

        Args:
            status: of HTTP.
            headers: by names in small letters.

        Returns:
            From which byte of the part on the body goes; None for a body that is no file.
        """
        self.status, self.reply_headers = status, dict(headers)
        if status == OK:
            self.have, self.total = 0, _number(headers.get("content-length", ""))
            self.tag = _tag_of(headers)
            return 0
        if status == TOO_FAR:
            found = _UNSATISFIED.fullmatch(headers.get("content-range", "").strip())
            self.is_whole = found is not None and int(found[1]) == self.have
            self.is_changed = not self.is_whole
            return None
        if status != PARTIAL:
            return None
        found = _RANGE.fullmatch(headers.get("content-range", "").strip())
        start, total = (int(found[1]), _number(found[3])) if found else (-1, None)
        tag = _tag_of(headers)
        is_other = (self.tag and tag and tag != self.tag) or (
            self.total is not None and total is not None and total != self.total
        )
        if start != self.have or is_other:
            self.is_changed = True
            return None
        self.total, self.tag = total or self.total, tag or self.tag
        return self.have

    def end(self, is_lost: bool, error: str) -> None:
        """Heed the end of an answer.

        Args:
            is_lost: whether the connection broke off.
            error: in QGIS's words, empty for none.
        """
        if self.status not in (OK, PARTIAL) or self.is_changed:
            self.is_lost = is_lost and not self.status
            self.error = error
            return
        size = self.have + self.received
        self.is_lost = is_lost or (self.total is not None and size < self.total)
        self.is_whole = not self.is_lost
        self.error = error


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text[:18]) if text.isascii() and text.isdigit() else None


def _tag_of(headers: Mapping[str, str]) -> str:
    """What tells a file's version; a date where there is no tag."""
    return (headers.get("etag") or headers.get("last-modified") or "").strip()[:200]
