"""Dates in names."""

from __future__ import annotations

import time
from datetime import date

import pytest

from tilewright.core.files.dates import date_spans, read_date

MANY = "*a" * 12 + "*%Y%m%d"


@pytest.mark.parametrize(
    ("text", "pattern", "day", "spans"),
    [
        ("x_2021_y_0908", "*_%Y_*_%m%d", date(2021, 9, 8), [(2, 13), (0, 1), (7, 8)]),
        (
            "a1b2b20210908c",
            "**b*%Y%m%d*",
            date(2021, 9, 8),
            [(5, 13), (0, 0), (0, 2), (3, 5), (13, 13)],
        ),
        ("P<Y>x2021-251", "*P<Y>*%Y-%j", date(2021, 9, 8), [(5, 13), (0, 0), (4, 5)]),
        ("2021a2021b251", "*%Y*b%j", date(2021, 9, 8), [(0, 13), (0, 0), (4, 9)]),
        ("a" * 20 + "20210908", MANY, date(2021, 9, 8), None),
        ("a" * 250, MANY, None, []),
        ("scene_2021-251_a_20210908T042701.tif" * 4, "%Y*****,-y%m%d", None, []),
    ],
)
def test_stars_stand_for_the_least_that_fits_and_take_no_time(text, pattern, day, spans):
    begin = time.process_time()
    assert read_date(text, pattern) == day
    assert spans is None or date_spans(text, pattern) == spans
    assert time.process_time() - begin < 1
