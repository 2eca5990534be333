"""Cursors: what we packed comes back, and nothing else is taken."""

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redbridge.kernel.cursors import BadCursor, Value, pack, unpack

values = st.one_of(
    st.integers(min_value=-(2**63), max_value=2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)

SIGNS = "AQZaz059-_=%+/é中\n \0"


def shape_of(packed: list[Value]) -> str:
    return "".join("f" if isinstance(value, float) else "i" for value in packed)


@given(st.lists(values, min_size=1, max_size=4))
def test_a_cursor_comes_back_as_it_went(packed: list[Value]) -> None:
    text = pack(*packed)
    assert unpack(text, shape_of(packed)) == tuple(packed)
    assert text.replace("-", "").replace("_", "").isalnum()


@given(st.text(st.sampled_from(SIGNS), max_size=40), st.sampled_from(["i", "f", "fi"]))
def test_garbage_is_refused_or_is_a_cursor(text: str, shape: str) -> None:
    try:
        found = unpack(text, shape)
    except BadCursor:
        return
    assert shape_of(list(found)) == shape


@given(st.binary(max_size=40))
def test_bytes_of_another_shape_are_refused(raw: bytes) -> None:
    text = base64.urlsafe_b64encode(raw).decode()
    if len(raw) != 9 or raw[:1] != b"i":
        with pytest.raises(BadCursor):
            unpack(text, "i")


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_score_that_is_no_number_is_refused(value: float) -> None:
    raw = b"f" + struct.pack(">d", value)
    with pytest.raises(BadCursor):
        unpack(base64.urlsafe_b64encode(raw).decode(), "f")


@pytest.mark.parametrize("text", ["", "a", "%%%", "é" * 12, "=", "AAAA\n", pack(1)[:-1], pack(1) + "AA", "x" * 9000])
def test_broken_text_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        unpack(text, "i")
