"""How long to wait before a server is asked again."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from tilewright.core.network.back_off import read_retry_after, wait_before

NOW = datetime(2026, 11, 29, 12, 0, 0, tzinfo=timezone.utc)


def test_waits_double_up_to_a_minute():
    assert [wait_before(n) for n in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_server_that_asks_for_time_gets_it():
    assert wait_before(1, 7) == 7
    assert wait_before(3, 7) == 7
    assert wait_before(3, 0) == 1


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3", 3),
        (" 120 ", 120),
        ("Sun, 29 Nov 2026 12:00:30 GMT", 30),
        ("Sun, 29 Nov 2026 13:00:30 +0100", 30),
        ("Sun, 29 Nov 2026 11:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("١", None),
    ],
)
def test_both_forms_of_retry_after_are_read(text, seconds):
    assert read_retry_after(text, NOW) == seconds
