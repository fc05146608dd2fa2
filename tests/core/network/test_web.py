"""Addresses as strangers write them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tilewright.core.errors import NetworkError
from tilewright.core.network.web import check_url, host_of, join_url, plain_url, split_url

MALFORMED = (
    "http://[x/a",
    "http://[::1]x/a",
    "http://[v1]/a",
    "http://h:65536/a",
    "http://h:a/b",
    "http://a\u2100b/c",
)
ADDRESSES = st.text("ahtps:/.?#[]@0169v\u2100", max_size=20)


@pytest.mark.parametrize("url", MALFORMED)
def test_malformed_addresses_have_no_parts_and_are_refused(url):
    assert set(split_url(url)) == {""} and host_of(url) == "" and plain_url(url) == ""
    with pytest.raises(NetworkError, match="is no address on the web") as caught:
        check_url(url)
    assert url in str(caught.value)


@pytest.mark.parametrize("url", ["//[x", *MALFORMED[:3]])
def test_a_malformed_address_stays_as_it_is_where_a_document_has_it(url):
    assert join_url("https://h.org/a/b", url) == url


@given(ADDRESSES, ADDRESSES)
@example("https://h.org/", "//[x")
def test_what_is_well_formed_is_as_the_standard_library_reads_it(base, url):
    try:
        expected = urlsplit(url)
        _ = expected.port
    except ValueError:
        expected = None
    assert split_url(url) == (expected or urlsplit(""))
    try:
        joint = urljoin(base, url)
    except ValueError:
        joint = url
    assert join_url(base, url) == joint
