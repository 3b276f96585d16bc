from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyotp.hotp import HOTP

from damancom_reflex.domain.codes import (
    CODES,
    SHORTEST_KEY,
    derive_code,
    derive_prefix,
    lock_seconds,
    same_code,
)

KEY = b"k" * 32
generations = st.integers(0, 1000)


def test_the_limits_are_those_of_the_specification() -> None:
    assert (CODES.digits, CODES.lifetime, CODES.tries, CODES.resend_after) == (6, 600, 5, 30)
    assert (CODES.per_hour, CODES.per_day) == (5, 10)
    assert (CODES.per_address, CODES.address_window) == (25, 300)
    assert (CODES.first_lock, CODES.longest_lock) == (600, 86_400)
    assert SHORTEST_KEY == 32


@given(st.binary(min_size=32, max_size=64), st.text(max_size=40), generations)
def test_a_code_is_six_digits_and_the_same_each_time(
    key: bytes, challenge: str, generation: int
) -> None:
    code = derive_code(key, challenge, generation)
    assert len(code) == 6
    assert code.isascii()
    assert code.isdecimal()
    assert code == derive_code(key, challenge, generation)
    assert same_code(code, code)


def test_a_code_is_an_hotp_value_on_a_secret_of_the_key_and_the_challenge() -> None:
    digest = hmac.new(KEY, b"damancom one-time code:code:abc", hashlib.sha256).digest()
    hotp = HOTP(base64.b32encode(digest[:20]).decode())
    assert [derive_code(KEY, "abc", generation) for generation in range(3)] == [
        hotp.at(n) for n in range(3)
    ]


def test_another_key_challenge_or_generation_gives_other_codes() -> None:
    def codes(key: bytes, challenge: str, start: int) -> list[str]:
        return [derive_code(key, challenge, start + index) for index in range(3)]

    first = codes(KEY, "abc", 0)
    assert codes(b"K" * 32, "abc", 0) != first
    assert codes(KEY, "abd", 0) != first
    assert codes(KEY, "abc", 1) != first


@pytest.mark.parametrize("derive", [derive_code, derive_prefix])
def test_a_short_key_is_refused(derive: Callable[[bytes, str, int], str]) -> None:
    with pytest.raises(ValueError, match=r"^a key needs 32 bytes$"):
        derive(b"k" * 31, "abc", 0)


def test_a_negative_generation_is_refused() -> None:
    with pytest.raises(ValueError, match="integer"):
        derive_code(KEY, "abc", -1)


@given(st.text(max_size=20), generations)
def test_a_prefix_is_two_letters_that_no_one_reads_as_digits(
    challenge: str, generation: int
) -> None:
    prefix = derive_prefix(KEY, challenge, generation)
    assert len(prefix) == 2
    assert set(prefix) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert prefix == derive_prefix(KEY, challenge, generation)


def test_each_message_has_its_own_prefix_as_a_rule() -> None:
    digest = hmac.new(KEY, b"damancom one-time code:prefix:abc:7", hashlib.sha256).digest()
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    assert derive_prefix(KEY, "abc", 7) == letters[digest[0] % 24] + letters[digest[1] % 24]
    assert len({derive_prefix(KEY, "abc", generation) for generation in range(10)}) > 5


@pytest.mark.parametrize(
    "typed",
    [
        *("123456", " 123456 ", "123 456", "12 34 56", "123\u00a0456", "١٢٣٤٥٦", "۱۲۳۴۵۶"),
        *("\u200e123456\u200f", "KX-123456", "kx-123 456", "KX 123456", "kx123456"),
    ],
)
def test_a_code_is_recognised_as_people_type_and_paste_it(typed: str) -> None:
    assert same_code("123456", typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123457",
        "12345",
        "1234567",
        "0123456",
        "KXZ-123456",
        "K-123456",
        "12-3456",
        "१२३४५६",
        "123456KX",
    ],
)
def test_any_other_text_is_not_the_code(typed: str) -> None:
    assert not same_code("123456", typed)


@given(st.text(max_size=30))
def test_no_text_breaks_the_comparison(typed: str) -> None:
    assert not same_code("999999", typed.replace("9", "8").replace("٩", "").replace("۹", ""))


@pytest.mark.parametrize(
    ("level", "seconds"),
    [(0, 600), (1, 1200), (2, 2400), (7, 76_800), (8, 86_400), (9, 86_400), (10**9, 86_400)],
)
def test_a_lock_doubles_from_ten_minutes_to_a_day(level: int, seconds: int) -> None:
    assert lock_seconds(level) == seconds


def test_a_negative_lock_level_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a lock level is 0 or more$"):
        lock_seconds(-1)
