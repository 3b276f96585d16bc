"""Every test here has the dated rules, an agency, and captchas that a moment solves."""

from __future__ import annotations

import pytest

from damancom_reflex.services import captcha, rules_loader
from damancom_reflex.services.recouvrement import rulebook
from tests.services.enrolment.builders import an_agency


@pytest.fixture(autouse=True)
async def _desk(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook.terms.clear()
    # Solved like any other, in one or two trials of one iteration.
    monkeypatch.setattr(captcha, "COST", 1)
    monkeypatch.setattr(captcha, "FEWEST_TRIALS", 1)
    monkeypatch.setattr(captcha, "MOST_TRIALS", 2)
    await rules_loader.load_rules()
    await an_agency("A1")
