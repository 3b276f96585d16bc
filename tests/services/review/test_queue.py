from __future__ import annotations

from datetime import date, timedelta

import pytest

from damancom_reflex.domain.review import Kind
from damancom_reflex.services import review
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.review import EVERY, LATE, Wanted, stretch
from damancom_reflex.services.review.finding import MOST_HITS
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.enrolments import EnrolmentRequest
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import an_affiliate, an_office, id_of, saved
from tests.services.job_loss.claimants import a_claim, a_desk, a_person
from tests.services.recouvrement.builders import statements
from tests.services.review.officers import Fund, a_signed_plan, an_officer

TODAY = date(2023, 11, 8)


async def an_enrolment(
    fund: Fund, days: int = 0, status: str = "SUBMITTED", agency: int | None = None, **given: str
) -> str:
    """Reference of an enrolment's row, filed some days ago, to be brought within sixty."""
    company = await an_affiliate(**given)
    filed = TODAY - timedelta(days=days)
    reference = f"DA-2023-{id_of(company):04d}-0000"
    await saved(
        EnrolmentRequest(
            reference=reference,
            affiliate_id=id_of(company),
            agency_id=agency or fund.agency.id,
            status=status,
            business_day=filed,
            expires_on=filed + timedelta(days=60) if status == "SUBMITTED" else None,
            filed={},
        )
    )
    return reference


async def shown(who: Actor, wanted: Wanted | None = None, page: int = 1) -> list[str]:
    """References of a page, in order."""
    found = await review.queue(who, wanted or Wanted(), page)
    return [row.reference for row in found.page.rows]


@ON_BOTH_DATABASES
async def test_each_sees_what_is_theirs_and_a_supervisor_all_of_it(fund: Fund):
    enrolment = await an_enrolment(fund, days=3)
    claim = (await a_claim(await a_desk(), business_day=TODAY - timedelta(days=2))).reference
    plan, officer, _ = await a_signed_plan()
    assert await shown(fund.at_agency) == [enrolment]
    assert await shown(fund.claims) == [claim]
    assert await shown(officer) == [plan]
    assert await shown(fund.supervisor) == [enrolment, claim, plan]
    assert await shown(fund.at_other_agency) == []
    place = (await an_office()).id
    elsewhere = await an_officer(Role.COLLECTION_OFFICER, collection_office_id=place)
    assert await shown(elsewhere) == []
    nowhere = await review.queue(fund.without_agency, Wanted())
    assert (nowhere.page.rows, nowhere.without_office) == ((), True)


async def test_what_waits_for_the_employer_is_not_in_it_unless_asked_for(fund: Fund):
    waits = await an_enrolment(fund)
    corrected = await an_enrolment(fund, status="CORRECTION_REQUESTED")
    done = await an_enrolment(fund, status="VALIDATED")
    assert await shown(fund.at_agency) == [waits]
    assert await shown(fund.at_agency, Wanted(state="CORRECTION_REQUESTED")) == [corrected]
    assert sorted(await shown(fund.at_agency, Wanted(state=EVERY))) == [waits, corrected, done]
    assert await shown(fund.at_agency, Wanted(state="nothing of the kind")) == []
    found = await review.queue(fund.at_agency, Wanted(state="VALIDATED"))
    assert {state: n for (_, state), n in found.counts.items() if n} == {
        "SUBMITTED": 1,
        "CORRECTION_REQUESTED": 1,
        "VALIDATED": 1,
    }


async def test_it_is_filtered_by_kind_office_age_and_deadline(fund: Fund):
    old = await an_enrolment(fund, days=70)
    soon = await an_enrolment(fund, days=55)
    new = await an_enrolment(fund)
    claim = (await a_claim(await a_desk())).reference
    who = fund.supervisor
    assert await shown(who, Wanted(kind="DA")) == [old, soon, new]
    assert await shown(who, Wanted(kind="IP")) == [claim]
    assert await shown(who, Wanted(office=f"DA.{fund.agency.id}")) == [old, soon, new]
    assert await shown(who, Wanted(office="DA.99")) == []
    assert await shown(who, Wanted(age=60)) == [old]
    assert await shown(who, Wanted(deadline=LATE)) == [old]
    assert await shown(who, Wanted(deadline="7")) == [soon]
    for office in ("DA.", "DA.x", "XX.1", "DA.1.2", "DA." + "9" * 40, "' or 1=1"):
        assert await shown(who, Wanted(office=office)) == []
    # An office filter widens nobody's view.
    assert await shown(fund.at_other_agency, Wanted(office=f"DA.{fund.agency.id}")) == []


@ON_BOTH_DATABASES
async def test_it_is_sorted_by_age_and_deadline_either_way(fund: Fund):
    late, middle, new = [await an_enrolment(fund, days=days) for days in (20, 10, 0)]
    received = await an_enrolment(fund, days=15, status="RECEIVED")
    who = fund.at_agency
    assert await shown(who) == [late, received, middle, new]
    assert await shown(who, Wanted(descending=True)) == [new, middle, received, late]
    # What nothing is due of comes last, whichever way one sorts.
    assert await shown(who, Wanted(sort="deadline")) == [late, middle, new, received]
    down = Wanted(sort="deadline", descending=True)
    assert await shown(who, down) == [new, middle, late, received]


