"""What holds for whatever is typed in the form of a claim."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import (
    LONGEST_LATE_REASON,
    ClaimField,
    ClaimFormError,
    FormFacts,
    PersonFacts,
    field_errors,
    is_late,
    read_form,
    read_loss_date,
)

from .job_loss_factories import EXCLUDED, INVOLUNTARY, RULE, TO_EXAMINE, people

REASONS = {reason.code: reason for reason in (INVOLUNTARY, EXCLUDED, TO_EXAMINE)}
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
formats = st.sampled_from(["{:%d/%m/%Y}", "{:%d-%m-%Y}", "{:%d.%m.%Y}", "{:%Y-%m-%d}"])
written = st.builds(lambda form, day: form.format(day), formats, days)
texts = st.text(max_size=30) | st.just("x" * (LONGEST_LATE_REASON + 1))
values = texts | written | st.sampled_from([*REASONS, "yes", ""])
forms = st.dictionaries(
    st.sampled_from([field.value for field in ClaimField]) | st.text(max_size=5), values
)
facts = st.builds(FormFacts, people, days, st.just(lambda _: RULE), st.sampled_from([REASONS, {}]))


@given(forms, facts)
def test_reading_raises_nothing_but_errors_of_the_domain(
    typed: dict[str, str], known: FormFacts
) -> None:
    late = is_late(typed, known)
    errors = field_errors(typed, known, whole=True)
    try:
        content = read_form(typed, known)
    except ClaimFormError as error:
        assert list(error.errors) == list(errors)
        assert errors
    else:
        assert errors == {}
        assert bool(content.late_reason) is late
        assert len(content.late_reason) <= LONGEST_LATE_REASON


@given(st.text())
def test_no_text_is_read_as_a_day_but_one_that_is(text: str) -> None:
    known = FormFacts(PersonFacts(), date(2099, 12, 31), lambda _: RULE, REASONS)
    try:
        day = read_loss_date({"loss_date": text}, known)
    except DomainError as error:
        assert error.code
    else:
        assert 1950 <= day.year <= 2099


@given(forms, facts)
def test_what_is_told_while_typing_is_told_when_filing(
    typed: dict[str, str], known: FormFacts
) -> None:
    at_once = field_errors(typed, known)
    whole = field_errors(typed, known, whole=True)
    told = {field: error.code for field, error in whole.items()}
    assert {field: told.get(field) for field in at_once} == {
        field: error.code for field, error in at_once.items()
    }


@given(formats, days, st.integers(0, 40_000), st.integers(0, 200))
def test_a_day_between_hiring_and_today_stands_in_any_form(
    form: str, hired: date, worked: int, gone: int
) -> None:
    loss = min(max(hired, date(1950, 1, 1)) + timedelta(days=worked), date(2099, 1, 1))
    today = loss + timedelta(days=gone)
    known = FormFacts(PersonFacts(hired=min(hired, loss)), today, lambda _: RULE, REASONS)
    typed = {"loss_date": form.format(loss)}
    assert read_loss_date(typed, known) == loss
    assert is_late(typed, known) is (gone > RULE.request_days)
