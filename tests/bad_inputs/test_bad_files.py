"""Each bad file ends well or with one clear sentence, and harms nothing."""

from __future__ import annotations

from checks import check_case, each_case_of


@each_case_of("files")
def test_bad_file(case, world, case_folder, listener):
    check_case(case, world, case_folder, listener)
