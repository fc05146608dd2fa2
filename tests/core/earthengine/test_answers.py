"""What is made of errors of the client and of its libraries."""

from __future__ import annotations

import pytest

from tilewright.core.earthengine.answers import TooMuchError, explain
from tilewright.core.errors import TileRefusedError

EEException = type("EEException", (Exception,), {})


@pytest.mark.parametrize("error", [TimeoutError, ConnectionError, OSError])
def test_connections_that_time_out_are_not_asked_for_less(error):
    found = explain(error("timed out"), "mine")
    assert isinstance(found, TileRefusedError)
    assert str(found) == "Earth Engine: timed out"


def test_computations_that_time_out_are_asked_for_less():
    assert isinstance(explain(EEException("Computation timed out."), "mine"), TooMuchError)
