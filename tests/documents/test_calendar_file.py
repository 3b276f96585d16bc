"""The calendar of due dates, read back as a phone would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Component

from damancom_reflex.documents import due_dates_calendar
from damancom_reflex.domain.money import format_amount

from .factories import FOUR_MONTHS, SIGNED, agreement, guide

if TYPE_CHECKING:
    from damancom_reflex.i18n import Translator


def events(content: bytes) -> list[Component]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_an_all_day_event_for_each_instalment(tr: Translator):
    view = agreement(guide("guide-instalments-4"), FOUR_MONTHS)
    plan = view.simulation.plan
    assert plan is not None
    found = events(due_dates_calendar(view, tr))
    assert [event.decoded("dtstart") for event in found] == [due.due for due in plan.instalments]
    for event, due in zip(found, plan.instalments, strict=True):
        assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
        assert f"{format_amount(due.amount)}\u00a0MAD" in str(event["summary"])


def test_a_full_payment_is_one_event_on_its_debit_day(tr: Translator):
    view = agreement(guide("guide-full"))
    (event,) = events(due_dates_calendar(view, tr))
    assert event.decoded("dtstart") == date(2023, 12, 10)
    assert "80\u00a0096,86\u00a0MAD" in str(event["summary"])


def test_no_event_while_the_debit_day_is_unknown(tr: Translator):
    view = replace(agreement(guide("guide-full")), debit_on=None)
    assert events(due_dates_calendar(view, tr)) == []


def test_each_event_rings_two_days_before(tr: Translator):
    view = agreement(guide("guide-instalments-4"), FOUR_MONTHS)
    for event in events(due_dates_calendar(view, tr)):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(days=-2)
        assert alarm["action"] == "DISPLAY"


def test_events_keep_their_identity_and_differ_from_each_other(tr: Translator):
    view = agreement(guide("guide-instalments-4"), FOUR_MONTHS)
    later = replace(view, created_at=SIGNED + timedelta(days=3))
    identities = [str(event["uid"]) for event in events(due_dates_calendar(view, tr))]
    assert identities == [str(event["uid"]) for event in events(due_dates_calendar(later, tr))]
    assert len(set(identities)) == 4


def test_the_file_follows_the_format(tr: Translator):
    content = due_dates_calendar(agreement(guide("guide-instalments-4"), FOUR_MONTHS), tr)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    assert "Damancom" in str(calendar["prodid"])
    assert {event.decoded("dtstamp") for event in events(content)} == {SIGNED.astimezone(UTC)}


def test_an_instalment_stands_on_the_day_that_the_bank_takes_it(tr: Translator):
    view = agreement(guide("guide-instalments-4"), FOUR_MONTHS)
    days = {1: date(2023, 12, 11), 2: date(2024, 1, 10)}
    found = events(due_dates_calendar(replace(view, debit_days=days), tr))
    assert [event.decoded("dtstart") for event in found] == [
        *days.values(),
        date(2024, 2, 8),
        date(2024, 3, 8),
    ]


def test_what_is_in_a_calendar_already_is_cancelled_once_the_request_fell(tr: Translator):
    view = agreement(guide("guide-instalments-4"), FOUR_MONTHS)
    found = events(due_dates_calendar(replace(view, ended=True), tr))
    assert {str(event["status"]) for event in found} == {"CANCELLED"}
    assert not any(event.walk("VALARM") for event in found)
