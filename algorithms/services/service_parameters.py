"""How services are asked: parameters of the algorithms that take their layers."""

from __future__ import annotations

from ...core.services.patience import Manners
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values

REQUESTS = "REQUESTS"
RETRIES = "RETRIES"
TIMEOUT = "TIMEOUT"
MAX_REQUESTS = "MAX_REQUESTS"
# What changes how a service is asked, and not what it answers.
SERVICE_PARAMETERS = (REQUESTS, RETRIES, TIMEOUT, MAX_REQUESTS)
USUAL_TIMEOUT = 60.0


def add_service_parameters(alg: TilewrightAlgorithm) -> None:
    """How many requests at once and in all, how often again, and how long one may take."""
    alg.begin_section("Map services")
    alg.add(
        integer_parameter(REQUESTS, "Requests at once", None, 1, 32),
        f"For layers of map services (WMS, WMTS, XYZ, WCS, ArcGIS): how many requests are made at "
        f"once. Empty: {Manners.requests}. Ask for more only where the service allows it.",
        advanced=True,
    )
    alg.add(
        integer_parameter(RETRIES, "Attempts after a failed request", None, 0, 20),
        "How often a service is asked again that does not answer, after pauses that grow from 1 "
        f"second on, or as long as it asks for. Empty: {Manners.retries}. Tiles that it refuses "
        "all the same are left out with the reason; RESUME asks for them again.",
        advanced=True,
    )
    alg.add(
        double_parameter(TIMEOUT, "Longest request (s)", None, 0.1, is_optional=True),
        f"How many seconds a request to a service may take. Empty: {USUAL_TIMEOUT:g}.",
        advanced=True,
    )
    alg.add(
        integer_parameter(MAX_REQUESTS, "Most requests", None, 1),
        "A run that would make more requests to services does not begin, and none makes more, "
        "attempts after failed ones counted: tiles that are left then are left out, and RESUME "
        f"asks for them. Empty: {Manners.most}. Read the terms of the service before you allow "
        "more.",
        advanced=True,
    )


def read_manners(values: Values) -> Manners:
    """How services are asked."""
    usual = Manners()
    requests, retries, most = (
        values.optional_integer(name) if values.has(name) else None
        for name in (REQUESTS, RETRIES, MAX_REQUESTS)
    )
    return Manners(
        requests or usual.requests,
        usual.retries if retries is None else retries,
        usual.first_wait,
        most or usual.most,
    )


def read_timeout(values: Values) -> float:
    """Seconds that a request may take."""
    found = values.optional_double(TIMEOUT) if values.has(TIMEOUT) else None
    return found or USUAL_TIMEOUT
