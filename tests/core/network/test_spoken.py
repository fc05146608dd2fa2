"""What servers say in words."""

import pytest

from tilewright.core.network.spoken import spoken_words

OGC = b"""<?xml version="1.0" encoding="UTF-8"?>
<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc">
 <!-- of http://example.org/?token=abc -->
 <ServiceException code="LayerNotDefined">The layer <![CDATA["roads"]]> does not
   exist &amp; was never there.</ServiceException>
</ServiceExceptionReport>"""
PAGE = b"""<!DOCTYPE html><html><head><title>400</title><style>p { color: red }</style></head>
<body><h1>Bad Request</h1><p>BBOX is empty.</p><script>alert("<b>")</script></body></html>"""


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (OGC, "text/xml", 'The layer "roads" does not exist & was never there'),
        (PAGE, "text/html; charset=utf-8", "Bad Request BBOX is empty"),
        (
            b'{"error": {"code": 400, "message": "no such band"}}',
            "application/json",
            "no such band",
        ),
        (b'{"detail": [{"msg": 1, "message": "bad"}]}', "application/problem+json", "bad"),
        (b"WIDTH must be below 4096\r\n", "text/plain", "WIDTH must be below 4096"),
        (b"see https://" + b"user:pw@host/wms?key=1 for more", "text/plain", "see for more"),
        (b"\x89PNG\r\n", "image/png", ""),
        (b"{broken", "application/json", ""),
        (b"later", "", "later"),
        (b"\x00\x01\x02", "", ""),
        (b"", "text/xml", ""),
        (b"<a><b></b></a>", "application/vnd.ogc.se_xml", ""),
    ],
)
def test_words_are_plain(body, kind, said):
    assert spoken_words(body, kind) == said


def test_long_answers_are_cut():
    said = spoken_words(b"word " * 1000, "text/plain")
    assert len(said) <= 160 and said.endswith(" wo...")