@ON_BOTH_DATABASES
async def test_pages_put_together_are_the_whole_list_once(fund: Fund):
    wanted = [await an_enrolment(fund, days=n % 5) for n in range(23)]
    wanted += [await an_enrolment(fund, days=n % 3, status="RECEIVED") for n in range(9)]
    for order in (Wanted(), Wanted(sort="deadline"), Wanted(sort="deadline", descending=True)):
        pages = [await review.queue(fund.supervisor, order, n, 5) for n in range(1, 8)]
        found = [row.reference for one in pages for row in one.page.rows]
        assert len(found) == 32
        assert set(found) == set(wanted)
        whole = await review.queue(fund.supervisor, order, 1, 100)
        assert [row.reference for row in whole.page.rows] == found
    last = await review.queue(fund.supervisor, Wanted(), 99, 5)
    assert (last.page.page, last.page.pages, len(last.page.rows)) == (7, 7, 2)


@ON_BOTH_DATABASES
@pytest.mark.parametrize("order", [Wanted(), Wanted(descending=True), Wanted(sort="deadline")])
async def test_a_page_far_inside_is_the_one_that_steps_lead_to(
    fund: Fund, order: Wanted, monkeypatch: pytest.MonkeyPatch
):
    for n in range(40):
        status = "SUBMITTED" if n % 4 == 0 else "RECEIVED"
        await an_enrolment(fund, days=n * n % 31 % 20, status=status)
    pages = range(1, 14)
    stepped = [await shown_by_three(fund.supervisor, order, page) for page in pages]
    monkeypatch.setattr(stretch, "NEAR", 4)
    with statements() as sent:
        leapt = [await shown_by_three(fund.supervisor, order, page) for page in pages]
    assert leapt == stepped
    assert any("business_day <" in statement for statement in sent)
    # Nothing is leapt over where rows are narrowed down.
    with statements() as sent:
        await shown_by_three(fund.at_agency, order, 6)
    assert not any("business_day <" in statement for statement in sent)


async def shown_by_three(who: Actor, wanted: Wanted, page: int) -> list[str]:
    """References of a page of three, in order."""
    found = await review.queue(who, wanted, page, 3)
    return [row.reference for row in found.page.rows]


@ON_BOTH_DATABASES
async def test_it_is_searched_by_reference_employer_and_person(fund: Fund):
    desk = await a_desk()
    person = await a_person(desk, surname="Zniber", first_name="Badia")
    claim = (await a_claim(desk, person)).reference
    bakery = await an_enrolment(fund, legal_name="Boulangerie du Rif", number="7654321")
    dairy = await an_enrolment(fund, legal_name="Société Laitière de l'Étoile")
    who = fund.supervisor
    assert await shown(who, Wanted(search="boulangerie RIF")) == [bakery]
    assert await shown(who, Wanted(search="ETOILE societe")) == [dairy]
    assert await shown(who, Wanted(search="étoilé laitiere")) == [dairy]
    assert await shown(who, Wanted(search="76543")) == [bakery]
    assert await shown(who, Wanted(search="zniber bad")) == [claim]
    assert await shown(who, Wanted(search=person.number)) == [claim]
    assert await shown(who, Wanted(search="nobody")) == []
    assert await shown(who, Wanted(search="%")) == []
    # A reference is found however it is typed, and whatever its status.
    typed = bakery.replace("-", " ").lower()
    assert await shown(who, Wanted(search=typed, state="REFUSED")) == [bakery]
    assert await shown(fund.claims, Wanted(search=typed)) == []
    assert await shown(fund.at_agency, Wanted(search="zniber")) == []


async def test_a_search_that_names_too_many_says_so(fund: Fund):
    place = (await an_office()).id
    for number in range(3):
        await an_enrolment(fund, legal_name=f"Boulangerie {number}")
    assert not (await review.queue(fund.supervisor, Wanted(search="boulangerie"))).too_wide
    for _ in range(MOST_HITS + 1):
        await an_affiliate(legal_name="Boulangerie", collection_office_id=place)
    assert (await review.queue(fund.supervisor, Wanted(search="boulangerie"))).too_wide
    # Employers of elsewhere do not use up what an officer's search may mean.
    mine = await review.queue(fund.at_agency, Wanted(search="boulangerie"))
    assert (mine.page.total, mine.too_wide) == (3, False)


@pytest.mark.parametrize(("search", "most"), [("", 4), ("boulangerie", 5)])
async def test_a_page_is_read_in_as_many_statements_however_long_the_list(
    fund: Fund, search: str, most: int
):
    await an_enrolment(fund, legal_name="Boulangerie 1")
    wanted = Wanted(search=search)
    with statements() as few:
        await review.queue(fund.supervisor, wanted)
    for number in range(30):
        await an_enrolment(fund, days=number, legal_name=f"Boulangerie {number}")
        await a_claim(await a_desk())
    with statements() as many:
        found = await review.queue(fund.supervisor, wanted, 2)
    assert found.page.total >= 31
    assert len(few) == len(many) == most


async def test_offices_are_chosen_among_by_who_sees_several(fund: Fund):
    codes = [code for code, _, _ in await review.offices(fund.supervisor)]
    assert f"DA.{fund.agency.id}" in codes
    assert all(code.partition(".")[0] in {Kind.ENROLMENT, Kind.REMISSION} for code in codes)
    assert await review.offices(fund.at_agency) == ()
    assert await review.offices(fund.claims) == ()
