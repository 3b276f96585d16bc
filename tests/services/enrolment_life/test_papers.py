"""Papers of a filed request, for who may follow it; and the page that proves they are ours."""

from __future__ import annotations

from datetime import date

import pytest

from damancom_reflex.services import enrolment, verification
from damancom_reflex.services.enrolment import decisions
from tests.documents.reading import text as text_of
from tests.services.enrolment.builders import STRANGER, a_company, at_confirmation, row_of
from tests.services.enrolment_life.builders import (
    RIB,
    Filed,
    a_filed,
    a_filed_with_delegate,
    followed,
)
from tests.services.people import outcome

pytestmark = pytest.mark.usefixtures("desk")


async def read(filed: Filed, name: str) -> str:
    """Text of a paper."""
    made = await enrolment.paper(filed.person.applicant, filed.reference, name, "fr")
    assert made.startswith(b"%PDF-")
    return text_of(made)


async def test_each_paper_carries_the_reference_and_what_was_filed():
    filed = await a_filed_with_delegate(rib=RIB)
    for name in ("demande", "prelevement", "mandat", "dossier"):
        said = await read(filed, name)
        assert filed.reference in said
        assert "Tamaris" in said


async def test_papers_say_what_was_filed_and_not_what_is_being_typed():
    filed = await a_filed_with_delegate()
    applicant = await followed(filed.reference, filed.person.applicant)
    await filed.person.type(delegate_name="Tout Autre Cabinet SARL")
    made = await enrolment.paper(applicant, filed.reference, "mandat", "fr")
    assert "Tout Autre" not in text_of(made)
    await filed.person.submit()
    made = await enrolment.paper(applicant, filed.reference, "mandat", "fr")
    assert "Tout Autre" in text_of(made)


@pytest.mark.parametrize("name", ["mandat", "", "autre", "../demande", "Demande"])
async def test_another_name_is_no_paper_nor_a_mandate_without_delegate(name: str):
    filed = await a_filed()
    asked = enrolment.paper(filed.person.applicant, filed.reference, name, "fr")
    assert await outcome(asked) == "paper_unknown"


async def test_a_stranger_gets_no_paper_and_the_same_answer_as_for_nothing():
    filed = await a_filed()
    for reference in (filed.reference, "DA-2023-0000-0000", ""):
        asked = enrolment.paper(STRANGER, reference, "demande", "fr")
        assert await outcome(asked) == "enrolment_unknown"


async def test_a_draft_has_no_paper():
    await a_company()
    person = await at_confirmation()
    for reference in ("", person.draft_id):
        asked = enrolment.paper(person.applicant, reference, "demande", "fr")
        assert await outcome(asked) == "enrolment_unknown"


async def test_the_page_proves_the_papers_with_the_least():
    filed = await a_filed()
    row = await row_of(filed.person.draft_id)
    proof = await verification.verify(filed.reference, row.verification_id)
    assert proof == await verification.verify(f" {filed.reference.lower()} ")
    assert proof
    assert (proof.kind, proof.reference, proof.day) == (
        "enrolment",
        filed.reference,
        date(2023, 11, 8),
    )
    assert proof.masked_name == "B••• T••• S•••"


@pytest.mark.parametrize("verification_id", ["", "x", "x" * 5000])
async def test_a_forged_paper_is_not_verified(verification_id: str):
    filed = await a_filed()
    assert await verification.verify(filed.reference, verification_id) is None
    for nobodys in ("DA-2023-0000-0000", "DR-2023-0000-0000", "' OR 1=1 --", ""):
        assert await verification.verify(nobodys) is None


async def test_papers_of_a_decided_request_can_still_be_had_and_verified():
    filed = await a_filed()
    await decisions.refuse(filed.reference, "account:7", "not_entitled")
    assert filed.reference in await read(filed, "demande")
    assert await verification.verify(filed.reference)
