"""Files of debits, and what waits for one, written out for a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damancom_reflex.i18n import Translator
from damancom_reflex.services.recouvrement.debit_desk import FileRow, WaitingDay
from damancom_reflex.services.trail_words import who
from damancom_reflex.state.format import mad

SHORT: Final = 8
"""Figures of a SHA-256 that are shown before it is asked for whole."""


@dataclass(frozen=True)
class WaitingLine:
    """A day that waits for a file: `day` names it in an event; `first` is empty when its file may be produced now."""

    day: str
    told: str
    debits: str
    total: str
    first: str


@dataclass(frozen=True)
class Copy:
    """A file to take away: what it is, its address and its SHA-256, short and whole."""

    kind: str
    address: str
    short: str
    sha256: str


@dataclass(frozen=True)
class FileLine:
    """The files of a day; `to_sign` for who may sign them off, `mine` for who produced them and may not."""

    number: str
    day: str
    debits: str
    total: str
    producer: str
    produced_on: str
    signer: str
    signed_on: str
    mine: bool
    to_sign: bool
    copies: list[Copy]


def waiting_line(found: WaitingDay, _: Translator) -> WaitingLine:
    """A day that waits."""
    return WaitingLine(
        day=found.day.isoformat(),
        told=_.day(found.day),
        debits=str(found.debits),
        total=mad(found.total),
        first="" if found.ready else _.day(found.first),
    )


def file_line(found: FileRow, _: Translator) -> FileLine:
    """The files of a day."""
    batch = found.batch
    open_ = not batch.signed_off_by
    return FileLine(
        number=batch.number,
        day=_.day(batch.day),
        debits=str(batch.debits),
        total=mad(batch.total),
        producer=who(batch.produced_by, found.producer, _),
        produced_on=_.day(found.produced_on),
        signer=who(batch.signed_off_by, found.signer, _),
        signed_on=_.day(batch.signed_off_on) if batch.signed_off_on else "",
        mine=found.mine and open_,
        to_sign=open_ and not found.mine,
        copies=[_copy(batch.number, kind, total, _) for kind, total in batch.sha256.items()],
    )


def _copy(number: str, kind: str, sha256: str, _: Translator) -> Copy:
    address = f"/telecharger/equipe/prelevements/{number}.{kind.lower()}?langue={_.language}"
    return Copy(kind, address, f"{sha256[:SHORT]}…", sha256)
