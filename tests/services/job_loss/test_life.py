"""The life of claims, in whatever order things happen: never where the table forbids, and the trail tells it all."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.job_loss import CLAIM_MOVES, LIVE, ClaimStatus
from damancom_reflex.services import audit, job_loss
from damancom_reflex.services.job_loss import decisions
from damancom_reflex.settings import settings as portal
from damancom_reflex.store import engine
from damancom_reflex.store.claims import JobLossClaim
from damancom_reflex.store.insured import InsuredPerson
from tests.factories import rows
from tests.services.job_loss.claimants import TODAY, Desk, a_desk, walk
from tests.services.job_loss.factories import WHOLE, a_colleague, a_second_job, an_eligible, sent
from tests.services.recouvrement.builders import on_business_day

_S = ClaimStatus
_T = TypeVar("_T")
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

STEPS = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    # A life takes a second: telling which step broke it is enough.
    phases=[phase for phase in Phase if phase is not Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


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


class Lives(RuleBasedStateMachine):
    """Two employers of one person, a colleague of the first, the fund, and time."""

    template: ClassVar[Path]
    desks: ClassVar[list[Desk]]
    person: ClassVar[InsuredPerson]
    file: ClassVar[Path]

    def __init__(self) -> None:
        """A fresh copy of the employers, on the guides' day."""
        super().__init__()
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copyfile(self.template, self.file)
        self.loop = asyncio.new_event_loop()
        self.today = TODAY
        self.forms: list[Known] = []

    def teardown(self) -> None:
        """Close what this life opened."""
        self.do(engine.dispose())
        self.loop.close()

    def do(self, doing: Coroutine[Any, Any, _T]) -> _T:
        """Run one thing to its end."""
        return self.loop.run_until_complete(doing)

    def said(self, doing: Coroutine[Any, Any, object]) -> str:
        """`done`, or the code of the refusal."""
        try:
            self.do(doing)
        except DomainError as refused:
            return refused.code
        return "done"

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
            wanted = self._answer(known)
            assert self.said(self._filed(known)) == wanted
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

    @invariant()
    def the_trail_is_whole(self) -> None:
        """No event was changed or lost."""
        assert self.do(audit.verify()).ok


def test_no_order_of_events_leads_where_the_life_cycle_forbids(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    template, life = tmp_path / "employers.sqlite3", tmp_path / "life.sqlite3"
    shutil.copyfile(request.getfixturevalue("_sqlite_template"), template)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{template}")
    portal.cache_clear()
    Lives.desks, Lives.person = asyncio.run(_employers())
    Lives.template, Lives.file = template, life
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{life}")
    portal.cache_clear()
    run_state_machine_as_test(Lives, settings=STEPS)


async def _employers() -> tuple[list[Desk], InsuredPerson]:
    """Two employers of one person, and a colleague of the first; nothing left beside the file."""
    await on_business_day(TODAY)
    first, second = await a_desk(), await a_desk()
    person = await an_eligible(first)
    await a_second_job(second, person)
    desks = [first, second, await a_colleague(first)]
    await engine.dispose()
    return desks, person
