"""Signing addresses of assets in a run, for whoever reads them."""

from __future__ import annotations

from ...core.catalog.tokens import Tokens
from ..base.values import Values
from .fetch import Fetcher


def tokens_of_run(values: Values) -> Tokens:
    """Tokens that are asked for as they are needed, from whatever thread."""
    is_cancelled, tell = values.feedback.isCanceled, values.info

    def read(url: str) -> bytes:
        # Each from a thread that needs one just now, about once an hour.
        with Fetcher(is_cancelled, tell=tell) as fetcher:
            return fetcher.read_json(url)

    return Tokens(read)
