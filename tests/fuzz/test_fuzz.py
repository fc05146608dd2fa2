"""Readers of what strangers hand over, with valid inputs changed at random and with any bytes.

``make fuzz`` tries examples that nobody has tried yet.
"""

from __future__ import annotations

import resource
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutate import mutated, mutated_json
from targets import TARGETS, run_target

# Of a few hundred bytes; a file of some megabytes must not take minutes.
_SECONDS = 5
_KILOBYTES = 500_000


@pytest.mark.parametrize("name", TARGETS)
def test_valid_inputs_are_read(name):
    for seed in TARGETS[name].seeds:
        if name not in ("manifest_of_a_dataset", "mask_values", "mask_bits", "range_of_values"):
            assert run_target(name, seed) == ""


@pytest.mark.parametrize("name", TARGETS)
@given(data=st.data())
def test_only_sentences_come_out(name, data):
    target = TARGETS[name]
    makers = [mutated(*target.seeds), *([mutated_json(*target.seeds)] if target.is_json else [])]
    text = data.draw(st.one_of(*makers))
    before, memory = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sentence = run_target(name, text)
    assert time.process_time() - before < _SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < _KILOBYTES
    assert "Traceback" not in sentence
