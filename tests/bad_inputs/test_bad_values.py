"""Each bad value ends well or with one clear sentence, and harms nothing."""

from __future__ import annotations

from checks import check_case, each_case_of


@each_case_of("values")
def test_bad_value(case, world, case_folder, listener):
    check_case(case, world, case_folder, listener)
