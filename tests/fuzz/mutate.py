"""Bytes of a valid file, changed as damage and malice change them."""

from __future__ import annotations

import json

from hypothesis import strategies as st

# What readers stumble over.
WORDS = [
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n", b'"', b",", b";", b"\\u",
    b"\xed\xa0\x80",
    b"NaN", b"-Infinity", b"1e999", b"null", b"-1", b"0", b"99999999999999999999", b"9" * 5000,
    b"[" * 2000, b'{"a":' * 100, b"<!--" * 500, b"&a;", b"../", b"/etc/passwd", b" " * 3000, b"=",
    b"\xd9\xa3", b"a" * 300,
]  # fmt: skip
_PLACE = st.floats(0, 1, allow_nan=False)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("flip", "cut", "drop", "repeat", "swap", "put")),
        _PLACE,
        _PLACE,
        st.integers(0, 255),
        st.sampled_from(WORDS),
    ),
    max_size=4,
)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["\ud800", "x" * 2000, "x" * 300, "../up", "nan", "", "#12345g"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=5,
)


def mutated(*seeds: bytes):
    """Bytes of one of the seeds after some changes, or any bytes at all."""
    return st.one_of(
        st.tuples(st.sampled_from(seeds), _STEPS).map(lambda pair: _change(*pair)),
        st.tuples(st.sampled_from(seeds), _STEPS).map(lambda pair: _change(*pair)),
        st.binary(max_size=200),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )


def _change(data: bytes, steps) -> bytes:
    for kind, start, end, number, word in steps:
        a, b = sorted((int(start * len(data)), int(end * len(data))))
        if kind == "flip" and a < len(data):
            data = data[:a] + bytes([data[a] ^ (number or 1)]) + data[a + 1 :]
        elif kind == "cut":
            data = data[:a]
        elif kind == "drop":
            data = data[:a] + data[b:]
        elif kind == "repeat":
            data = data[:b] + data[a:b] * (1 + number % 3) + data[b:]
        elif kind == "swap":
            data = data[b:] + data[a:b] + data[:a]
        elif kind == "put":
            data = data[:a] + word + data[a:]
    return data


def mutated_json(*seeds: bytes):
    """JSON of one of the seeds with other values, without some, or with the wrong ones swapped."""
    edits = st.lists(
        st.tuples(_PLACE, st.sampled_from(("set", "drop", "swap")), _VALUES, _PLACE),
        min_size=1,
        max_size=3,
    )
    return st.tuples(st.sampled_from(seeds), edits).map(lambda pair: _edit(*pair))


def _edit(data: bytes, edits) -> bytes:
    value = json.loads(data)
    for place, kind, new, other in edits:
        spots = list(_spots(value))
        if not spots:
            break
        parts, key = spots[int(place * (len(spots) - 1))]
        if kind == "drop":
            del parts[key]
        elif kind == "swap":
            others, name = spots[int(other * (len(spots) - 1))]
            # A copy: what holds itself has no text.
            parts[key] = json.loads(json.dumps(others[name]))
        else:
            parts[key] = new
    return json.dumps(value).encode()


def _spots(value):
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _spots(value[key])
