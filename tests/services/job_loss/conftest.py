"""What tests of claims start from."""

from __future__ import annotations

import pytest

from tests.services.job_loss.claimants import TODAY, Desk, a_desk
from tests.services.recouvrement.builders import on_business_day


@pytest.fixture
async def desk(database: str) -> Desk:
    """An employer on the guides' day."""
    await on_business_day(TODAY)
    return await a_desk()
