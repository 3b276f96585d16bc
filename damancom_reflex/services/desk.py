"""The desk a decision is taken at: what must hold of the request when it is read to be decided on, and from where.

Decisions are also taken from the command line and by time: there nobody is signed in, and nothing more is asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.remissions import RemissionRequest

Request = EnrolmentRequest | RemissionRequest | JobLossClaim

Check = Callable[[AsyncSession, Request], Awaitable[None]]
"""Refuses a decision, in its own transaction, on the request as it was read there."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody decides: what is checked, and the client address that the trail keeps."""

    check: Check
    address: str


async def unchecked(session: AsyncSession, request: Request) -> None:
    """The check of a desk where no request is decided on, only its address is kept."""
    del session, request


_here: Final[ContextVar[Desk | None]] = ContextVar("damancom_desk", default=None)


@contextmanager
def at(desk: Desk) -> Iterator[None]:
    """Take what is decided inside at this desk."""
    token = _here.set(desk)
    try:
        yield
    finally:
        _here.reset(token)


async def admit(session: AsyncSession, request: Request) -> None:
    """Let a decision on a request go on, or refuse it: called by every decision once it has read its request.

    Raises:
        Refused: what the desk's check says.
    """
    desk = _here.get()
    if desk is not None:
        await desk.check(session, request)


def address() -> str:
    """Client address of who decides; empty where nobody is signed in."""
    desk = _here.get()
    return desk.address if desk else ""
