"""Numbers of things as people type them."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.counts import CountError, parse_count


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        (" 1 200 ", 1200),
        ("1\u202f200", 1200),
        ("1'200", 1200),
        ("١٢", 12),
        ("\u200e۱۲", 12),
        ("0", 0),
        ("999999999", 999_999_999),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, number: int):
    assert parse_count(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty_count"),
        (" \u200f ", "empty_count"),
        ("12,5", "malformed_count"),
        ("1.200", "malformed_count"),
        ("-1", "malformed_count"),
        ("douze", "malformed_count"),
        ("1000000000", "malformed_count"),
        ("²", "malformed_count"),
    ],
)
def test_what_is_no_number_is_refused(typed: str, code: str):
    with pytest.raises(CountError) as refused:
        parse_count(typed)
    assert refused.value.code == code
