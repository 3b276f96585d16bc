"""The journey's services on a SQLite file of their own, with the demo in it: the longest debt, lists, signature.

Prints a table, then the JSON line that `scripts/bench.py` reads. `type_plan` is what a slider sends: it saves what is
typed, works the whole plan out and puts every way of paying beside it.
"""

from __future__ import annotations

from time import perf_counter

from _timing import Measure, on_a_fresh_database, times
from sqlmodel import col, select, update

from damancom_reflex import demo
from damancom_reflex.domain.requests import RemissionStatus
from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.recouvrement import ledgers
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import dispose, reading, writing
from damancom_reflex.store.remissions import RemissionRequest

LONGEST, GROUP = "minoterie.chaouia", "fiduciaire.atlas"
RUNS = 200
SIGNATURES = 30


async def actor_of(identifier: str) -> Actor:
    """The signed-in person of a persona."""
    async with reading() as session:
        row = (await session.exec(select(Account).where(Account.identifier == identifier))).one()
    return Actor(row.id or 0, 1, Role(row.role), row.display_name, "fr", "127.0.0.1")


async def at_simulation(who: Actor) -> str:
    """A draft in instalments brought to the simulation."""
    draft_id = (await recouvrement.begin(who)).id
    await recouvrement.choose_mode(who, draft_id, "instalments")
    await recouvrement.accept_guarantees(who, draft_id, accepted=True)
    accounts = await recouvrement.bank_accounts(who, draft_id)
    await recouvrement.choose_bank_account(who, draft_id, accounts[0].id)
    return draft_id


async def signatures(who: Actor) -> list[float]:
    """Milliseconds of signing the longest debt; each request is closed for the next one."""
    taken: list[float] = []
    for _ in range(SIGNATURES):
        draft_id = await at_simulation(who)
        await recouvrement.type_plan(who, draft_id, "", "60")
        await recouvrement.accept_terms(who, draft_id, "fr")
        start = perf_counter()
        await recouvrement.sign(who, draft_id)
        taken.append((perf_counter() - start) * 1000)
        async with writing() as session:
            over = RemissionStatus.EXPIRED.value
            mine = col(RemissionRequest.account_id) == who.account_id
            await session.exec(update(RemissionRequest).where(mine).values(status=over))
    return taken


async def measure() -> list[Measure]:
    """Every figure: what, milliseconds of each run, and the most that is wanted."""
    start = perf_counter()
    await demo.load()
    loading = (perf_counter() - start) * 1000
    miller, group = await actor_of(LONGEST), await actor_of(GROUP)
    draft_id = await at_simulation(miller)

    async def cold(_run: int) -> None:
        ledgers.ledgers.clear()
        await recouvrement.debt(miller, draft_id)

    months = [str(1 + run % 60) for run in range(RUNS)]
    warm = await times(
        RUNS, lambda run: recouvrement.type_plan(miller, draft_id, "10 000", months[run])
    )
    found: list[Measure] = [
        ("demo, first load", [loading], 5_000),
        ("type_plan, 659 periods, warm", warm, 20),
        (
            "plan, 659 periods, warm",
            await times(RUNS, lambda _: recouvrement.plan(miller, draft_id)),
            15,
        ),
        ("debt, 659 periods, from its rows", await times(20, cold), 150),
        (
            "affiliations, a page of 55, searched",
            await times(RUNS, lambda run: recouvrement.affiliations(group, "a", page=1 + run % 5)),
            15,
        ),
        ("sign, 659 periods, 60 months", await signatures(miller), 150),
    ]
    await dispose()
    return found


if __name__ == "__main__":
    on_a_fresh_database(measure)
