"""The events of adhésion on a SQLite file of their own, with the demo in it: a key pressed, each step, the submission.

Prints a table, then the JSON line that `scripts/bench.py` reads. `type_field` is what every pause of a typing hand
sends; `look_up` leaves out the captcha, which the browser solves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Awaitable
from time import perf_counter
from typing import TypeVar

import altcha
from _timing import Measure, on_a_fresh_database
from sqlmodel import col, select, update

from damancom_reflex import demo
from damancom_reflex.demo.enrolments import Enrolment, enrolments
from damancom_reflex.domain.enrolment.fields import Field
from damancom_reflex.domain.enrolment.life import EnrolmentStatus
from damancom_reflex.services import captcha, enrolment
from damancom_reflex.services.actors import Visitor
from damancom_reflex.services.enrolment.views import Applicant
from damancom_reflex.services.messages import write_out
from damancom_reflex.store.engine import dispose, reading, writing
from damancom_reflex.store.enrolments import EnrolmentRequest
from damancom_reflex.store.trail import OutboxMessage

KEYS = 200
JOURNEYS = 20
GOAL_MS = 30
PHONE, EMAIL = "+212600009999", "banc@example.org"

Answer = TypeVar("Answer")
_times: defaultdict[str, list[float]] = defaultdict(list)


async def timed(what: str, doing: Awaitable[Answer]) -> Answer:
    """Wait for an event, and note how many milliseconds it took."""
    start = perf_counter()
    answer = await doing
    _times[what].append((perf_counter() - start) * 1000)
    return answer


def solved() -> str:
    """The answer to a captcha, as a browser finds it."""
    challenge = altcha.Challenge.from_dict(captcha.challenge())
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return altcha.Payload(challenge, solution).to_base64()


async def code_sent() -> str:
    """The six digits of the latest code."""
    latest = (
        select(OutboxMessage)
        .where(col(OutboxMessage.template).startswith("code_"))
        .order_by(col(OutboxMessage.created_at).desc())
        .limit(1)
    )
    async with reading() as session:
        text = write_out((await session.exec(latest)).one()).text
    found = re.search(r"[A-Z]{2}-(\d{6})", text)
    assert found is not None
    return found[1]


async def prove(who: Applicant, draft_id: str, field: str) -> None:
    """Prove a contact by its code."""
    await timed("send_code", enrolment.send_code(who, draft_id, field))
    code = await code_sent()
    await timed("check_code", enrolment.check_code(who, draft_id, field, code))


async def typed(who: Applicant, draft_id: str, fields: dict[str, str]) -> int:
    """Type fields one after the other; the version to go on with."""
    version = (await enrolment.opened(who, draft_id)).version
    for name, text in fields.items():
        version = (await enrolment.type_field(who, draft_id, version, name, text)).version
    return version


async def journey(company: Enrolment, number: int) -> None:
    """One request from the number to the reference, at an address of its own."""
    visitor = Visitor(f"10.0.0.{number}", "Mozilla/5.0", "fr")
    proof = solved()
    found = await timed("look_up", enrolment.look_up(company.number, proof, Applicant(visitor, "")))
    who, draft_id = Applicant(visitor, found.key), found.draft_id
    confirmed = await timed(
        "confirm_company", enrolment.confirm_company(who, draft_id, 0, yes=True)
    )
    identity = {
        Field.IDENTITY_KIND.value: company.identity_kind.value,
        Field.IDENTITY_NUMBER.value: company.identity_number,
    }
    version = await typed(who, draft_id, identity)
    assert version > confirmed.version
    await timed("check_identity", enrolment.check_identity(who, draft_id, version))
    contact = {"operator": "INWI", "phone": PHONE, "email": EMAIL}
    await typed(who, draft_id, contact)
    await prove(who, draft_id, "phone")
    await prove(who, draft_id, "email")
    await typed(who, draft_id, {"delegated": "no"})
    await timed("read_back", enrolment.read_back(who, draft_id))
    await timed("accept_terms", enrolment.accept_terms(who, draft_id, "fr"))
    await timed("submit", enrolment.submit(who, draft_id))
    async with writing() as session:
        mine = col(EnrolmentRequest.id) == draft_id
        over = EnrolmentStatus.EXPIRED.value
        await session.exec(update(EnrolmentRequest).where(mine).values(status=over))


async def keys(company: Enrolment) -> None:
    """A request that is typed in, key after key, and opened as often."""
    visitor = Visitor("10.0.1.1", "Mozilla/5.0", "fr")
    found = await enrolment.look_up(company.number, solved(), Applicant(visitor, ""))
    who, draft_id = Applicant(visitor, found.key), found.draft_id
    version = (await enrolment.confirm_company(who, draft_id, 0, yes=True)).version
    for n in range(KEYS):
        doing = enrolment.type_field(who, draft_id, version, "identity_number", f"AB{n:06d}")
        version = (await timed("type_field", doing)).version
        await timed("opened", enrolment.opened(who, draft_id))


async def measure() -> list[Measure]:
    """Every event, as often as its figure needs."""
    await demo.load()
    company = enrolments()[0]
    await keys(company)
    for number in range(JOURNEYS):
        await journey(company, number)
    await dispose()
    return [(what, taken, GOAL_MS) for what, taken in _times.items()]


if __name__ == "__main__":
    on_a_fresh_database(measure)
