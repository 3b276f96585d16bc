"""Rows and counters of the queue, written out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from damancom_reflex.domain.review import LIVES, Kind
from damancom_reflex.i18n import Translator
from damancom_reflex.services.review import Queue, QueueRow
from damancom_reflex.state.review.words import KINDS, status_word

SOON = 7
"""Days before a deadline from which it asks for attention."""


@dataclass(frozen=True)
class Counter:
    """How many requests of a kind are in a status; pressed, it shows them."""

    kind: str
    state: str
    text: str
    count: str
    current: bool


@dataclass(frozen=True)
class KindCounters:
    """The counters of a kind."""

    name: str
    counters: list[Counter]


@dataclass(frozen=True)
class QueueLine:
    """A request as the table shows it; `tone` says whether its deadline asks for attention."""

    reference: str
    address: str
    kind: str
    legal_name: str
    number: str
    person: str
    office: str
    filed: str
    age: str
    deadline: str
    left: str
    tone: str
    status: str
    holder: str
    mine: bool


def counted(kind: Kind, found: Queue, chosen: tuple[str, str], _: Translator) -> KindCounters:
    """The counters of a kind; `chosen` is the kind and the status in view."""
    return KindCounters(
        _(KINDS[kind]),
        [
            Counter(
                kind.value,
                state,
                status_word(kind, state, _),
                _count(found.counts[kind, state]),
                current=chosen == (kind.value, state),
            )
            for state in LIVES[kind]
            if found.counts.get((kind, state))
        ],
    )


def queue_line(row: QueueRow, today: date, address: str, _: Translator) -> QueueLine:
    """A request as the table shows it on a day; `address` is that of its file."""
    left = (row.awaited - today).days if row.awaited else None
    return QueueLine(
        reference=row.reference,
        address=address,
        kind=_(KINDS[row.kind]),
        legal_name=row.legal_name,
        number=row.affiliate_number,
        person=row.person(_.language),
        office=row.office(_.language),
        filed=_.day(row.filed),
        age=_days((today - row.filed).days, _),
        deadline=_.day(row.deadline) if row.deadline else "",
        left=_left(left, _),
        tone="" if left is None or left > SOON else "late" if left < 0 else "soon",
        status=status_word(
            *(row.kind, row.status, _), guaranteed=row.guaranteed, signed_once=row.signed_once
        ),
        holder=_("vous") if row.mine else row.holder,
        mine=row.mine,
    )


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _days(number: int, _: Translator) -> str:
    return _("aujourd'hui") if number <= 0 else _.plural("{n} jour", "{n} jours", number)


def _left(days: int | None, _: Translator) -> str:
    if days is None:
        return ""
    if days < 0:
        return _.plural("dépassée de {n} jour", "dépassée de {n} jours", -days)
    return _("aujourd'hui") if days == 0 else _.plural("dans {n} jour", "dans {n} jours", days)
