"""Every cell of the table of rights through the real event path: role × kind × state × own office or not × action."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest

from damancom_reflex.domain.review import LIVES, Action, Kind, allowed, sees
from damancom_reflex.domain.roles import Role
from damancom_reflex.i18n import translator
from damancom_reflex.sentences import sentence
from damancom_reflex.services import review
from damancom_reflex.web import access
from damancom_reflex.web.gate import EVENTS_AT_ONCE, EVENTS_PER_SECOND
from tests.portal import Portal
from tests.security.attacker import Visitor, sql
from tests.security.conftest import Dial
from tests.security.test_events import handlers
from tests.security.wire import OURS, Wire, shown, ways

FILE = f"{OURS}review___file____file_state"
QUEUE = f"{OURS}review___queue____queue_state"
WHO: Final = {
    Role.AGENCY_OFFICER: "agence.fes",
    Role.COLLECTION_OFFICER: "perception.fes",
    Role.CLAIMS_OFFICER: "prestations.ipe",
    Role.SUPERVISOR: "supervision.rabat",
}
TABLES: Final = {
    Kind.ENROLMENT: "enrolment_request",
    Kind.REMISSION: "remission_request",
    Kind.CLAIM: "job_loss_claim",
}
SUBJECTS: Final = {Kind.ENROLMENT: "enrolment", Kind.REMISSION: "remission", Kind.CLAIM: "claim"}
GUARANTEE: Final = {"guarantee": "bank_guarantee", "amount": "1 000", "document": "CB-1"}
PATIENCE_SECONDS: Final = 10
CELLS: Final = [
    pytest.param(role, kind, own, id=f"{role}-{kind.name}-{'own' if own else 'other'}")
    for role in WHO
    for kind in Kind
    for own in (True, False)
    # Who is posted nowhere has no other office either.
    if own or role in {Role.AGENCY_OFFICER, Role.COLLECTION_OFFICER}
]
REFUSALS: Final = {
    sentence(code, translator("fr")) for code in ("action_not_allowed", "file_unknown")
}
PAYLOADS: dict[str, dict[str, Any]] = {
    f"{QUEUE}.load": {},
    f"{QUEUE}.find": {"text": "%"},
    f"{QUEUE}.sort_by": {"column": "deadline"},
    f"{QUEUE}.turn_to": {"page": 2},
    f"{QUEUE}.filter_by": {"name": "situation", "choice": "tous"},
    f"{QUEUE}.show": {"kind": "DA", "situation": "SUBMITTED"},
    f"{QUEUE}.clear": {},
    f"{FILE}.load": {},
    f"{FILE}.take": {},
    f"{FILE}.ask_over": {},
    f"{FILE}.close_over": {},
    f"{FILE}.take_over": {},
    f"{FILE}.give_back": {},
    f"{FILE}.choose": {"action": "REFUSE"},
    f"{FILE}.leave": {},
    f"{FILE}.type_field": {"name": "reason", "text": "other"},
    f"{FILE}.tick_sufficient": {"on": True},
    f"{FILE}.tick_paid_down": {"on": True},
    f"{FILE}.ask": {},
    f"{FILE}.close": {},
    f"{FILE}.confirm": {},
}
"""Every handler of staff review, with what would change something if it were let."""


class Desk:
    """An officer at a socket of their own, and the one request of each kind that they try."""

    def __init__(self, portal: Portal, wire: Wire, role: Role) -> None:
        """Sit down."""
        self.portal, self.wire, self.role = portal, wire, role
        self.answered = self.refused = self.done = 0
        self.began, self.sent = time.monotonic(), 0
        self.references = {kind: a_reference(portal, kind) for kind in Kind}

    def page(self, kind: Kind) -> str:
        """Address of a file."""
        return f"/fr/equipe/dossier?r={self.references[kind]}"

    async def loads(self, kind: Kind) -> dict[str, Any]:
        """Open a file; what is shown of it."""
        answers = await self.wire.send(f"{FILE}.load", page=self.page(kind))
        return shown(answers, "file_state")

    async def forges(self, kind: Kind, *actions: Action) -> dict[str, Any]:
        """Send actions with everything they need, without waiting in between; what is shown once each was answered."""
        page = self.page(kind)
        for action in actions:
            reason = next(iter(review.reasons(kind, action)), "")
            typed = GUARANTEE if action is Action.REGISTER_GUARANTEE else {}
            typed = {**typed, "reason": reason} if reason else typed
            self.sent += len(typed) + 2
            for name, text in typed.items():
                await self.wire.emit(f"{FILE}.type_field", {"name": name, "text": text}, page)
            await self.wire.emit(f"{FILE}.choose", {"action": action.value}, page)
            await self.wire.emit(f"{FILE}.confirm", page=page)
        told: dict[str, Any] = {}
        wanted = self.answered + len(actions)
        end = time.monotonic() + PATIENCE_SECONDS
        while self.answered < wanted:
            assert time.monotonic() < end, (told, "an event was lost on the way")
            told |= shown(await self.wire.drain(), "file_state")
            self.refused = told.get("error_token", self.refused)
            self.done = told.get("done", self.done)
            self.answered = self.refused + self.done
        # No quicker than one socket may: what the gate drops proves nothing.
        due = self.began + (self.sent - EVENTS_AT_ONCE / 2) / EVENTS_PER_SECOND
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        return told

    def stands(self, kind: Kind) -> tuple[Any, ...]:
        """Status and revision of the request, who has it, and how many acts the trail has of it."""
        reference = self.references[kind]
        table, subject = TABLES[kind], f"{SUBJECTS[kind]}:{reference}"
        return (
            *sql(
                self.portal,
                f"select status, revision from {table} where reference = ?",  # noqa: S608 - names of ours
                reference,
            ),
            *sql(self.portal, "select * from file_in_hand where reference = ?", reference),
            *sql(self.portal, "select count(*) from audit_event where subject = ?", subject),
        )

    def puts(self, kind: Kind, state: str) -> None:
        """Put the request into a state, in nobody's hands."""
        table = TABLES[kind]
        update = f"update {table} set status = ? where reference = ?"  # noqa: S608 - names of ours
        sql(self.portal, update, state, self.references[kind])
        sql(self.portal, "delete from file_in_hand")
        for of_one_life in ("reinstatement", "remission_signature"):
            sql(
                self.portal,
                f"delete from {of_one_life} where request_id = (select id from remission_request where reference = ?)",  # noqa: S608 - names of ours
                self.references[Kind.REMISSION],
            )

    def posts(self, *, own: bool) -> None:
        """Post the officer to the office of these requests, or to another."""
        for column, table in (
            ("agency_id", "agency"),
            ("collection_office_id", "collection_office"),
        ):
            code = "code = 'FES'" if own else "code <> 'FES'"
            sql(
                self.portal,
                f"update staff_posting set {column} = (select min(id) from {table} where {code})"  # noqa: S608 - names of ours
                f" where {column} is not null and account_id = (select id from account where identifier = ?)",
                WHO[self.role],
            )


