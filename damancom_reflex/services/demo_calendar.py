"""The demo's calendar: anybody moves the business day on, and what each day in between brings is done.

Demo only. Day by day, because a debit is collected some working days after its file, and a request expires on its own
day. Nobody is there to sign the files of debits off, so the demo does, as somebody else than who produced them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from damancom_reflex.domain.calendar import DUE_DAY, next_debit_day
from damancom_reflex.domain.words import Word
from damancom_reflex.domain.working_days import working_day_from
from damancom_reflex.rules.holidays import is_holiday, moving_holidays
from damancom_reflex.services import audit, business, due
from damancom_reflex.services.actors import Refused
from damancom_reflex.services.recouvrement import debit_file
from damancom_reflex.services.turns import in_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.engine import writing

ACTOR: Final = "system:demo"
"""Who moves the calendar and signs the files of debits off, in the trail."""

TURN: Final = "business calendar"
MONTH: Final = timedelta(days=31)
_DAY: Final = timedelta(days=1)


class Step(Word):
    """How far the calendar is moved on."""

    DAY = "DAY"
    DEBITS = "DEBITS"
    MONTH = "MONTH"


@dataclass(frozen=True, slots=True)
class Moved:
    """The business day reached, what was due until then, and how many files of debits the demo signed off."""

    day: date
    done: due.Done
    signed_off: int


async def today() -> date:
    """Today on the business calendar.

    Raises:
        Refused: `demo_only`, outside the demo.
    """
    _check_demo()
    return await business.today()


async def move(step: Step) -> Moved:
    """Move the calendar on by a step, and do what is due on the way.

    Raises:
        Refused: as for `move_to`.
    """
    return await move_to(_after(await today(), step))


async def move_to(day: date) -> Moved:
    """Move the calendar on to a day, and do what is due on each day until then; it runs on from there.

    Raises:
        Refused: `demo_only`, outside the demo; `calendar_backwards` (`today`) for today or a day before;
            `calendar_end` (`last`) past the last day whose holidays are on file.
    """
    before = await today()
    if day <= before:
        raise Refused("calendar_backwards", today=before)
    if day > last_day():
        raise Refused("calendar_end", last=last_day())
    done, signed_off = due.NOTHING, 0
    for number in range(1, (day - before).days + 1):
        await _reach(before + number * _DAY, until=day)
        done += await due.run()
        signed_off += await _sign_off()
    return Moved(await business.today(), done, signed_off)


def last_day() -> date:
    """The last day whose holidays are on file, so that working days are known until then."""
    return max(holiday.first for holiday in moving_holidays()).replace(month=12, day=31)


def _after(day: date, step: Step) -> date:
    """The day a step leads to; that of debits is the next 10th, or the working day they are taken on."""
    if step is Step.DEBITS:
        this = working_day_from(day.replace(day=DUE_DAY), is_holiday)
        return this if this > day else working_day_from(next_debit_day(day), is_holiday)
    return day + (_DAY if step is Step.DAY else MONTH)


async def _reach(day: date, until: date) -> None:
    """Make today `day`, unless somebody else who moves the calendar is further; every day of a move is in the trail."""
    async with writing() as session:
        await in_turn(session, TURN)
        before = await business.today(session)
        if before >= day:
            return
        await business.move_to(session, day)
        await audit.append(
            session,
            actor=ACTOR,
            action="calendar.moved",
            subject="calendar",
            before={"business_day": before.isoformat()},
            after={"business_day": day.isoformat(), "until": until.isoformat()},
        )


async def _sign_off() -> int:
    """Sign off the files of debits whose day has come; how many were ours to sign."""
    this_day, done = await business.today(), 0
    for batch in await debit_file.batches():
        if batch.signed_off_by or batch.day > this_day:
            continue
        try:
            await debit_file.sign_off(batch.day, ACTOR, debits=batch.debits, total=batch.total)
        except Refused as refused:
            # Between the look and the turn, somebody of the fund signed it, or another who moves the calendar.
            if refused.code != "debit_file_signed_off":
                raise
        else:
            done += 1
    return done


def _check_demo() -> None:
    if not settings().demo:
        raise Refused("demo_only")
