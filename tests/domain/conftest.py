"""Settings of the property tests, and the guides' ledgers."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import settings

from damancom_reflex.domain.ledger import Ledger, read_ledger

from .factories import LEDGERS, SITUATION

# Two cores are shared with browsers and servers: a slow example is not a wrong one.
settings.register_profile("domain", deadline=None)
# Thousands of runs, one per change of a rule: fewer examples, and the same ones each time.
settings.register_profile(
    "mutation", deadline=None, derandomize=True, max_examples=25, database=None
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "domain"))


@pytest.fixture(scope="session")
def guide() -> Callable[[str], Ledger]:
    """The guide's ledger of that name, on the guides' own day."""

    def read(name: str) -> Ledger:
        text = (LEDGERS / f"guide-{name}.csv").read_text(encoding="utf-8")
        return Ledger(read_ledger(text), situation=SITUATION, surcharges_to=SITUATION)

    return read
