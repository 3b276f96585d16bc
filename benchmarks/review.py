"""The staff's queue on a SQLite file of its own, with 100,200 requests of three kinds.

A supervisor reads all of it, an officer what their office or kind has; every event of the queue is measured, the widest
and the deepest page included.
"""

from __future__ import annotations

from _review_rows import EACH, actor, fill, reference
from _timing import Measure, on_a_fresh_database, times

from damancom_reflex.domain.review import Kind
from damancom_reflex.services import review
from damancom_reflex.services.figures import figures
from damancom_reflex.services.review import EVERY, LATE, SORTS, Wanted
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import dispose, writing
from damancom_reflex.store.staff import StaffPosting

RUNS = 120
GOAL_MS = 50


async def measure() -> list[Measure]:
    """Every event of the queue, and of a file, as often as its figure needs."""
    await fill()
    supervisor, claims = actor(Role.SUPERVISOR), actor(Role.CLAIMS_OFFICER)
    agency, collection = actor(Role.AGENCY_OFFICER), actor(Role.COLLECTION_OFFICER)
    async with writing() as session:
        session.add(StaffPosting(account_id=agency.account_id, agency_id=3))
        session.add(StaffPosting(account_id=collection.account_id, collection_office_id=3))
    everything = (Wanted(state=EVERY), Wanted(state=EVERY, sort="deadline", descending=True))
    filtered = (
        *(Wanted(kind="DA", state="RECEIVED"), Wanted(office="DR.3", state=EVERY)),
        *(
            Wanted(age=300, state=EVERY),
            Wanted(deadline=LATE),
            Wanted(deadline="30", sort="deadline"),
        ),
    )
    searched = [
        Wanted(search=words, state=state)
        for words in ("pharmacie", "sara tazi", "lahlou 300", "1000300", "xyzzy")
        for state in ("", EVERY)
    ]
    exact = [reference(kind, n) for kind in Kind for n in range(1, 40)]

    async def waiting(run: int) -> None:
        wanted = Wanted(sort=SORTS[run % 2], descending=run % 3 == 0)
        found = await review.queue(supervisor, wanted, 1 + run % 50)
        assert found.page.total > EACH / 2

    async def officer(run: int) -> None:
        who = (agency, collection, claims)[run % 3]
        found = await review.queue(who, Wanted(sort=SORTS[run % 2]), 1 + run % 20)
        assert found.page.rows

    async def whole(run: int) -> None:
        # From the first page to the last one, the middle included.
        found = await review.queue(supervisor, everything[run % 2], 1 + run * 499 % 5_011)
        assert found.page.total == len(Kind) * EACH

    async def narrowed(run: int) -> None:
        await review.queue(supervisor, filtered[run % len(filtered)])

    async def sought(run: int) -> None:
        await review.queue(supervisor, searched[run % len(searched)])

    async def named(run: int) -> None:
        found = await review.queue(supervisor, Wanted(search=exact[run % len(exact)]))
        assert found.page.total == 1

    async def counted(_run: int) -> None:
        assert (await figures(supervisor)).states

    made: list[Measure] = [
        ("supervisor, what waits, sorted", await times(RUNS, waiting), GOAL_MS),
        ("officers, their own, sorted", await times(RUNS, officer), GOAL_MS),
        ("supervisor, all 100,200, any page", await times(RUNS, whole), GOAL_MS),
        ("supervisor, filtered", await times(RUNS, narrowed), GOAL_MS),
        ("supervisor, searched by words", await times(RUNS, sought), GOAL_MS),
        ("supervisor, searched by reference", await times(RUNS, named), GOAL_MS),
        ("supervisor, figures", await times(RUNS, counted), GOAL_MS),
    ]
    await dispose()
    return made


if __name__ == "__main__":
    on_a_fresh_database(measure)
