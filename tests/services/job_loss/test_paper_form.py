"""The prefilled form of a claim: what was filed, in either language, whatever was decided since."""

from __future__ import annotations

import pytest

from damancom_reflex.domain.job_loss import ClaimStatus
from damancom_reflex.services.job_loss import papers
from tests.documents.reading import text as text_of
from tests.services.job_loss.claimants import a_claim, a_desk
from tests.services.job_loss.paper_claims import a_claimed

pytestmark = pytest.mark.usefixtures("database")


async def test_the_form_says_what_was_filed():
    claimed = await a_claimed()
    said = text_of(await papers.claim_form(claimed.actor, claimed.reference, "fr"))
    for words in (
        claimed.reference,
        "310-1-26",
        claimed.desk.affiliate.legal_name,
        "Alami",
        "Sara",
        "546 / 780",
        "312 / 260",
        "10/2020 – 09/2023",
        f"http://localhost:8000/fr/ipe/demandes?r={claimed.reference}",
    ):
        assert words in said


async def test_the_form_of_a_late_claim_says_why():
    claimed = await a_claimed(
        loss_date="30/06/2023", late_reason="Siège fermé\naprès les inondations."
    )
    said = text_of(await papers.claim_form(claimed.actor, claimed.reference, "ar"))
    assert "Siège fermé après les inondations." in said


async def test_the_form_can_be_had_when_all_is_decided_and_is_the_same_file():
    claimed = await a_claimed()
    first = await papers.claim_form(claimed.actor, claimed.reference, "fr")
    await claimed.come_to(ClaimStatus.REFUSED)
    assert first == await papers.claim_form(claimed.actor, claimed.reference, "fr")


async def test_days_that_were_not_told_are_left_to_be_written_in():
    desk = await a_desk()
    reference = (await a_claim(desk)).reference
    said = text_of(await papers.claim_form(desk.actor, reference, "fr"))
    assert "10/2020 – 09/2023" in said
    assert "/ 780" not in said
