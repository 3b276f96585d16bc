"""The demo's calendar moves for anybody in the demo, and for nobody outside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.portal import Portal
from tests.security.attacker import sql
from tests.security.wire import OURS, Wire, shown, text_of

STATE = f"{OURS}demo_calendar____calendar_state"
MOVE = f"{STATE}.move"


@pytest.fixture
def portal_of_ours(tmp_path: Path) -> Iterator[Portal]:
    """A portal whose calendar no other test reads."""
    made = Portal(tmp_path / "portal", TRUSTED_PROXY_HOPS="1").start()
    yield made
    made.stop()


def shift(portal: Portal) -> list[tuple[Any, ...]]:
    """The row of the business calendar."""
    return sql(portal, "select shift_days from business_calendar")


async def test_the_calendar_moves_in_the_demo_alone(portal_of_ours: Portal) -> None:
    portal = portal_of_ours
    ((before,),) = shift(portal)
    async with Wire(portal.url) as visitor:
        for forged in ("YEAR", "day", "", None, 31, ["DAY"], {}):
            await visitor.send(MOVE, {"step": forged}, patience=0.25)
        assert shift(portal) == [(before,)]
        answers = await visitor.send(MOVE, {"step": "DAY"})
        assert shown(answers, STATE)["day"] != ""
    assert shift(portal) == [(before + 1,)]

    portal.stop()
    portal.environment |= {"DEMO": "false", "ENVIRONMENT": "development"}
    portal.start("serve")
    async with Wire(portal.url) as visitor:
        for step in ("DAY", "DEBITS", "MONTH"):
            answers = await visitor.send(MOVE, {"step": step}, patience=0.5)
            assert not shown(answers, STATE).get("day")
        answers = await visitor.send(f"{STATE}.load", patience=0.5)
        assert not shown(answers, STATE).get("day")
        assert "/20" not in text_of([answer.get("delta") or {} for answer in answers])
    assert shift(portal) == [(before + 1,)]
