"""Every test here has a database with the dated rules, on the guides' own day."""

from __future__ import annotations

import pytest

from damancom_reflex.services import rules_loader
from damancom_reflex.services.recouvrement import ledgers, rulebook
from tests.services.recouvrement.builders import SITUATION, on_business_day


@pytest.fixture(autouse=True)
async def _desk(database: str) -> None:
    for memory in (ledgers.ledgers, rulebook.decisions, rulebook.rates, rulebook.terms):
        memory.clear()
    await rules_loader.load_rules()
    await on_business_day(SITUATION)
