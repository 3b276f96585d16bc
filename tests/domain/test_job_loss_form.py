"""The form of a claim: each field as it is typed, what stands of it, and why the rest does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from damancom_reflex.domain.dates import DayError
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import (
    LONGEST_LATE_REASON,
    ClaimContent,
    ClaimField,
    ClaimFieldError,
    ClaimFormError,
    FormFacts,
    JobLossRule,
    field_errors,
    is_late,
    read_form,
    read_loss_date,
)

from .job_loss_factories import EXCLUDED, INVOLUNTARY, RULE, TO_EXAMINE, person, rule

TODAY = date(2026, 2, 28)
HIRED = date(2022, 1, 1)
REASONS = {reason.code: reason for reason in (INVOLUNTARY, EXCLUDED, TO_EXAMINE)}
FACTS = FormFacts(person=person(hired=HIRED), today=TODAY, rule=lambda _: RULE, reasons=REASONS)
WHOLE = {"loss_date": "20/02/2026", "reason": "closure", "attested": "yes"}
LONG_AGO = "01/12/2025"


def typed(**fields: str) -> dict[str, str]:
    """A form that can be filed, with changes."""
    return {**WHOLE, **fields}


def day_error(text: str, facts: FormFacts = FACTS) -> DomainError:
    """Why a day of the loss does not stand."""
    with pytest.raises(DomainError) as refused:
        read_loss_date({"loss_date": text}, facts)
    return refused.value


def codes(form: dict[str, str], facts: FormFacts = FACTS, *, whole: bool = False) -> dict[str, str]:
    """Code of each field's error."""
    found = field_errors(form, facts, whole=whole)
    return {field: error.code for field, error in found.items()}


def test_a_whole_form_is_read():
    assert read_form(WHOLE, FACTS) == ClaimContent(date(2026, 2, 20), INVOLUNTARY, "")


@pytest.mark.parametrize(
    "text",
    [
        *("20/02/2026", "20-02-2026", "20.02.2026", "2026-02-20", "20/2/2026"),
        *("٢٠/٠٢/٢٠٢٦", "۲۰/۰۲/۲۰۲۶", " 20 / 02 / 2026 ", "\u200f20/02/2026\u200e"),
    ],
)
def test_a_day_is_read_in_three_forms_and_any_digits(text: str):
    assert read_loss_date({"loss_date": text}, FACTS) == date(2026, 2, 20)


@pytest.mark.parametrize("form", [{}, {"loss_date": ""}, {"loss_date": " \u200f\t"}])
def test_a_day_that_is_not_told_is_missing(form: dict[str, str]):
    with pytest.raises(ClaimFieldError) as refused:
        read_loss_date(form, FACTS)
    assert refused.value.code == "empty_loss_date"
    assert not is_late(form, FACTS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hier", "malformed_day"),
        ("20/02", "malformed_day"),
        ("20/02/26", "malformed_day"),
        ("29/02/2025", "impossible_day"),
        ("31/11/2025", "impossible_day"),
        ("00/01/2026", "impossible_day"),
        ("20/13/2025", "impossible_day"),
        ("20/02/2126", "impossible_day"),
    ],
)
def test_what_is_no_day_keeps_the_calendars_own_error(text: str, code: str):
    error = day_error(text)
    assert isinstance(error, DayError)
    assert error.code == code


def test_the_29_of_february_is_read_in_a_leap_year_alone():
    facts = replace(FACTS, today=date(2024, 3, 10))
    assert read_loss_date({"loss_date": "29/02/2024"}, facts) == date(2024, 2, 29)
    assert day_error("29/02/2023", facts).code == "impossible_day"


def test_a_job_may_be_lost_today_and_not_tomorrow():
    assert read_loss_date({"loss_date": "28/02/2026"}, FACTS) == TODAY
    error = day_error("01/03/2026")
    assert isinstance(error, ClaimFieldError)
    assert (error.code, error.params) == ("future_loss", {"day": TODAY})


def test_a_job_may_be_lost_on_the_day_of_hiring_and_not_before():
    assert read_loss_date({"loss_date": "01/01/2022"}, FACTS) == HIRED
    error = day_error("31/12/2021")
    assert isinstance(error, ClaimFieldError)
    assert (error.code, error.params) == ("loss_before_hiring", {"day": HIRED})


def test_a_day_before_every_calendar_of_the_fund_is_refused_even_without_a_hiring_day():
    unknown = replace(FACTS, person=person(hired=None))
    assert read_loss_date({"loss_date": "02/01/1950"}, unknown) == date(1950, 1, 2)
    assert day_error("31/12/1949", unknown).code == "impossible_loss"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("30/11/2014", replace(FACTS, person=person(hired=date(2010, 1, 1)))),
        ("21/02/2026", replace(FACTS, person=person(left=date(2026, 2, 20)))),
    ],
    ids=["before the law", "after the last day on record"],
)
def test_a_day_that_only_an_officer_can_judge_may_be_filed(text: str, facts: FormFacts):
    assert codes({"loss_date": text}, facts) == {}


