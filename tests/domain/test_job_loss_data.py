"""The law on IPE as a data file: what is on record, with its source."""

from __future__ import annotations

import re
from datetime import date

import pytest

from damancom_reflex.domain.job_loss import Standing, minimum_wage_on
from damancom_reflex.rules import (
    job_loss_corrections,
    job_loss_reasons,
    job_loss_refusals,
    job_loss_rule,
    minimum_wages,
)

from .job_loss_factories import RULE, rule

ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.mark.parametrize("day", [date(2014, 11, 30), date(2014, 12, 1), date(2026, 6, 1)])
def test_the_law_of_2014_is_on_record(day: date) -> None:
    found = job_loss_rule(day)
    assert found.source
    assert rule(source=found.source) == found
    assert (RULE.long_days, RULE.recent_days) == (780, 260)


@pytest.mark.parametrize(
    ("day", "hourly", "monthly"),
    [
        (date(2020, 6, 30), 1413, 2698_83),
        (date(2020, 7, 1), 1481, 2828_71),
        (date(2022, 8, 31), 1481, 2828_71),
        (date(2022, 9, 1), 1555, 2970_05),
        (date(2023, 8, 31), 1555, 2970_05),
        (date(2023, 9, 1), 1629, 3111_39),
        (date(2024, 12, 31), 1629, 3111_39),
        (date(2025, 1, 1), 1710, 3266_10),
        (date(2025, 12, 31), 1710, 3266_10),
        (date(2026, 1, 1), 1792, 3422_72),
    ],
)
def test_minimum_wages_by_the_hour_and_by_the_month(day: date, hourly: int, monthly: int) -> None:
    found = minimum_wage_on(day, minimum_wages())
    assert found is not None
    assert found.hourly == hourly
    assert found.hourly * job_loss_rule(day).hours_a_month == monthly


def test_minimum_wages_begin_on_the_first_of_a_month_and_only_rise() -> None:
    wages = minimum_wages()
    assert all(wage.valid_from.day == 1 for wage in wages)
    assert [wage.valid_from for wage in wages] == sorted({wage.valid_from for wage in wages})
    assert [wage.hourly for wage in wages] == sorted({wage.hourly for wage in wages})
    assert all(wage.source for wage in wages)


def test_reasons_and_what_the_law_makes_of_them() -> None:
    assert {code: each.standing for code, each in job_loss_reasons().items()} == {
        "circumstances": Standing.INVOLUNTARY,
        "economic_dismissal": Standing.INVOLUNTARY,
        "fixed_term_end": Standing.INVOLUNTARY,
        "closure": Standing.INVOLUNTARY,
        "disciplinary_dismissal": Standing.INVOLUNTARY,
        "resignation": Standing.EXCLUDED,
        "voluntary_departure": Standing.EXCLUDED,
        "abandonment": Standing.EXCLUDED,
        "other": Standing.TO_EXAMINE,
    }


def test_every_reason_is_said_in_both_languages_with_its_source() -> None:
    for code, each in job_loss_reasons().items():
        assert each.code == code
        assert each.text("fr")
        assert ARABIC.search(each.text("ar"))
        assert each.source


def test_every_refusal_and_correction_says_what_can_be_done_in_both_languages() -> None:
    refusals, corrections = job_loss_refusals(), job_loss_corrections()
    assert set(refusals) == {
        "post_abandoned",
        "left_voluntarily",
        "too_few_days_long",
        "too_few_days_recent",
        "requested_late",
        "file_incomplete",
        "pension_age",
        "still_employed",
        "other_claim",
        "refused_otherwise",
    }
    assert not set(refusals) & set(corrections)
    for code, each in (*refusals.items(), *corrections.items()):
        assert each.code == code
        for said in (each.text, each.advice):
            assert said("fr").endswith(".")
            assert not ARABIC.search(said("fr"))
            assert ARABIC.search(said("ar"))
            assert said("ar").endswith(".")
        assert each.source


def test_the_records_are_read_once() -> None:
    for read in (minimum_wages, job_loss_reasons, job_loss_refusals, job_loss_corrections):
        assert read() is read()
    assert job_loss_rule(date(2026, 1, 1)) is job_loss_rule(date(2020, 1, 1))
