"""The modules beside the tests can be imported by their names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))


@pytest.fixture(autouse=True)
def messages_know_their_parameters():
    """Not here, in place of the fixture of all tests: what is random may be a parameter's name."""
