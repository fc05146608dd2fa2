"""Answers that send to another address."""

from __future__ import annotations

from dataclasses import replace

from ...core.errors import NetworkError
from ...core.network.web import check_url, host_of, join_url, plain_url, split_url
from .attempt import Outcome, Request

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)


def redirected(request: Request, outcome: Outcome) -> Request:
    """Where an answer sends to; another host gets no sign-in and none of our headers.

    Raises:
        NetworkError: it leads to no address on the web, or from one with https to one without.
    """
    url = join_url(request.url, outcome.headers.get("location", ""))
    check_url(url)
    if split_url(request.url).scheme == "https" and split_url(url).scheme != "https":
        raise NetworkError(
            "{url} redirects to {other}, which is not encrypted; check the address.",
            url=plain_url(request.url),
            other=plain_url(url),
        )
    if request.data is not None and outcome.status in (301, 302, 303):
        request = replace(request, data=None)
    if host_of(url) == host_of(request.url):
        # The same, encrypted.
        return replace(request, url=url)
    kept = {k: v for k, v in request.headers.items() if k in ("Accept", "Content-Type")}
    return replace(request, url=url, headers=kept, authcfg="")
