"""The life of requests, in whatever order things happen: never where the table forbids, and the trail tells it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest
import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from damancom_reflex.domain.enrolment.life import EDITABLE, ENROLMENT_MOVES, FILED, EnrolmentStatus
from damancom_reflex.services import business, limits, rules_loader
from damancom_reflex.services.enrolment import decisions, due
from damancom_reflex.services.recouvrement import rulebook
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.enrolments import EnrolmentConsent, EnrolmentRequest
from tests.factories import rows
from tests.services.enrolment.builders import Person, a_company, an_agency, at_confirmation, row_of
from tests.services.enrolment_life.builders import OTHER_RIB, RIB, followed, walk
from tests.services.lives import Life, Lives

_S = EnrolmentStatus
START = datetime(2027, 1, 4, 12, tzinfo=UTC)
BROWSERS = 3
BRING, CORRECT, KEPT = 60, 30, 90
"""Days of the rule on file."""


@dataclass
class Known:
    """What must be true of one request."""

    person: Person
    status: EnrolmentStatus = _S.DRAFT
    reference: str = ""
    revision: int = 0
    touched: int = 0
    deadline: int | None = None
    proved: int | None = None
    walk: list[tuple[str, str]] = field(default_factory=list)

    def go(self, after: EnrolmentStatus) -> None:
        """Note a move."""
        self.walk.append((self.status.value, after.value))
        self.status = after


class Requests(Life):
    """Three browsers that each began a request for the same company, one agency, and time."""

    people: ClassVar[list[Person]]

    def __init__(self) -> None:
        """The same drafts, at the first moment."""
        super().__init__()
        self.day = self.leaps = 0
        self.clock = time_machine.travel(START, tick=True)
        self.clock.start()
        self.requests = [Known(person) for person in self.people]
        self.account = False

    def teardown(self) -> None:
        """Close what this life opened, and let time be what it is."""
        super().teardown()
        self.clock.stop()

    def others_filed(self, this: Known) -> bool:
        """Whether another request of the company is under way."""
        return any(other.status in FILED for other in self.requests if other is not this)

    @rule(which=st.integers(0, BROWSERS - 1), twice=st.booleans())
    def submit(self, which: int, *, twice: bool) -> None:
        """A draft is submitted, or submitted once more."""
        known = self.requests[which]
        limits.forget()
        wanted = self._submission(known)
        assert self.said(known.person.submit()) == wanted
        if known.status is _S.DRAFT and wanted != "draft_expired":
            known.touched = self.day
        if wanted == "done" and known.status is not _S.SUBMITTED:
            known.go(_S.SUBMITTED)
            known.reference = self.do(row_of(known.person.draft_id)).reference or ""
            known.revision, known.deadline = known.revision + 1, self.day + BRING
        if twice:
            assert self.said(known.person.submit()) == self._submission(known)

    def _submission(self, known: Known) -> str:
        """What is said to who submits from the browser that began it."""
        if known.status is _S.DRAFT:
            if self.day - known.touched >= KEPT:
                return "draft_expired"
            if self.account:
                return "enrolment_account_exists"
            return "request_under_way" if self.others_filed(known) else "done"
        if not known.reference:
            return "draft_expired"
        if known.status not in EDITABLE:
            return "enrolment_filed"
        # Accepting the terms anew is a change: it asks for the phone, proved within the hour.
        return "done" if known.proved == self.day else "enrolment_needs_code"

    @rule(which=st.integers(0, BROWSERS - 1), twice=st.booleans())
    def change_and_submit_again(self, which: int, *, twice: bool) -> None:
        """A filed request is changed after a code to its phone, and submitted again."""
        known = self.requests[which]
        if not known.reference:
            return
        for _ in range(1 + twice):
            limits.forget()
            editable = known.status in EDITABLE
            rib = OTHER_RIB if known.revision % 2 else RIB
            done = self.said(self._change(known, rib))
            known.proved = self.day
            assert done == ("done" if editable else "enrolment_filed")
            if editable:
                known.go(_S.SUBMITTED)
                known.revision, known.deadline = known.revision + 1, self.day + BRING

    async def _change(self, known: Known, rib: str) -> None:
        applicant = await followed(known.reference, known.person.applicant)
        person = Person(applicant, known.person.draft_id)
        await person.type(rib=rib)
        await person.submit()

    @rule(
        which=st.integers(0, BROWSERS - 1),
        name=st.sampled_from(["receive", "validate", "refuse", "request_correction"]),
        twice=st.booleans(),
    )
    def decide(self, which: int, name: str, *, twice: bool) -> None:
        """The agency decides, as it may or may not."""
        known = self.requests[which]
        given = {"refuse": ["not_entitled"], "request_correction": ["form_incomplete"]}
        for _ in range(1 + twice):
            doing = getattr(decisions, name)(known.reference, "account:7", *given.get(name, []))
            said = self.said(doing)
            if not known.reference:
                assert said == "enrolment_reference_unknown"
                continue
            assert said == self._decided(known, name)

    def _decided(self, known: Known, name: str) -> str:
        """What is said to the agency; a decision that may be taken is noted."""
        after = {
            "receive": _S.RECEIVED,
            "validate": _S.VALIDATED,
            "refuse": _S.REFUSED,
            "request_correction": _S.CORRECTION_REQUESTED,
        }[name]
        first = name == "validate" and known.status is _S.SUBMITTED
        if not first and after not in ENROLMENT_MOVES[known.status]:
            return "impossible_transition"
        if first:
            known.go(_S.RECEIVED)
        known.go(after)
        known.deadline = self.day + CORRECT if after is _S.CORRECTION_REQUESTED else None
        self.account = self.account or after is _S.VALIDATED
        return "done"

    @rule(days=st.sampled_from([1, 29, 31, 61, 76, 91]))
    def time_passes(self, days: int) -> None:
        """Days go by, on both calendars."""
        self.day += days
        self.leaps += 1
        self.clock.stop()
        # Each time a little later in the day: ninety days are over a moment after ninety days.
        moment = START + timedelta(days=self.day, minutes=self.leaps)
        self.clock = time_machine.travel(moment, tick=True)
        self.clock.start()

    @rule(twice=st.booleans())
    def run_what_is_due(self, *, twice: bool) -> None:
        """The machine's scheduler comes by."""
        done = self.do(_due())
        drafts = [
            known
            for known in self.requests
            if known.status is _S.DRAFT and self.day - known.touched >= KEPT
        ]
        late = [
            known
            for known in self.requests
            if known.deadline is not None and known.deadline < self.day
        ]
        assert done == (len(drafts), len(late))
        for known in (*drafts, *late):
            known.go(_S.EXPIRED)
            known.deadline = None
        if twice:
            assert self.do(_due()) == (0, 0)

    @invariant()
    def every_row_stands_where_it_must(self) -> None:
        """Status, revision and reference, and the walk the trail tells."""
        for known in self.requests:
            row = self.do(row_of(known.person.draft_id))
            assert (row.status, row.revision) == (known.status, known.revision)
            assert (row.reference or "") == known.reference
            told = self.do(walk(known.person.draft_id, known.reference or "none"))
            assert told == known.walk
            for before, after in told:
                amended = before == after == _S.SUBMITTED
                assert amended or _S(after) in ENROLMENT_MOVES[_S(before)]

    @invariant()
    def one_request_under_way_one_account_one_consent_a_submission(self) -> None:
        """What the database must hold one of."""
        found = self.do(rows(EnrolmentRequest))
        assert sum(row.status in FILED for row in found) <= 1
        accounts = self.do(rows(Account))
        assert len(accounts) == self.account
        assert len(self.do(rows(EnrolmentConsent))) == sum(row.revision for row in found)


@pytest.mark.usefixtures("_quick_captcha")
def test_no_order_of_events_leads_where_the_life_cycle_forbids(lives: Lives):
    lives.walk(Requests, _drafts, examples=15, steps=16)


async def _due() -> tuple[int, int]:
    """What `damancom due` does to requests, delivery apart; drafts and filed requests that expired."""
    today = await business.today()
    filed = await due.expire_filed(today)
    drafts = await due.expire_drafts(today)
    await due.warn_drafts(today)
    return drafts, filed


async def _drafts() -> None:
    """Three drafts for one company, ready to be submitted."""
    rulebook.terms.clear()
    with time_machine.travel(START - timedelta(minutes=5), tick=True):
        await rules_loader.load_rules()
        await an_agency("A1")
        await a_company()
        Requests.people = [
            await at_confirmation(phone=f"+2126123456{n}0", email=f"contact{n}@tamaris.ma")
            for n in range(BROWSERS)
        ]
    assert len(await rows(EnrolmentRequest)) == BROWSERS
