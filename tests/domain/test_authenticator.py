"""Codes of authenticator apps, against the examples of RFC 6238 (appendix B, SHA-1; the last six digits)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from damancom_reflex.domain.authenticator import (
    code_at,
    in_groups,
    key_uri,
    matching_step,
    read_backup_code,
    seconds_left,
)

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
EXAMPLES = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
AT = datetime.fromtimestamp(1234567890, UTC)
CODE = "005924"


@pytest.mark.parametrize(("second", "code"), EXAMPLES)
def test_the_examples_of_the_rfc(second: int, code: str):
    moment = datetime.fromtimestamp(second, UTC)
    assert code_at(SECRET, moment) == code
    assert matching_step(SECRET, code, moment) == second // 30


@pytest.mark.parametrize(
    "typed",
    ["005924", " 005 924 ", "005-924", "٠٠٥٩٢٤", "۰۰۵ ۹۲۴", "\u2067005924\u2069", "005\u00a0924"],
)
def test_a_code_is_taken_as_people_type_it(typed: str):
    assert matching_step(SECRET, typed, AT) == 1234567890 // 30


@pytest.mark.parametrize("typed", ["", "5924", "0059240", "00592x", "005923", "-", "005924 1"])
def test_anything_else_fits_nothing(typed: str):
    assert matching_step(SECRET, typed, AT) is None


@pytest.mark.parametrize("seconds", [-30, 0, 29, 30, 59])
def test_a_code_lives_in_its_step_and_the_two_beside_it(seconds: int):
    # 1234567890 begins a step.
    assert matching_step(SECRET, CODE, AT + timedelta(seconds=seconds)) == 1234567890 // 30


@pytest.mark.parametrize("seconds", [-31, -60, 60, 90, 3600])
def test_a_code_of_any_other_step_fits_nothing(seconds: int):
    assert matching_step(SECRET, CODE, AT + timedelta(seconds=seconds)) is None


def test_a_code_of_another_secret_does_not_fit():
    assert matching_step("MZXW6YTBOI======MZXW6YTBOI"[:8] * 4, CODE, AT) is None


def test_seconds_count_down_from_thirty_to_one():
    assert [seconds_left(AT + timedelta(seconds=n)) for n in (0, 1, 29, 30)] == [30, 29, 1, 30]


def test_the_qr_says_whose_and_what():
    assert key_uri(SECRET, "nadia.alaoui") == (
        f"otpauth://totp/Damancom:nadia.alaoui?secret={SECRET}&issuer=Damancom"
    )


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1234-5678-9012", "123456789012"),
        (" 1234 5678 9012 ", "123456789012"),
        ("١٢٣٤-٥٦٧٨-٩٠١٢", "123456789012"),
        ("1234–5678–9012", "123456789012"),
        ("123456", ""),
        ("1234-5678-901", ""),
        ("1234-5678-90123", ""),
        ("abcd-efgh-ijkl", ""),
        ("", ""),
    ],
)
def test_a_backup_code_is_read_as_people_type_it(typed: str, plain: str):
    assert read_backup_code(typed) == plain


def test_groups_are_of_four_unless_told():
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"
    assert in_groups("123456", 3) == "123 456"
    assert in_groups("123456789012", between="-") == "1234-5678-9012"
