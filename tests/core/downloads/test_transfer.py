"""What an answer means for a file that is partly here."""

import pytest

from tilewright.core.downloads.transfer import Transfer


def make(have=100, tag='"a"', total=500):
    return Transfer("https://x.org/f", "/tmp/part", have, tag, total)


def test_a_new_file_is_asked_for_whole():
    transfer = Transfer("https://x.org/f", "part", headers={"Authorization": "Bearer x"})
    assert transfer.request_headers() == {
        "Accept-Encoding": "identity",
        "Authorization": "Bearer x",
    }
    assert transfer.begin(200, {"content-length": "500", "etag": '"a"'}) == 0
    assert (transfer.total, transfer.tag) == (500, '"a"')


def test_a_part_is_continued_if_the_file_is_the_same():
    headers = make().request_headers()
    assert (headers["Range"], headers["If-Range"]) == ("bytes=100-", '"a"')
    # Weak tags say nothing of bytes.
    assert "If-Range" not in make(tag='W/"a"').request_headers()
    assert "Range" not in make(have=0).request_headers()


@pytest.mark.parametrize(
    ("status", "headers", "start", "is_changed"),
    [
        (206, {"content-range": "bytes 100-499/500", "etag": '"a"'}, 100, False),
        (206, {"content-range": "bytes 100-499/*"}, 100, False),
        (206, {"content-range": "bytes 90-499/500"}, None, True),
        (206, {"content-range": "bytes 100-599/600"}, None, True),
        (206, {"content-range": "bytes 100-499/500", "etag": '"b"'}, None, True),
        (206, {"content-range": "nonsense"}, None, True),
        (206, {}, None, True),
        (200, {"content-length": "600", "etag": '"b"'}, 0, False),
        (200, {}, 0, False),
        (500, {}, None, False),
    ],
)
def test_where_the_body_goes(status, headers, start, is_changed):
    transfer = make()
    assert transfer.begin(status, headers) == start
    assert transfer.is_changed == is_changed
    if status == 200:
        assert transfer.have == 0


@pytest.mark.parametrize(("whole", "is_whole"), [(100, True), (90, False), (200, False)])
def test_a_part_that_is_the_whole_file(whole, is_whole):
    transfer = make()
    assert transfer.begin(416, {"content-range": f"bytes */{whole}"}) is None
    assert (transfer.is_whole, transfer.is_changed) == (is_whole, not is_whole)


@pytest.mark.parametrize(
    ("received", "is_lost", "is_whole"),
    [(400, False, True), (399, False, False), (400, True, False), (0, False, False)],
)
def test_what_came_is_counted(received, is_lost, is_whole):
    transfer = make()
    transfer.begin(206, {"content-range": "bytes 100-499/500"})
    transfer.received = received
    transfer.end(is_lost, "")
    assert (transfer.is_whole, transfer.is_lost) == (is_whole, not is_whole)


def test_refusals_are_no_lost_connections():
    transfer = make()
    transfer.begin(403, {})
    transfer.end(False, "forbidden")
    assert not transfer.is_lost and not transfer.is_whole
    transfer = make()
    transfer.end(True, "refused")
    assert transfer.is_lost
