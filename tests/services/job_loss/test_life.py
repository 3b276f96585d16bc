"""The life of claims, in whatever order things happen: never where the table forbids, and the trail tells it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from damancom_reflex.domain.job_loss import CLAIM_MOVES, LIVE, ClaimStatus
from damancom_reflex.services import job_loss
from damancom_reflex.services.job_loss import decisions
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.insured import InsuredPerson
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, walk
from tests.services.job_loss.factories import WHOLE, a_colleague, a_second_job, an_eligible, sent
from tests.services.lives import Life, Lives
from tests.services.recouvrement.builders import on_business_day

_S = ClaimStatus
DESKS = 3
FORMS = 8
"""Forms that events choose from; with more, the first ones come up again."""

DECIDED = {
    "take_up": _S.UNDER_REVIEW,
    "accept": _S.ACCEPTED,
    "refuse": _S.REFUSED,
    "request_correction": _S.CORRECTION_REQUESTED,
}
REASONS = {"refuse": ["file_incomplete"], "request_correction": ["loss_date_differs"]}


@dataclass
class Known:
    """What must be true of one form, and of the claim it became."""

    desk: int
    id: str
    whole: bool = False
    reference: str = ""
    status: ClaimStatus | None = None
    revision: int = 0
    since: date = TODAY
    walk: list[tuple[str, str]] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it may be typed and filed."""
        return self.status in {None, _S.CORRECTION_REQUESTED}

    def go(self, after: ClaimStatus, day: date) -> None:
        """Note a move of its claim."""
        if self.status:
            self.walk.append((self.status.value, after.value))
        self.status, self.since = after, day


