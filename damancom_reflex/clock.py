"""The two clocks: real time for security, the business calendar for rules and deadlines.

Security (sessions, codes, locks) always runs on real time. Business days (situation, windows of decisions, due
dates) run on a calendar that the demo may start on another day; it is real time plus a shift held in the database.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

CASABLANCA = ZoneInfo("Africa/Casablanca")


def now() -> datetime:
    """Real time, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment as clocks in Morocco show it."""
    return moment.astimezone(CASABLANCA)


def business_now(shift: timedelta) -> datetime:
    """Moment on the business calendar, aware, in Moroccan time.

    Args:
        shift: what the business calendar adds to real time (zero outside the demo).
    """
    # Days are added to what the clock on the wall shows: in Ramadan it is an hour behind, and midnight another moment.
    return local(now()) + shift


def shift_to(day: date) -> timedelta:
    """Shift, in whole days, that makes today's business day `day`."""
    return timedelta(days=(day - local(now()).date()).days)
