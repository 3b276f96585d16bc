from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.dates import DayError, parse_day

from .factories import read_or_code

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    "typed",
    [
        "31/12/2026",
        "31-12-2026",
        "31.12.2026",
        "2026-12-31",
        "2026/12/31",
        " 31 / 12 / 2026 ",
        "٣١/١٢/٢٠٢٦",
        "\u200f31/12/2026\u200f",
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert parse_day(typed) == date(2026, 12, 31)


@pytest.mark.parametrize("typed", ["1/2/2026", "01-02-2026", "2026-2-1"])
def test_the_day_comes_first_unless_the_year_does(typed: str) -> None:
    assert parse_day(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "demain",
        "31/12",
        "31/12/26",
        "31 décembre 2026",
        "31/12/20266",
        "311/12/2026",
        "20261231",
        "1/2/3/2026",
        "-1/2/2026",
    ],
)
def test_what_has_not_three_figures_is_malformed(typed: str) -> None:
    assert read_or_code(parse_day, typed) == "malformed_day"


@pytest.mark.parametrize(
    "typed",
    ["31/02/2026", "29/02/2025", "00/01/2026", "32/01/2026", "01/13/2026", "01/00/2026"],
)
def test_a_day_that_is_not_in_the_calendar_is_impossible(typed: str) -> None:
    assert read_or_code(parse_day, typed) == "impossible_day"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("31/12/1899", "impossible_day"),
        ("01/01/1900", date(1900, 1, 1)),
        ("31/12/2099", date(2099, 12, 31)),
        ("01/01/2100", "impossible_day"),
        ("29/02/2028", date(2028, 2, 29)),
    ],
)
def test_years_have_bounds(typed: str, expected: object) -> None:
    assert read_or_code(parse_day, typed) == expected


@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]),
    arabic=st.booleans(),
)
def test_every_day_is_read_back_from_every_way_to_write_it(
    *, day: date, form: str, arabic: bool
) -> None:
    written = day.strftime(form)
    assert parse_day(written.translate(ARABIC) if arabic else written) == day


@given(st.text(max_size=20) | st.text("0123456789/-. ", max_size=12))
def test_any_text_is_a_day_or_a_refusal(text: str) -> None:
    try:
        assert isinstance(parse_day(text), date)
    except DayError as refused:
        assert refused.code in {"malformed_day", "impossible_day"}
