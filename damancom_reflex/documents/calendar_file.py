"""The due dates as a calendar file (iCalendar, RFC 5545) that phones and mail programs take."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Alarm, Calendar, Event

from damancom_reflex.documents.wording import money

if TYPE_CHECKING:
    from datetime import date

    from damancom_reflex.documents.views import AgreementView
    from damancom_reflex.i18n import Translator

PRODID: Final = "-//Damancom//Recouvrement//FR"
REMINDER: Final = timedelta(days=-2)
"""Two days before, as the 48-hour reminders sent by the portal."""


def due_dates_calendar(view: AgreementView, _: Translator) -> bytes:
    """Make the calendar: an all-day event per instalment, or the one debit of a full payment.

    An instalment stands on the day the bank takes it, where that is known; of a request that ended, each is cancelled.

    An event's identity comes from the reference and the number of the instalment, so that a file imported twice, or in
    the other language, moves the events instead of doubling them.

    Args:
        view: what was signed.
        _: translator of the texts.

    Returns:
        The file, UTF-8, lines ended by CRLF. No event when a full payment has no debit day yet.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Échéances {reference}", reference=view.reference))
    plan = view.simulation.plan
    if plan:
        for due in plan.instalments:
            summary = _(
                "Échéance {number} sur {months} : {amount}",
                number=due.number,
                months=plan.months,
                amount=money(_, due.amount),
            )
            calendar.add_component(
                _event(view, due.number, view.debit_days.get(due.number, due.due), summary, _)
            )
    elif view.debit_on:
        summary = _("Prélèvement : {amount}", amount=money(_, view.simulation.to_pay))
        calendar.add_component(_event(view, 1, view.debit_on, summary, _))
    return calendar.to_ical()


def _event(view: AgreementView, number: int, day: date, summary: str, _: Translator) -> Event:
    """One day on which money leaves the account, and its reminder."""
    event = Event()
    event.add("uid", f"{view.reference}-{number}@damancom")
    event.add("dtstamp", view.created_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add(
        "description",
        _(
            "Demande {reference}. Compte débité : {rib}.",
            reference=_.ltr(view.reference),
            rib=_.ltr(view.masked_rib),
        ),
    )
    event.add("url", view.verification_url)
    event.add("transp", "TRANSPARENT")
    if view.ended:
        event.add("status", "CANCELLED")
        return event
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", REMINDER)
    event.add_component(alarm)
    return event
