"""Events as they come back on the socket: through the guard, the handler and the delta, one person on loopback.

IPE for an affiliate with 5,000 employees and three years of their months, on the demo's portal in its production build.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from damancom_reflex.domain.calendar import periods_between
from damancom_reflex.domain.text import folded
from tests.portal import Portal
from tests.security.attacker import Visitor
from tests.security.wire import OURS, Wire, ways

EMPLOYEES: Final = 5_000
EMPLOYER: Final = "librairie.alwaha"
FIRST, LAST = 202011, 202310
GOAL_MS: Final = 30
LIST: Final = f"{OURS}job_loss___insured____insured_state."
FORM: Final = f"{OURS}job_loss___form____claim_form_state."
COLUMNS = ("number", "cin", "name", "hired")

Act = tuple[str, dict[str, Any]]
"""An event by its name, and its payload."""


def main() -> None:
    """Measure, and print the results as the last line."""
    with tempfile.TemporaryDirectory(prefix="damancom-") as folder:
        portal = Portal(Path(folder), TRUSTED_PROXY_HOPS="1").start()
        try:
            number = employ(Path(folder) / "damancom.sqlite3")
            found = asyncio.run(measure(portal, number))
        finally:
            portal.stop()
    print(json.dumps({"results": found}))


def employ(file: Path) -> str:
    """Give the employer its employees; its affiliation number."""
    with closing(sqlite3.connect(file, timeout=30)) as base, base:
        affiliate, number = base.execute(
            "SELECT affiliate.id, affiliate.number FROM affiliate JOIN account_affiliation AS mine "
            "ON mine.affiliate_id = affiliate.id JOIN account ON account.id = mine.account_id WHERE identifier = ?",
            (EMPLOYER,),
        ).fetchone()
        last = base.execute("SELECT max(id) FROM insured_person").fetchone()[0]
        people = range(last + 1, last + 1 + EMPLOYEES)
        base.executemany(
            "INSERT INTO insured_person (id, number, cin, surname, first_name, surname_ar, first_name_ar, born, phone, "
            "email, language, sought) VALUES (?, ?, ?, ?, ?, '', '', '1985-05-05', '', '', 'fr', ?)",
            [person(id_, id_ - last) for id_ in people],
        )
        base.executemany(
            "INSERT INTO employment (affiliate_id, person_id, hired) VALUES (?, ?, '2015-01-01')",
            [(affiliate, id_) for id_ in people],
        )
        base.executemany(
            "INSERT INTO declared_month (person_id, affiliate_id, period, days, wage) VALUES (?, ?, ?, 26, 400000)",
            [(id_, affiliate, period) for id_ in people for period in periods_between(FIRST, LAST)],
        )
        return number


def person(id_: int, n: int) -> tuple[Any, ...]:
    """One of them, named so that a search finds many or few."""
    words = (f"9{n:08d}", f"ZZ{n}", f"Nom{n * 7919 % EMPLOYEES:04d}", f"Prénom{n % 97}")
    return (id_, *words, folded(" ".join(words)))


async def measure(portal: Portal, number: str) -> list[dict[str, Any]]:
    """Every event, as often as its figure needs."""
    with Visitor(portal) as visitor:
        visitor.sign_in(EMPLOYER)
        page = f"/fr/ipe/assures?a={number}"
        async with Wire(portal.url, cookie=visitor.cookie) as wire:
            found = [
                *await timed(wire, page, "list opened", [(LIST + "load", {})] * 60),
                *await timed(wire, page, "page turned", turns()),
                *await timed(wire, page, "search", searches()),
                *await timed(wire, page, "sort", sorts()),
            ]
            answer = await wire.send(LIST + "create", {"number": "900000007"}, page)
            form = ways(answer)[0]
            await wire.send(FORM + "load", {}, form)
            return [*found, *await timed(wire, form, "key of the form", keys())]


def turns() -> Iterable[Act]:
    """Pages, in turn."""
    return [(LIST + "turn_to", {"page": 1 + n % 400}) for n in range(150)]


def searches() -> Iterable[Act]:
    """Part of a name, without its accent too."""
    texts = ("nom{:03d}", "prenom{}", "900000{:02d}", "zz{}")
    return [(LIST + "find", {"text": texts[n % 4].format(n)}) for n in range(120)]


def sorts() -> Iterable[Act]:
    """Every column, of everybody."""
    whole: list[Act] = [(LIST + "find", {"text": ""})]
    return whole + [(LIST + "sort_by", {"column": COLUMNS[n % 4]}) for n in range(80)]


def keys() -> Iterable[Act]:
    """Days typed."""
    days = (f"{1 + n % 28:02d}/10/2023" for n in range(150))
    return [(FORM + "type_field", {"name": "loss_date", "text": day}) for day in days]


async def timed(wire: Wire, page: str, what: str, acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Milliseconds from an event to what it changes on the page."""
    taken: list[float] = []
    for name, payload in acts:
        start = perf_counter()
        await wire.emit(name, payload, page)
        await asyncio.wait_for(wire.received.get(), 5)
        taken.append((perf_counter() - start) * 1000)
        await wire.drain(0.05)
    marks = quantiles(taken, n=20)
    what = f"IPE, 5,000 employees, {what}"
    return [
        {"what": f"{what}, p50", "value": round(marks[9], 1), "unit": "ms"},
        {"what": f"{what}, p95", "value": round(marks[18], 1), "unit": "ms", "goal": GOAL_MS},
    ]


if __name__ == "__main__":
    main()