def a_reference(portal: Portal, kind: Kind) -> str:
    """A request of a kind, of the places of Fès where it belongs to one."""
    queries = {
        Kind.ENROLMENT: "select reference from enrolment_request join agency on agency.id = agency_id"
        " where code = 'FES' and reference is not null order by reference limit 1",
        Kind.REMISSION: "select reference from remission_request"
        " join affiliate on affiliate.id = affiliate_id"
        " join collection_office on collection_office.id = collection_office_id"
        " where code = 'FES' order by reference limit 1",
        Kind.CLAIM: "select reference from job_loss_claim order by reference limit 1",
    }
    ((reference,),) = sql(portal, queries[kind])
    return reference


@pytest.fixture(scope="module")
def cookies(_portal: Portal) -> dict[str, str]:
    """Cookies of everybody who tries, signed in once."""
    found: dict[str, str] = {}
    for identifier in (*WHO.values(), "pharmacie.annour"):
        with Visitor(_portal) as visitor:
            found[identifier] = visitor.sign_in(identifier).cookie
    return found


@pytest.fixture(autouse=True)
def _as_it_was(portal: Portal) -> Iterator[None]:
    """What these tests do to requests and postings is undone: others look at the same portal."""
    kept = {
        table: sql(portal, f"select reference, status, revision from {table}")  # noqa: S608 - names of ours
        for table in TABLES.values()
    }
    places = sql(portal, "select agency_id, collection_office_id, account_id from staff_posting")
    yield
    for table, rows in kept.items():
        for reference, status, revision in rows:
            update = f"update {table} set status = ?, revision = ? where reference = ?"  # noqa: S608 - names of ours
            sql(portal, update, status, revision, reference)
    for place in places:
        update = (
            "update staff_posting set agency_id = ?, collection_office_id = ? where account_id = ?"
        )
        sql(portal, update, *place)
    sql(portal, "delete from file_in_hand")


def home(role: Role) -> Kind:
    """A kind of which a role sees requests."""
    return next(kind for kind in Kind if sees(role, kind, own_office=True))


