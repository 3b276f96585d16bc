"""The life of remissions, in whatever order things happen and time passes: what must hold does."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Coroutine
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
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services import due
from damancom_reflex.services.recouvrement import debit_file, decisions
from damancom_reflex.settings import settings as portal
from damancom_reflex.store import engine
from damancom_reflex.store.remissions import RemissionRequest
from tests.factories import rows
from tests.services.recouvrement import invariants
from tests.services.recouvrement.builders import (
    SITUATION,
    Employer,
    an_employer,
    guide,
    on_business_day,
    owes,
    signed,
)
from tests.services.recouvrement.officers import OFFICER, OTHER_OFFICER, SOME, SUPERVISOR

_T = TypeVar("_T")
EMPLOYERS = 3
REQUESTS = 8
OFFICERS = st.sampled_from([OFFICER, OTHER_OFFICER, SUPERVISOR])
WHICH = st.integers(0, REQUESTS - 1)

STEPS = settings(
    max_examples=10,
    stateful_step_count=30,
    deadline=None,
    # A life takes seconds: telling which step broke it is enough.
    phases=[phase for phase in Phase if phase is not Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


class Lives(RuleBasedStateMachine):
    """Employers who sign, officers who decide, banks that send back, and time."""

    template: ClassVar[Path]
    file: ClassVar[Path]
    employers: ClassVar[list[Employer]]
    reached: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        """A fresh copy of the employers, on the guides' day."""
        super().__init__()
        for left in self.file.parent.glob(f"{self.file.name}*"):
            left.unlink()
        shutil.copyfile(self.template, self.file)
        self.loop = asyncio.new_event_loop()
        self.today = SITUATION
        self.references: list[str] = []
        self.situations = [SITUATION] * EMPLOYERS

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

    def reference(self, which: int) -> str:
        """One of the requests; one nobody knows while there is none."""
        if not self.references:
            return "DR-2023-0000-0000"
        return self.references[which % len(self.references)]

    @rule(who=st.integers(0, EMPLOYERS - 1), mode=st.sampled_from(PaymentMode))
    def sign(self, who: int, mode: PaymentMode) -> None:
        """An employer signs, when nothing of theirs is open."""
        try:
            reference = self.do(signed(self.employers[who].actor, mode))
        except DomainError as refused:
            assert refused.code in {"open_request_exists", "new_situation_awaited"}
            if refused.code == "new_situation_awaited" and self.today > self.situations[who]:
                # The fund establishes the debt anew.
                self.situations[who] = self.today
                self.do(owes(self.employers[who].affiliate, guide(), self.today))
        else:
            assert reference not in self.references
            self.references.append(reference)

    @rule(who=st.integers(0, EMPLOYERS - 1), mode=st.sampled_from(PaymentMode))
    def agree(self, who: int, mode: PaymentMode) -> None:
        """An employer signs, and everybody of the office does their part at once."""
        self.sign(who, mode)
        if self.references:
            which = len(self.references) - 1
            self.guarantee(which, OFFICER)
            self.validate(which, [OFFICER, SUPERVISOR])

    @rule(which=WHICH, officer=OFFICERS)
    def guarantee(self, which: int, officer: str) -> None:
        """A guarantee is filed today."""
        code = self.said(decisions.register_guarantee(self.reference(which), officer, **SOME))
        known = {"request_unknown", "guarantees_not_awaited", "guarantee_late"}
        assert code in {"done", *known}

    @rule(which=WHICH, officers=st.lists(OFFICERS, min_size=1, max_size=3))
    def validate(self, which: int, officers: list[str]) -> None:
        """Officers validate one after the other: the first, the second, one too many."""
        for officer in officers:
            doing = decisions.validate(
                self.reference(which),
                officer,
                guarantees_sufficient=True,
                down_payment_received=True,
            )
            assert self.said(doing) in {
                *("done", "request_unknown", "impossible_transition", "guarantees_missing"),
                "second_signature_same_person",
            }

    @rule(which=WHICH, officer=OFFICERS)
    def refuse(self, which: int, officer: str) -> None:
        """An officer refuses."""
        code = self.said(decisions.refuse(self.reference(which), officer, "debt_differs"))
        assert code in {"done", "request_unknown", "impossible_transition"}

    @rule(which=WHICH, officer=OFFICERS, number=st.integers(1, 2))
    def reject(self, which: int, officer: str, number: int) -> None:
        """The bank sends a debit back."""
        doing = decisions.reject_debit(self.reference(which), officer, number, "insufficient_funds")
        assert self.said(doing) in {
            *("done", "request_unknown", "impossible_transition", "debit_unknown"),
            *("debit_not_sent", "debit_collected", "earlier_debit_open"),
        }

    @rule(which=WHICH, officer=OFFICERS)
    def cancel(self, which: int, officer: str) -> None:
        """A promise was not kept."""
        code = self.said(decisions.cancel(self.reference(which), officer, "contributions_unpaid"))
        known = {"request_unknown", "impossible_transition", "debit_at_the_bank"}
        assert code in {"done", *known}

    @rule(days=st.sampled_from([0, 1, 3, 7, 16, 31]), runs=st.integers(0, 2))
    def time_passes(self, days: int, runs: int) -> None:
        """Days go by, and what is due is done, or not, or twice."""
        self.today += timedelta(days=days)
        self.do(on_business_day(self.today))
        for _ in range(runs):
            self.do(due.run())

    @rule(officer=OFFICERS)
    def to_the_next_debits(self, officer: str) -> None:
        """The next 12th comes: files are produced, counted, and their wait is over."""
        month = date(self.today.year, self.today.month, 1) + timedelta(days=32)
        self.today = month.replace(day=12)
        self.do(on_business_day(self.today))
        self.do(due.run())
        for batch in self.do(debit_file.batches()):
            count = {"debits": batch.debits, "total": batch.total}
            code = self.said(debit_file.sign_off(batch.day, officer, **count))
            assert code in {"done", "debit_file_signed_off"}

    @invariant()
    def all_holds(self) -> None:
        """After each thing that happened."""
        self.do(invariants.check())

    @invariant()
    def note_what_was_reached(self) -> None:
        """So that a test that never gets anywhere is seen."""
        self.reached.update(self.do(statuses()))


async def statuses() -> set[str]:
    """Statuses there are."""
    return {row.status for row in await rows(RemissionRequest)}


@pytest.mark.parametrize("second_above", ["0", "999999999"], ids=["two sign", "one signs"])
def test_no_order_of_events_breaks_what_must_hold(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    second_above: str,
):
    template, life = tmp_path / "employers.sqlite3", tmp_path / "life.sqlite3"
    shutil.copyfile(request.getfixturevalue("_sqlite_template"), template)
    monkeypatch.setenv("SECOND_SIGNATURE_ABOVE", second_above)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{template}")
    portal.cache_clear()
    Lives.employers = asyncio.run(_employers())
    Lives.template, Lives.file = template, life
    Lives.reached = set()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{life}")
    portal.cache_clear()
    run_state_machine_as_test(Lives, settings=STEPS)
    assert "VALIDATED" in Lives.reached


async def _employers() -> list[Employer]:
    """Employers in debt; nothing left beside the file."""
    await on_business_day(SITUATION)
    found = [await an_employer() for _ in range(EMPLOYERS)]
    await engine.dispose()
    return found
