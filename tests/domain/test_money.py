from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.money import (
    MOST_CENTIMES,
    AmountError,
    format_amount,
    half_up,
    parse_amount,
    parse_plain_amount,
    plain,
    share,
)

amounts = st.integers(0, MOST_CENTIMES)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (5, 3, 2), (-4, 3, -1), (0, 7, 0), (7, 1, 7), (1, 3, 0)],
)
def test_half_a_unit_goes_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert half_up(numerator, denominator) == rounded


@pytest.mark.parametrize("denominator", [0, -1])
def test_a_denominator_that_is_not_above_zero_is_refused(denominator: int) -> None:
    with pytest.raises(ValueError, match=r"^half_up needs a denominator above zero$"):
        half_up(1, denominator)


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**9))
def test_rounding_is_never_further_than_half_a_unit(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    rounded = half_up(numerator, denominator)
    assert abs(rounded - exact) <= Fraction(1, 2)
    assert rounded == -half_up(-numerator, denominator)


@pytest.mark.parametrize(
    ("amount", "rate", "part"),
    [(97_181, 5000, 48_591), (1, 4999, 0), (1, 5000, 1), (12_345, 10_000, 12_345)],
)
def test_a_share_is_rounded_half_up_to_the_centime(amount: int, rate: int, part: int) -> None:
    assert share(amount, rate) == part


@given(amounts, st.integers(0, 10_000))
def test_a_share_is_never_more_than_the_amount(amount: int, rate: int) -> None:
    assert 0 <= share(amount, rate) <= amount


@pytest.mark.parametrize(
    ("typed", "centimes"),
    [
        ("5000", 500_000),
        ("5000.5", 500_050),
        ("5000,50", 500_050),
        ("5 000,50", 500_050),
        ("5\u00a0000,50", 500_050),
        ("5\u202f000,50", 500_050),
        ("5\u2009000.50", 500_050),
        ("5.000,50", 500_050),
        ("5,000.50", 500_050),
        ("1.234.567,89", 123_456_789),
        ("1,234,567.89", 123_456_789),
        ("1.234.567", 123_456_700),
        ("1'234'567,8", 123_456_780),
        ("1\u2019234", 123_400),
        ("٥٠٠٠", 500_000),
        ("٥٠٠٠٫٥٠", 500_050),
        ("٥٬٠٠٠٫٥٠", 500_050),
        ("٥٠٠٠،٥", 500_050),
        ("۵۰۰۰", 500_000),
        ("\u200f5000\u200e", 500_000),
        (" 5000 ", 500_000),
        ("5000 MAD", 500_000),
        ("5000MAD", 500_000),
        ("5000 dh", 500_000),
        ("5000 DHS", 500_000),
        ("5000 Dh.", 500_000),
        ("MAD 5 000,50", 500_050),
        ("5000 درهم", 500_000),
        ("5000 د.م.", 500_000),
        ("5000,", 500_000),
        (",5", 50),
        ("0", 0),
        ("0,05", 5),
        ("007", 700),
        ("12 5", 12_500),
        ("100000000000", MOST_CENTIMES),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, centimes: int) -> None:
    assert parse_amount(typed) == centimes


@pytest.mark.parametrize("typed", ["5.000", "5,000", "5.000,", "5 000", "5. 000"])
def test_three_digits_after_one_separator_are_thousands(typed: str) -> None:
    assert parse_amount(typed) == 500_000


@pytest.mark.parametrize(
    "typed", ["0.500", "5000.123", "5 000.123", "1,2345", "12.3456", "1.234,567"]
)
def test_three_decimals_are_refused_where_they_cannot_be_thousands(typed: str) -> None:
    assert refusal(typed) == "too_many_decimals"


@pytest.mark.parametrize("typed", ["", "   ", "\u200f", "MAD", " dh "])
def test_an_amount_without_digits_or_letters_is_empty(typed: str) -> None:
    assert refusal(typed) == "empty_amount"


@pytest.mark.parametrize("typed", ["-5", "- 5", "\u22125", "-5 000,50 MAD", "-٥"])
def test_a_negative_amount_is_told_as_such(typed: str) -> None:
    assert refusal(typed) == "negative_amount"


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "abc",
            "5k",
            "+5",
            "5-",
            "-",
            "-abc",
            "1e3",
            "NaN",
            "inf",
            "0x10",
            "५",
            "5½",
            "x5000",
            "5000x",
        ),
        *(
            ".",
            ",",
            "..",
            "1.2.3",
            "1.23.456",
            "1.234.56",
            "5.00,50",
            "1,234,567.89.1",
            "1.234,567.89",
        ),
        *("5.000,50,1", "1234.567,89", "12,34,567.00", "1,234.567,890", "5_000", "5/2", "madrid"),
        *("XX5000", "50XX00"),
    ],
)
def test_what_is_not_an_amount_is_malformed(typed: str) -> None:
    assert refusal(typed) == "malformed_amount"


