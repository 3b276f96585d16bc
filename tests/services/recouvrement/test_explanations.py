"""A plan explained line by line, and what comes back when a payment is missed."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.services import recouvrement
from damancom_reflex.services.actors import Refused
from tests.services.recouvrement.builders import an_employer, at_simulation, guide


async def test_lines_explain_the_remission_to_the_centime():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    explained = await recouvrement.lines(employer.actor, draft_id)
    assert sum(line.remission for line in explained) == 5_756_93
    assert len(explained) == len(guide())


async def test_a_missed_instalment_brings_back_every_remitted_amount_on_its_day():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    missed = await recouvrement.missed(employer.actor, draft_id, 2)
    assert missed.due == date(2024, 1, 8)
    assert missed.remission == 5_756_93
    assert missed.paid == 5_000_00 + 8_475_28
    assert missed.owed == 27_707_49 + missed.generated_surcharge - missed.paid


@pytest.mark.parametrize("number", [0, 3, -1])
async def test_an_instalment_the_plan_has_not_is_unknown(number: int):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    with pytest.raises(Refused) as refused:
        await recouvrement.missed(employer.actor, draft_id, number)
    assert (refused.value.code, refused.value.params) == ("instalment_unknown", {"most": 2})


async def test_explanations_of_a_plan_that_does_not_stand_say_why():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "abc", "2")
    with pytest.raises(Exception, match="malformed_amount"):
        await recouvrement.lines(employer.actor, draft_id)