class Claims(Life):
    """Two employers of one person, a colleague of the first, the fund, and time."""

    desks: ClassVar[list[Desk]]
    person: ClassVar[InsuredPerson]

    def __init__(self) -> None:
        """The same employers, on the guides' day."""
        super().__init__()
        self.today = TODAY
        self.forms: list[Known] = []

    def form(self, which: int) -> Known | None:
        """One of the forms, none while there is none."""
        return self.forms[which % len(self.forms)] if self.forms else None

    def others_live(self, this: Known) -> bool:
        """Whether another claim of the person is live."""
        return any(other.status in LIVE for other in self.forms if other is not this)

    @rule(which=st.integers(0, DESKS - 1), whole=st.sampled_from([True, True, True, False]))
    def claim(self, which: int, *, whole: bool) -> None:
        """An account opens the form, or takes up one it left, types it or does not, and files it."""
        desk = self.desks[which]
        begun = self.do(job_loss.begin(desk.actor, desk.affiliate.number, self.person.number))
        left = [form for form in self.forms if form.desk == which and form.open]
        known = next((form for form in self.forms if form.id == begun), None)
        if left:
            assert known in left
        else:
            assert known is None
        if known is None:
            known = Known(which, begun)
            self.forms.append(known)
        if whole:
            self._type(known)
        self._file(known)

    @rule(which=st.integers(0, FORMS - 1), typed=st.booleans())
    def file_an_older_form(self, which: int, *, typed: bool) -> None:
        """A tab that was left open is typed in, or not, and filed."""
        known = self.form(which)
        if known is None:
            return
        if typed:
            self._type(known)
        self._file(known)

    def _type(self, known: Known) -> None:
        """Its owner types everything; a form that was filed takes nothing."""
        assert self.said(self._typed(known)) == ("done" if known.open else "claim_filed")
        known.whole = known.whole or known.open

    async def _typed(self, known: Known) -> None:
        who = self.desks[known.desk].actor
        version = (await job_loss.form(who, known.id)).version
        for name, text in {**WHOLE, "late_reason": "Un long procès"}.items():
            found = await job_loss.type_field(who, known.id, version, name, text)
            version = found.version

    def _file(self, known: Known) -> None:
        """Its owner files it, and once more."""
        for _ in range(2):
            wanted, said = self._answer(known), self.said(self._filed(known))
            if said == "too_many_requests":
                # A life this busy: filed and withdrawn all day long.
                assert (wanted, known.status) == ("done", None)
                continue
            assert said == wanted
            if wanted == "done" and known.open:
                known.go(_S.SUBMITTED, self.today)
                known.whole, known.revision = False, known.revision + 1

    def _answer(self, known: Known) -> str:
        """What is said to who files."""
        if not known.open:
            return "done"
        if self.others_live(known):
            return "claim_live"
        return "done" if known.whole else "claim_incomplete"

    async def _filed(self, known: Known) -> None:
        who = self.desks[known.desk].actor
        # A form that was filed says so to who opens it, and its reference to who files it again.
        version = (await job_loss.form(who, known.id)).version if known.open else 0
        reference = await job_loss.file(who, known.id, version)
        assert known.reference in {"", reference}
        known.reference = reference

    @rule(which=st.integers(0, FORMS - 1), by=st.integers(0, DESKS - 1), twice=st.booleans())
    def withdraw(self, which: int, by: int, *, twice: bool) -> None:
        """An account of the affiliate takes a claim back; one of another may not."""
        known = self.form(which)
        if known is None or not known.status:
            return
        theirs = self.desks[by].affiliate.id == self.desks[known.desk].affiliate.id
        for _ in range(1 + twice):
            said = self.said(job_loss.withdraw(self.desks[by].actor, known.reference))
            if not theirs:
                assert said == "claim_unknown"
            elif known.status in LIVE:
                assert said == "done"
                known.go(_S.WITHDRAWN, self.today)
            else:
                over = known.status is _S.WITHDRAWN
                assert said == ("done" if over else "impossible_transition")

    @rule(which=st.integers(0, FORMS - 1), name=st.sampled_from([*DECIDED]), twice=st.booleans())
    def decide(self, which: int, name: str, *, twice: bool) -> None:
        """The fund decides, as it may or may not; who decides at once takes the claim up first."""
        known = self.form(which)
        if known is None or not known.status:
            return
        for _ in range(1 + twice):
            doing = getattr(decisions, name)(known.reference, "account:900", *REASONS.get(name, []))
            assert self.said(doing) == self._decided(known, DECIDED[name])

    def _decided(self, known: Known, after: ClaimStatus) -> str:
        """What is said to the fund; a decision that may be taken is noted."""
        if known.status is _S.SUBMITTED and after is not _S.UNDER_REVIEW:
            known.go(_S.UNDER_REVIEW, self.today)
        elif not known.status or after not in CLAIM_MOVES[known.status]:
            return "impossible_transition"
        known.go(after, self.today)
        return "done"

    @rule(days=st.sampled_from([1, 30, 61]))
    def time_passes(self, days: int) -> None:
        """The business calendar goes on."""
        self.today += timedelta(days=days)
        self.do(on_business_day(self.today))

    @invariant()
    def every_claim_stands_where_it_must(self) -> None:
        """Status, revision and day, and the walk the trail tells."""
        found = {row.draft_id: row for row in self.do(rows(JobLossClaim))}
        assert set(found) == {known.id for known in self.forms if known.status}
        for known in self.forms:
            if not known.status:
                continue
            row = found[known.id]
            assert (row.reference, row.status) == (known.reference, known.status)
            assert (row.revision, row.status_day) == (known.revision, known.since)
            assert bool(row.decided_at) == (known.status in {_S.ACCEPTED, _S.REFUSED})
            told = self.do(walk(known.reference))
            assert told == known.walk
            assert all(_S(after) in CLAIM_MOVES[_S(before)] for before, after in told)

    @invariant()
    def one_claim_is_live_and_every_filing_was_told(self) -> None:
        """What the database must hold one of; and two messages to the employer for each filing."""
        found = self.do(rows(JobLossClaim))
        assert sum(row.status in LIVE for row in found) <= 1
        filings = sum(known.revision for known in self.forms)
        templates = [template for template, *_ in self.do(sent())]
        assert templates.count("claim_submitted") == 2 * filings
        assert templates.count("claim_filed_for_you") == 2 * filings


def test_no_order_of_events_leads_where_the_life_cycle_forbids(lives: Lives):
    lives.walk(Claims, _employers, examples=20, steps=30)


async def _employers() -> None:
    """Two employers of one person, and a colleague of the first."""
    await on_business_day(TODAY)
    first, second = await a_desk(), await a_desk()
    Claims.person = await an_eligible(first)
    await a_second_job(second, Claims.person)
    Claims.desks = [first, second, await a_colleague(first)]
