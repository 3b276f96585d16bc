"""`damancom audit verify`: read the whole audit trail and name its first bad row."""

from __future__ import annotations

import asyncio
import re
from typing import Final

import typer

from damancom_reflex.commands.one_line import refuse, write
from damancom_reflex.services.audit import Head, Verdict
from damancom_reflex.services.audit import verify as verify_trail
from damancom_reflex.store.engine import dispose

_HEAD: Final = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
_CHANGED: Final = 1


def verify(noted: str = "") -> None:
    """Check the audit trail; exit code 1 and one line on standard error when it was changed.

    Args:
        noted: `POSITION:HASH` of an earlier verification, kept elsewhere; the trail must still pass
            through it. Shows a trail that was put back whole, which nothing inside the database
            can.
    """
    verdict = asyncio.run(_verify(_head(noted) if noted else None))
    head = f"{verdict.head.position}:{verdict.head.hash}"
    if verdict.ok:
        write(f"audit trail whole: {verdict.rows} rows, head {head}")
        return
    typer.echo(f"damancom: {_what(verdict)}; whole up to {head}", err=True)
    raise typer.Exit(_CHANGED)


def _what(verdict: Verdict) -> str:
    if verdict.first_bad_position is None:
        return "audit trail rewritten: it does not end at the head that was sealed or noted"
    return f"audit trail: row {verdict.first_bad_position} was {verdict.reason}"


def _head(text: str) -> Head:
    match = _HEAD.fullmatch(text.strip())
    if match is None:
        refuse("a head is POSITION:HASH, as an earlier verification printed it")
    return Head(int(match[1]), match[2])


async def _verify(noted: Head | None) -> Verdict:
    try:
        return await verify_trail(noted)
    finally:
        await dispose()
