"""Every test here has the dated rules, an agency and a collection office, on the guides' own day."""

from __future__ import annotations

import pytest

from damancom_reflex.services import captcha, rules_loader
from damancom_reflex.services.recouvrement import ledgers, rulebook
from tests.services.enrolment.builders import an_agency
from tests.services.recouvrement.builders import SITUATION, on_business_day
from tests.services.review.officers import Fund, a_fund


@pytest.fixture
async def fund(database: str, monkeypatch: pytest.MonkeyPatch) -> Fund:
    """The fund with its officers, each in their place."""
    # Solved like any other captcha, in one or two trials of one iteration.
    for name, value in (("COST", 1), ("FEWEST_TRIALS", 1), ("MOST_TRIALS", 2)):
        monkeypatch.setattr(captcha, name, value)
    for memory in (ledgers.ledgers, rulebook.decisions, rulebook.rates, rulebook.terms):
        memory.clear()
    await rules_loader.load_rules()
    await on_business_day(SITUATION)
    return await a_fund(await an_agency("A1"))