@pytest.mark.parametrize(("role", "kind", "own"), CELLS)
async def test_what_is_not_in_the_table_changes_nothing(
    dial: Dial, portal: Portal, cookies: dict[str, str], role: Role, kind: Kind, *, own: bool
) -> None:
    desk = Desk(portal, await dial("/fr/equipe", cookie=cookies[WHO[role]]), role)
    for state in LIVES[kind]:
        # A file was open before the officer was moved, and its form still stands on the screen.
        desk.posts(own=True)
        desk.puts(kind, state)
        await desk.loads(home(role))
        await desk.loads(kind)
        desk.posts(own=own)
        rights = allowed(role, kind, state, own_office=own)
        tried = [action for action in Action if action not in rights]
        before = desk.stands(kind)
        after = await desk.forges(kind, *tried)
        assert desk.stands(kind) == before, state
        assert after["error"] in REFUSALS, (state, after["error"])
        assert desk.done == 0, state


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.name)
@pytest.mark.parametrize("role", WHO)
async def test_what_is_in_the_table_reaches_its_decision(
    dial: Dial, portal: Portal, cookies: dict[str, str], role: Role, kind: Kind
) -> None:
    desk = Desk(portal, await dial("/fr/equipe", cookie=cookies[WHO[role]]), role)
    desk.posts(own=True)
    for state in LIVES[kind]:
        for action in allowed(role, kind, state, own_office=True):
            desk.puts(kind, state)
            await desk.loads(kind)
            before = desk.stands(kind)
            after = await desk.forges(kind, action)
            told = after.get("error", "")
            assert told not in REFUSALS, (state, action)
            # Done, or refused by the decision itself for what this very request lacks.
            assert (desk.stands(kind) != before) == (told == ""), (state, action, told)


def test_every_handler_of_review_is_tried_and_for_staff_only() -> None:
    found = {
        name: fn
        for name, fn in handlers().items()
        if name.startswith(f"{OURS}review___") and access.is_marked(fn)
    }
    assert set(found) == set(PAYLOADS)
    assert {access.roles_of(fn) for fn in found.values()} == {access.STAFF}


@pytest.mark.parametrize("name", PAYLOADS)
async def test_a_visitor_is_asked_to_sign_in_and_an_employer_sent_away(
    dial: Dial, portal: Portal, cookies: dict[str, str], name: str
) -> None:
    page = f"/fr/equipe/dossier?r={a_reference(portal, Kind.CLAIM)}"
    visitor = await dial("/fr")
    answers = await visitor.send(name, PAYLOADS[name], page)
    assert [way.partition("?")[0] for way in ways(answers)] == ["/fr/connexion"]
    employer = await dial("/fr", cookie=cookies["pharmacie.annour"])
    answers = await employer.send(name, PAYLOADS[name], page)
    assert ways(answers) == ["/fr/acces-refuse"]


async def test_a_role_taken_away_in_the_middle_decides_nothing(
    dial: Dial, portal: Portal, cookies: dict[str, str]
) -> None:
    role = Role.CLAIMS_OFFICER
    desk = Desk(portal, await dial("/fr/equipe", cookie=cookies[WHO[role]]), role)
    desk.puts(Kind.CLAIM, "SUBMITTED")
    await desk.loads(Kind.CLAIM)
    sql(portal, "update account set role = 'SUPERVISOR' where identifier = ?", WHO[role])
    try:
        before = desk.stands(Kind.CLAIM)
        after = await desk.forges(Kind.CLAIM, Action.ACCEPT)
        assert after["error"] in REFUSALS
        assert desk.stands(Kind.CLAIM) == before
    finally:
        sql(portal, "update account set role = ? where identifier = ?", role.value, WHO[role])


@pytest.mark.parametrize(
    "forged", ["", 0, None, True, ["REFUSE"], {"a": 1}, "setvar", "x" * 10_000]
)
async def test_an_action_that_is_none_does_nothing(
    dial: Dial, portal: Portal, cookies: dict[str, str], forged: object
) -> None:
    role = Role.CLAIMS_OFFICER
    desk = Desk(portal, await dial("/fr/equipe", cookie=cookies[WHO[role]]), role)
    await desk.loads(Kind.CLAIM)
    before = desk.stands(Kind.CLAIM)
    for handler, payload in (
        ("choose", {"action": forged}),
        ("confirm", {}),
        ("type_field", {"name": forged, "text": forged}),
        ("tick_sufficient", {"on": forged}),
    ):
        await desk.wire.send(f"{FILE}.{handler}", payload, desk.page(Kind.CLAIM))
    assert desk.stands(Kind.CLAIM) == before
    assert await desk.wire.alive()