def test_the_law_of_the_day_of_the_loss_is_the_one_that_is_read():
    def reformed(day: date) -> JobLossRule:
        return rule(request_days=10) if day >= date(2026, 2, 1) else RULE

    facts = replace(FACTS, rule=reformed)
    assert not is_late({"loss_date": "18/02/2026"}, facts)
    assert is_late({"loss_date": "17/02/2026"}, facts)
    assert not is_late({"loss_date": "31/01/2026"}, facts)


def test_the_sixtieth_day_is_in_time_and_the_next_one_needs_a_reason():
    in_time, late = (f"{TODAY - timedelta(days=gone):%d/%m/%Y}" for gone in (60, 61))
    assert not is_late({"loss_date": in_time}, FACTS)
    assert is_late({"loss_date": late}, FACTS)
    assert read_form(typed(loss_date=in_time), FACTS).late_reason == ""
    error = field_errors(typed(loss_date=late), FACTS, whole=True)["late_reason"]
    assert error.code == "late_reason_missing"
    assert error.params == {"days": 61, "limit": 60}


def test_a_day_that_does_not_stand_is_not_late():
    assert not is_late({"loss_date": "01/01/2021"}, FACTS)
    assert not is_late({"loss_date": "jadis"}, FACTS)


def test_a_late_reason_is_kept_without_the_spaces_around():
    late = typed(loss_date=LONG_AGO, late_reason="  Hospitalisation,\n puis convalescence \n")
    assert read_form(late, FACTS).late_reason == "Hospitalisation,\n puis convalescence"


@pytest.mark.parametrize("text", ["", "   ", "\u200f \u200b", "\n"])
def test_a_late_reason_of_nothing_is_missing(text: str):
    late = typed(loss_date=LONG_AGO, late_reason=text)
    assert codes(late, whole=True) == {"late_reason": "late_reason_missing"}


def test_a_late_reason_of_500_characters_stands_and_one_more_does_not():
    assert LONGEST_LATE_REASON == 500
    just = "م" * 500
    assert read_form(typed(loss_date=LONG_AGO, late_reason=f" {just} "), FACTS).late_reason == just
    error = field_errors(typed(loss_date=LONG_AGO, late_reason=just + "م"), FACTS)["late_reason"]
    assert error.code == "late_reason_too_long"
    assert error.params == {"most": 500}


@pytest.mark.parametrize("day", ["20/02/2026", "demain"])
def test_a_late_reason_within_the_delay_is_not_looked_at(day: str):
    form = typed(loss_date=day, late_reason="x" * 501)
    assert "late_reason" not in codes(form, whole=True)


def test_a_late_reason_within_the_delay_is_not_stated():
    assert read_form(typed(late_reason="Une grève"), FACTS).late_reason == ""


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_on_record_may_be_claimed_for(code: str):
    assert read_form(typed(reason=code), FACTS).reason is REASONS[code]


@pytest.mark.parametrize("text", ["", " ", "CLOSURE", "closure ", "inconnu"])
def test_a_reason_that_is_none_is_missing(text: str):
    assert codes(typed(reason=text), whole=True) == {"reason": "reason_missing"}


@pytest.mark.parametrize("text", ["", " ", "no", "YES", "oui", "yes "])
def test_only_a_box_that_is_ticked_attests(text: str):
    assert codes(typed(attested=text), whole=True) == {"attested": "not_attested"}


def test_while_it_is_typed_nothing_empty_is_an_error():
    assert codes({}) == {}
    assert codes({"loss_date": " ", "reason": "\u200f", "late_reason": "", "attested": ""}) == {}
    assert codes({"loss_date": LONG_AGO}) == {}


def test_while_it_is_typed_what_is_wrong_is_told_at_once():
    form = {"loss_date": "01/03/2026", "reason": "?", "late_reason": "x" * 501, "attested": "no"}
    assert codes(form) == {
        "loss_date": "future_loss",
        "reason": "reason_missing",
        "attested": "not_attested",
    }


def test_an_empty_form_lacks_three_fields_told_in_their_order():
    with pytest.raises(ClaimFormError) as refused:
        read_form({}, FACTS)
    error = refused.value
    assert error.code == "claim_incomplete"
    assert {field: each.code for field, each in error.errors.items()} == {
        "loss_date": "empty_loss_date",
        "reason": "reason_missing",
        "attested": "not_attested",
    }
    assert list(error.errors) == ["loss_date", "reason", "attested"]
    assert error.params == {"fields": "loss_date, reason, attested"}


def test_a_late_form_without_its_reason_cannot_be_filed():
    with pytest.raises(ClaimFormError) as refused:
        read_form(typed(loss_date=LONG_AGO), FACTS)
    assert list(refused.value.errors) == ["late_reason"]


def test_errors_are_told_in_the_order_of_the_form():
    late = {"attested": "", "late_reason": "", "reason": "", "loss_date": LONG_AGO}
    assert list(field_errors(late, FACTS, whole=True)) == [
        field.value for field in ClaimField if field is not ClaimField.LOSS_DATE
    ]
