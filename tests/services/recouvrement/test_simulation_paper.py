"""The simulation as PDF, from the plan last typed: for its owner, at its step, while it stands."""

from __future__ import annotations

from io import BytesIO

import httpx
import pytest
from pypdf import PdfReader
from starlette.applications import Starlette

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.i18n import LANGUAGES, Language, translator
from damancom_reflex.services import recouvrement, sessions
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.engine import writing
from damancom_reflex.web import cookies, downloads
from tests.factories import VISITOR
from tests.services.recouvrement.builders import (
    Employer,
    an_employer,
    at_bank,
    at_simulation,
    ready_to_sign,
)


def text_of(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join("".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_paper_has_the_figures_of_the_plan_last_typed(language: Language):
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "5 000", "2")
    content = await recouvrement.simulation_pdf(employer.actor, draft_id, language)
    text = text_of(content)
    for expected in ("5 756,93", "21 950,56", "8 475,28", "08/12/2023", "08/01/2024"):
        assert expected in text
    assert employer.affiliate.number in text
    metadata = PdfReader(BytesIO(content)).metadata
    assert metadata
    assert translator(language)("Simulation sans engagement") in str(metadata.title)
    await recouvrement.type_plan(employer.actor, draft_id, "0", "24")
    again = text_of(await recouvrement.simulation_pdf(employer.actor, draft_id, language))
    assert "8 475,28" not in again


async def test_a_full_payment_has_its_paper_too():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor, PaymentMode.FULL)
    assert "20 799,28" in text_of(await recouvrement.simulation_pdf(employer.actor, draft_id, "fr"))


async def test_nobody_gets_the_simulation_of_another():
    employer, stranger = await an_employer(), await an_employer()
    draft_id = await at_simulation(employer.actor)
    with pytest.raises(Refused, match="draft_unknown"):
        await recouvrement.simulation_pdf(stranger.actor, draft_id, "fr")


async def test_a_plan_that_does_not_stand_has_no_paper():
    employer = await an_employer()
    draft_id = await at_simulation(employer.actor)
    await recouvrement.type_plan(employer.actor, draft_id, "0", "61")
    with pytest.raises(DomainError, match="months_too_many"):
        await recouvrement.simulation_pdf(employer.actor, draft_id, "fr")


async def test_there_is_no_paper_before_the_step_nor_after_the_signature():
    employer = await an_employer()
    draft_id = await at_bank(employer.actor)
    with pytest.raises(Refused, match="step_not_reached"):
        await recouvrement.simulation_pdf(employer.actor, draft_id, "fr")
    draft_id = await ready_to_sign(employer.actor)
    await recouvrement.sign(employer.actor, draft_id)
    with pytest.raises(Refused, match="already_signed"):
        await recouvrement.simulation_pdf(employer.actor, draft_id, "fr")


async def test_the_address_serves_the_owner_and_nobody_else():
    employer, stranger = await an_employer(), await an_employer()
    draft_id = await at_simulation(employer.actor)
    address = f"/telecharger/simulation/{draft_id}.pdf?langue=ar"
    mine = await fetched(address, await cookie_of(employer))
    assert (mine.status_code, mine.headers["content-type"]) == (200, "application/pdf")
    assert mine.headers["cache-control"] == "private, no-store"
    assert mine.headers["content-disposition"].startswith("attachment;")
    assert PdfReader(BytesIO(mine.content)).root_object["/Lang"] == "ar"
    theirs = await fetched(address, await cookie_of(stranger))
    nothing = await fetched(address.replace(draft_id, "x"), await cookie_of(stranger))
    assert (theirs.status_code, theirs.content) == (404, nothing.content)
    nobody = await fetched(address, "")
    assert nobody.status_code == 303
    assert nobody.headers["location"].startswith("/ar/connexion")


async def cookie_of(employer: Employer) -> str:
    async with writing() as session:
        return await sessions.open_in(session, employer.actor.account_id, VISITOR)


async def fetched(address: str, cookie: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=downloads.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(address, headers={"cookie": f"{cookies.SESSION}={cookie}"})
