"""The audit trail on a SQLite file of its own: 100,000 events, searched by a supervisor and by employers in their part.

Every event of both lists is measured, the widest search and the deepest page included; and the files, which are made
beside.
"""

from __future__ import annotations

from datetime import timedelta

from _review_rows import EACH, TODAY, actor, reference
from _timing import Measure, on_a_fresh_database, times
from _trail_rows import ACCOUNTS, BUSY, EVENTS, FIRST_ACCOUNT, fill

from damancom_reflex.domain.review import Kind
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.own_trail import own_trail
from damancom_reflex.services.trail import PAGE_SIZE, TrailWanted, trail
from damancom_reflex.services.trail_export import export_csv, export_own_csv
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import dispose

RUNS, FILES = 120, 5
GOAL_MS, GOAL_FILE_MS = 50, 5_000


def employer(account_id: int) -> Actor:
    """An employer's account."""
    return Actor(account_id, 1, Role.EMPLOYER, "Banc", "fr", "127.0.0.1")


async def measure() -> list[Measure]:
    """Every event of both lists, as often as its figure needs."""
    await fill()
    made = [*await whole(), *await own()]
    await dispose()
    return made


async def whole() -> list[Measure]:
    """A supervisor's list."""
    boss = actor(Role.SUPERVISOR)
    subjects = [
        *(reference(kind, n) for kind in Kind for n in range(1, 20)),
        *(f"{1_000_000 + n}" for n in range(1, 40)),
        "pharmacie",
    ]
    names = ("salma", "employeur30", "tazi 12", "account:140", "personne")
    acts = ("session", "remission.validated", "claim", "account.created")

    async def opened(run: int) -> None:
        found = await trail(boss, TrailWanted(), 1 + run * 499 % (EVENTS // PAGE_SIZE))
        assert found.total == EVENTS

    async def on(run: int) -> None:
        await trail(boss, TrailWanted(subject=subjects[run % len(subjects)]))

    async def by(run: int) -> None:
        await trail(boss, TrailWanted(who=names[run % len(names)]))

    async def act(run: int) -> None:
        await trail(boss, TrailWanted(act=acts[run % len(acts)]), 1 + run % 20)

    async def days(run: int) -> None:
        first = TODAY - timedelta(days=2 + run * 7 % 700)
        found = await trail(boss, TrailWanted(first=first, last=first + timedelta(days=run % 9)))
        assert found.total

    async def since(run: int) -> None:
        await trail(boss, TrailWanted(first=TODAY - timedelta(days=run * 6)))

    async def file(run: int) -> None:
        made = await export_csv(boss, TrailWanted(act="" if run % 2 else "session"), "fr")
        assert made.cut

    return [
        ("supervisor, opened, any page", await times(RUNS, opened), GOAL_MS),
        ("supervisor, by subject", await times(RUNS, on), GOAL_MS),
        ("supervisor, by name", await times(RUNS, by), GOAL_MS),
        ("supervisor, by act", await times(RUNS, act), GOAL_MS),
        ("supervisor, by day", await times(RUNS, days), GOAL_MS),
        ("supervisor, since a day", await times(RUNS, since), GOAL_MS),
        ("supervisor, file of 20,000 events", await times(FILES, file), GOAL_FILE_MS),
    ]


async def own() -> list[Measure]:
    """Employers' lists: of one affiliate, and of a group of 500 with 2,000 sign-ins."""
    busy = employer(BUSY)
    requests = [reference(kind, 1 + 61 * n) for kind in Kind for n in range(20)]
    searched = (
        *(TrailWanted(subject=text) for text in (requests[0], "1000062", "zzz")),
        *(TrailWanted(act="session"), TrailWanted(act="claim.accepted")),
        TrailWanted(first=TODAY - timedelta(days=60), last=TODAY),
    )

    async def small(run: int) -> None:
        found = await own_trail(
            employer(FIRST_ACCOUNT + 1 + run * 37 % (ACCOUNTS - 1)), TrailWanted()
        )
        assert found.rows

    async def group(run: int) -> None:
        found = await own_trail(busy, TrailWanted(), 1 + run % 80)
        assert found.total > EVENTS / 50

    async def sought(run: int) -> None:
        await own_trail(busy, searched[run % len(searched)])

    async def file(_run: int) -> None:
        assert (await export_own_csv(busy, TrailWanted(), "fr")).rows > EACH / 20

    return [
        ("employer of one affiliate, opened", await times(RUNS, small), GOAL_MS),
        ("group of 500, opened, any page", await times(RUNS, group), GOAL_MS),
        ("group of 500, searched", await times(RUNS, sought), GOAL_MS),
        ("group of 500, file", await times(FILES, file), GOAL_FILE_MS),
    ]


if __name__ == "__main__":
    on_a_fresh_database(measure)