@pytest.mark.parametrize("typed", ["100000000000,01", "100000000001", "9" * 60])
def test_an_absurd_amount_is_refused_with_the_most_that_is_taken(typed: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(typed)
    assert refused.value.code == "amount_too_large"
    assert refused.value.params == {"most": MOST_CENTIMES}


def test_a_text_of_sixty_four_characters_is_read_and_a_longer_one_is_not() -> None:
    assert parse_amount("0" * 62 + "42") == 4200
    assert refusal("0" * 63 + "42") == "malformed_amount"


@given(amounts)
def test_what_screens_show_reads_back(centimes: int) -> None:
    assert parse_amount(format_amount(centimes)) == centimes
    assert parse_amount(f"{format_amount(centimes)}\u00a0MAD") == centimes
    assert parse_plain_amount(plain(centimes)) == centimes


@given(st.text(max_size=70))
def test_any_text_is_an_amount_or_an_amount_error(text: str) -> None:
    try:
        centimes = parse_amount(text)
    except AmountError:
        return
    assert 0 <= centimes <= MOST_CENTIMES


@pytest.mark.parametrize(
    ("written", "centimes"),
    [("485.58", 48_558), ("220", 22_000), ("0.5", 50), ("0.00", 0), ("000012.30", 1230)],
)
def test_a_file_amount_is_digits_a_dot_and_one_or_two_decimals(written: str, centimes: int) -> None:
    assert parse_plain_amount(written) == centimes


@pytest.mark.parametrize(
    "written",
    [
        "1,50",
        "1.505",
        "1.",
        ".5",
        "+1",
        "1e3",
        "NaN",
        "abc",
        " 1",
        "1 ",
        "1 000",
        "٥",
        "1.5 MAD",
        "1.5\n",
        "5x",
    ],
)
def test_a_file_amount_in_any_other_shape_is_malformed(written: str) -> None:
    assert refusal(written, parse_plain_amount) == "malformed_amount"


def test_a_file_amount_missing_negative_or_absurd_is_told_apart() -> None:
    assert refusal("", parse_plain_amount) == "empty_amount"
    assert refusal("-1.00", parse_plain_amount) == "negative_amount"
    assert refusal("100000000000.01", parse_plain_amount) == "amount_too_large"
    assert refusal("9" * 10_000, parse_plain_amount) == "amount_too_large"


@pytest.mark.parametrize(
    ("centimes", "shown", "written"),
    [
        (2_770_749, "27\u00a0707,49", "27707.49"),
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (100_000, "1\u00a0000,00", "1000.00"),
        (123_456_789, "1\u00a0234\u00a0567,89", "1234567.89"),
        (-150, "\u22121,50", "-1.50"),
        (-1, "\u22120,01", "-0.01"),
    ],
)
def test_amounts_are_written_for_people_and_for_programs(
    centimes: int, shown: str, written: str
) -> None:
    assert format_amount(centimes) == shown
    assert plain(centimes) == written


@given(st.integers(-(10**15), 10**15))
def test_a_shown_amount_has_two_decimals_and_no_breaking_space(centimes: int) -> None:
    assert re.fullmatch(r"\u2212?\d{1,3}(\u00a0\d{3})*,\d\d", format_amount(centimes))


def refusal(text: str, read: Callable[[str], int] = parse_amount) -> str:
    with pytest.raises(AmountError) as refused:
        read(text)
    return refused.value.code
