"""Every test here has the dated rules, an agency, the guides' own day, and captchas that a moment solves."""

from __future__ import annotations

import pytest

from damancom_reflex.services import captcha, rules_loader
from damancom_reflex.services.recouvrement import rulebook
from tests.services.enrolment.builders import an_agency
from tests.services.recouvrement.builders import SITUATION, on_business_day


@pytest.fixture
def _quick_captcha(monkeypatch: pytest.MonkeyPatch) -> None:
    # Solved like any other, in one or two trials of one iteration.
    for name, value in (("COST", 1), ("FEWEST_TRIALS", 1), ("MOST_TRIALS", 2)):
        monkeypatch.setattr(captcha, name, value)


@pytest.fixture
async def desk(database: str, _quick_captcha: None) -> None:
    """A database with the rules and an agency in it."""
    rulebook.terms.clear()
    await rules_loader.load_rules()
    await on_business_day(SITUATION)
    await an_agency("A1")
