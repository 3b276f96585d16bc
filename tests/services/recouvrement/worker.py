"""A process of its own that does one thing to the database named by DATABASE_URL, when it is told to go.

    python -m tests.services.recouvrement.worker sign ACCOUNT_ID DRAFT_ID

It prints `ready`, waits for a line, then prints what came of it: a line each.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

from damancom_reflex import logs
from damancom_reflex.services import due, recouvrement
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import dispose


def actor_of(account_id: str) -> Actor:
    """The signed-in person of an account."""
    return Actor(int(account_id), 1, Role.EMPLOYER, "", "fr", "196.12.0.7")


async def sign(account_id: str, draft_id: str) -> AsyncIterator[str]:
    """The reference, or the refusal with the reference it names."""
    try:
        yield await recouvrement.sign(actor_of(account_id), draft_id)
    except Refused as refused:
        yield f"{refused.code} {refused.params.get('reference')}"


async def type_on(account_id: str, draft_id: str) -> AsyncIterator[str]:
    """Types 1, 2, 3 … for ever; each number is told once it is saved."""
    number = 0
    while True:
        number += 1
        await recouvrement.type_plan(actor_of(account_id), draft_id, str(number), "2")
        yield str(number)


async def run_due() -> AsyncIterator[str]:
    """How many requests were expired."""
    yield str((await due.run()).expired)


def say(text: str) -> None:
    """Tell the parent process, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


WORK = {"sign": sign, "type": type_on, "due": run_due}


async def main(what: str, *given: str) -> None:
    """Do it, telling each result at once."""
    async for result in WORK[what](*given):
        say(result)
    await dispose()


if __name__ == "__main__":
    logs.set_up(level="ERROR", as_json=False)
    say("ready")
    sys.stdin.readline()
    asyncio.run(main(*sys.argv[1:]))
