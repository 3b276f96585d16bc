"""Work that a server does by the clock."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from damancom_reflex.store.base import Table, moment


class ScheduledWork(Table, table=True):
    """When a work is next to be done, in real time: of many servers, one moves it on and does it."""

    name: str = Field(primary_key=True, max_length=24)
    next_at: datetime = moment()
