"""The insured persons of the demo: each shows, through the portal, what its card says on the demo's first day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlmodel import col, delete, func, select

from damancom_reflex import demo
from damancom_reflex.demo import InsuredCard, insured, personas
from damancom_reflex.demo.insured import workers
from damancom_reflex.demo.insured_cases import JOINER, PHARMACY, WORKSHOP, affiliate_of
from damancom_reflex.demo.insured_people import LARGE, LARGE_STAFF
from damancom_reflex.domain import identifiers
from damancom_reflex.domain.job_loss import ClaimStatus, Condition, Problem, Verdict
from damancom_reflex.services import audit, business, demo_mailbox, job_loss
from damancom_reflex.services.job_loss.views import ClaimFormView, InsuredRow
from damancom_reflex.store.affiliates import Affiliate
from damancom_reflex.store.claims import ClaimDraft, JobLossClaim
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.insured import DeclaredMonth, Employment, InsuredPerson
from damancom_reflex.store.trail import OutboxMessage
from tests.demo.test_loading import actor_of
from tests.factories import rows
from tests.services.people import refusal

TABLES = (InsuredPerson, Employment, DeclaredMonth, ClaimDraft, JobLossClaim)
OF_CLAIMS = col(OutboxMessage.template).like("claim_%")
CARDS = {card.name: card for card in insured()}


@dataclass(frozen=True)
class Shown:
    """What the list says of a person: days in 36 and 12 months, verdict, and the first thing against it."""

    long: int
    recent: int
    verdict: Verdict = Verdict.MET
    problem: Problem | None = None
    claimed: bool = False


OUTCOMES = {
    "Amina Bennis": Shown(936, 312),
    "Hamid Ouazzani": Shown(780, 260),
    "Rachida Belkadi": Shown(779, 312, Verdict.UNMET, Problem.TOO_FEW_DAYS),
    "Abdelilah Mernissi": Shown(883, 259, Verdict.UNMET, Problem.TOO_FEW_DAYS),
    "Soukaina Lazrak": Shown(832, 312, Verdict.UNMET, Problem.LATE),
    "Mourad Benchekroun": Shown(832, 312),
    "Lahcen Oubella": Shown(936, 312, Verdict.UNMET, Problem.RETIREMENT_AGE),
    "Touria Sqalli": Shown(936, 312),
    "Bouazza Hilali": Shown(936, 312, Verdict.UNKNOWN, Problem.BIRTH_UNKNOWN),
    "Najib Chaoui": Shown(936, 312, Verdict.UNMET, Problem.LIVE_CLAIM, claimed=True),
    "Khadija Bennani": Shown(936, 312),
    "Ikram Douiri": Shown(104, 104, Verdict.UNMET, Problem.TOO_FEW_DAYS),
    "Jalal Kadiri": Shown(936, 312),
    "Nawal Sefrioui": Shown(754, 286, Verdict.UNMET, Problem.TOO_FEW_DAYS),
    "Redouane Alami": Shown(936, 312, Verdict.UNMET, Problem.LIVE_CLAIM),
    "Mina Ghali": Shown(936, 312, Verdict.UNMET, Problem.LIVE_CLAIM, claimed=True),
    "Abdelkrim Senhaji": Shown(936, 312, Verdict.UNMET, Problem.LIVE_CLAIM, claimed=True),
    "Latifa Benmoussa": Shown(806, 312, Verdict.UNMET, Problem.JOB_CLAIMED),
    "Driss Serghini": Shown(936, 312),
    "Hasna Tahri": Shown(936, 312),
}
CLAIMS = {
    "Chaoui": (ClaimStatus.SUBMITTED, ""),
    "Ghali": (ClaimStatus.UNDER_REVIEW, ""),
    "Senhaji": (ClaimStatus.CORRECTION_REQUESTED, "reason_unproved"),
    "Benmoussa": (ClaimStatus.ACCEPTED, ""),
    "Serghini": (ClaimStatus.REFUSED, "post_abandoned"),
    "Tahri": (ClaimStatus.WITHDRAWN, ""),
}


async def people_of(identifier: str) -> dict[str, InsuredRow]:
    """The list of a persona with one employer, by number."""
    actor = await actor_of(identifier)
    page = await job_loss.insured_persons(actor, affiliate_of(identifier), page_size=100)
    return {row.person.number: row for row in page.rows}


async def form_of(name: str, identifier: str = WORKSHOP) -> ClaimFormView:
    """The form for one of its employees."""
    actor = await actor_of(identifier)
    begun = await job_loss.begin(actor, affiliate_of(identifier), CARDS[name].number)
    return await job_loss.form(actor, begun)


async def counts() -> list[int]:
    """Rows of each table, and messages about claims."""
    queries = [select(func.count()).select_from(table) for table in TABLES]
    queries.append(select(func.count()).select_from(OutboxMessage).where(OF_CLAIMS))
    async with reading() as session:
        return [(await session.exec(query)).one() for query in queries]


async def test_each_card_of_the_workshop_shows_what_it_says(demo_database: str):
    people = await people_of(WORKSHOP)
    assert set(OUTCOMES) == {
        f"{row.person.first_name} {row.person.surname}" for row in people.values()
    }
    for name, outcome in OUTCOMES.items():
        row = people[CARDS[name].number]
        problem = row.problem.problem if row.problem else None
        assert (
            Shown(
                row.long.figure, row.recent.figure, row.verdict, problem, bool(row.claim_reference)
            )
            == outcome
        ), name


async def test_a_day_too_late_is_the_sixty_first(demo_database: str):
    late = (await form_of("Soukaina Lazrak")).assessment.check(Condition.DELAY)
    assert (late.figure, late.limit, late.shortfall) == (61, 60, 1)
    assert late.day == date(2023, 11, 7)


async def test_who_left_in_time_still_has_days_to_ask(demo_database: str):
    delay = (await form_of("Mourad Benchekroun")).assessment.check(Condition.DELAY)
    assert delay.met
    assert delay.day == date(2023, 12, 12)


async def test_short_counts_tell_when_they_would_be_reached(demo_database: str):
    new, missing_recent, missing_long, half = [
        (await form_of(name, at)).assessment.days_reached_on
        for name, at in (
            ("Ikram Douiri", WORKSHOP),
            ("Abdelilah Mernissi", WORKSHOP),
            ("Rachida Belkadi", WORKSHOP),
            ("Karima Jaafari", PHARMACY),
        )
    ]
    assert new == date(2025, 12, 31)
    assert missing_recent == date(2024, 2, 29)
    assert missing_long == date(2023, 11, 30)
    assert half is None


async def test_a_month_that_is_awaited_is_told(demo_database: str):
    awaited = await form_of("Nawal Sefrioui")
    assert awaited.assessment.awaited == 202310
    assert awaited.assessment.check(Condition.DAYS_LONG).shortfall == 26
    assert (await form_of("Rachida Belkadi")).assessment.awaited is None


async def test_days_of_two_employers_reach_the_count_only_together(demo_database: str):
    number = CARDS["Khadija Bennani"].number
    (worker,) = [found for found in workers() if found.number == number]
    each = [
        sum(days for period, days, _ in job.declared() if period >= 202011) for job in worker.jobs
    ]
    assert each == [16 * 36, 14 * 36]
    assert max(each) < 780
    assert sum(each) > 936
    assert number in await people_of(JOINER)


async def test_who_works_elsewhere_is_in_the_list_of_the_other_employer_alone(demo_database: str):
    card = CARDS["Anouar Zouhair"]
    assert card.affiliate == affiliate_of(WORKSHOP)
    assert card.number not in await people_of(WORKSHOP)
    assert card.number in await people_of(JOINER)
    workshop = await actor_of(WORKSHOP)
    refused = await refusal(job_loss.begin(workshop, card.affiliate, card.number))
    assert refused.code == "insured_unknown"


async def test_a_claim_of_another_employer_is_told_without_its_reference(demo_database: str):
    number = CARDS["Redouane Alami"].number
    joiner = (await people_of(JOINER))[number]
    assert joiner.claim_reference
    assert (await people_of(WORKSHOP))[number].claim_reference == ""


async def test_a_form_was_begun_with_an_excluded_reason(demo_database: str):
    form = await form_of("Jalal Kadiri")
    assert form.typed == {"loss_date": "06/11/2023", "reason": "resignation", "attested": ""}
    assert form.errors == {}
    assert form.loss_known
    assert form.assessment.problems == (Problem.EXCLUDED_REASON,)


async def test_a_high_wage_is_capped_and_a_lower_one_is_not(demo_database: str):
    high = (await form_of("Siham Laraki", PHARMACY)).estimate
    low = (await form_of("Amina Bennis")).estimate
    assert high
    assert low
    assert (high.capped, high.amount) == (True, 3_111_39)
    assert (low.capped, low.amount) == (False, 3_010_00)


async def test_claims_stand_in_every_status(demo_database: str):
    workshop = await actor_of(WORKSHOP)
    filed = (await job_loss.claims(workshop, page_size=100)).rows
    found = [await job_loss.claim(workshop, row.reference) for row in filed]
    assert {each.person.surname: (each.status, each.decision_code) for each in found} == CLAIMS
    assert {status for status, _ in CLAIMS.values()} == set(ClaimStatus)
    theirs = await job_loss.claims(await actor_of(JOINER))
    assert [row.surname for row in theirs.rows] == ["Alami"]
    assert (await audit.verify()).ok


async def test_insured_persons_were_written_to_in_their_language(demo_database: str):
    (withdrawn,) = [found for found in workers() if found.surname == "Tahri"]
    async with reading() as session:
        query = select(OutboxMessage).where(col(OutboxMessage.destination) == withdrawn.email)
        sent = (await session.exec(query)).all()
    assert {message.language for message in sent} == {"ar"}
    assert {message.template for message in sent} == {
        "claim_filed_for_you",
        "claim_withdrawn_for_you",
    }
    assert all(message.text for message in await demo_mailbox.messages(200))


async def test_who_cannot_be_reached_can_be_claimed_for(demo_database: str):
    actor, form = await actor_of(WORKSHOP), await form_of("Bouazza Hilali")
    (person,) = await rows(InsuredPerson, InsuredPerson.number == form.person.number)
    assert (person.phone, person.email, person.born) == ("", "", None)
    for field, text in (("loss_date", "01/11/2023"), ("reason", "closure"), ("attested", "yes")):
        form = await job_loss.type_field(actor, form.id, form.version, field, text)
    assert await job_loss.file(actor, form.id, form.version)


async def test_a_large_employer_has_300_names_and_a_bookshop_none(demo_database: str):
    group = await actor_of("fiduciaire.atlas")
    large = insured()[-1]
    page = await job_loss.insured_persons(group, large.affiliate, page=4)
    assert (page.total, len(page.rows)) == (LARGE_STAFF, 10)
    found = await job_loss.insured_persons(group, large.affiliate, search=large.name)
    assert large.number in {row.person.number for row in found.rows}
    assert await people_of("librairie.alwaha") == {}


async def test_every_client_of_the_fiduciary_has_employees(demo_database: str):
    staff = Counter(job.affiliate for worker in workers() for job in worker.jobs)
    (group,) = [found for found in personas() if len(found.companies) > 1]
    sizes = {company.legal_name: staff[company.number] for company in group.companies}
    (large,) = [name for name in sizes if name.startswith(LARGE)]
    assert sizes.pop(large) == LARGE_STAFF
    assert set(sizes.values()) == set(range(2, 7))


async def test_drawn_people_are_of_every_outcome(demo_database: str):
    group = await actor_of("fiduciaire.atlas")
    verdicts = Counter[tuple[Verdict, Problem | None]]()
    for page in (1, 2, 3):
        found = await job_loss.insured_persons(
            group, insured()[-1].affiliate, page=page, page_size=100
        )
        verdicts.update(
            (row.verdict, row.problem.problem if row.problem else None) for row in found.rows
        )
    assert verdicts.total() == LARGE_STAFF
    assert min(verdicts[Verdict.MET, None], verdicts[Verdict.UNMET, Problem.TOO_FEW_DAYS]) > 50


async def test_loading_again_changes_nothing(demo_database: str):
    before, forms = await counts(), {row.id: row.version for row in await rows(ClaimDraft)}
    await demo.load()
    assert await counts() == before
    assert {row.id: row.version for row in await rows(ClaimDraft)} == forms


async def test_an_older_base_is_completed_and_claims_are_typed_for_its_own_day(demo_database: str):
    whole = await counts()
    later = date(2024, 3, 4)
    async with writing() as session:
        for rows_of in (delete(OutboxMessage).where(OF_CLAIMS), *map(delete, reversed(TABLES))):
            await session.exec(rows_of)
        await business.move_to(session, later)
    await demo.load()
    assert await counts() == whole
    losses = {row.loss_date for row in await rows(JobLossClaim)}
    assert max(losses) == later - timedelta(days=5)


async def test_a_load_cut_before_the_claims_were_filed_is_finished(demo_database: str):
    whole = await counts()
    async with writing() as session:
        await session.exec(delete(OutboxMessage).where(OF_CLAIMS))
        await session.exec(delete(JobLossClaim))
    async with writing() as session:
        for draft in (await session.exec(select(ClaimDraft))).all():
            if draft.version:
                draft.version, draft.typed = 0, {**draft.typed, "attested": "yes"}
                session.add(draft)
    await demo.load()
    assert await counts() == whole


async def test_what_people_did_since_is_left_as_it_is(demo_database: str):
    actor = await actor_of(WORKSHOP)
    people = await people_of(WORKSHOP)
    reference = people[CARDS["Najib Chaoui"].number].claim_reference
    await job_loss.withdraw(actor, reference)
    form = await form_of("Jalal Kadiri")
    await job_loss.type_field(actor, form.id, form.version, "reason", "closure")
    before = await counts()
    await demo.load()
    assert await counts() == before
    assert (await job_loss.claim(actor, reference)).status is ClaimStatus.WITHDRAWN
    assert (await form_of("Jalal Kadiri")).typed["reason"] == "closure"


@pytest.mark.parametrize("card", insured(), ids=lambda card: card.name)
def test_a_card_names_somebody_of_a_persona(card: InsuredCard):
    numbers = {company.number for persona in personas() for company in persona.companies}
    assert card.affiliate in numbers
    assert card.shows.endswith(".")
    assert card.name_ar


def test_numbers_have_right_keys_and_nobody_shares_one():
    people = workers()
    for worker in people:
        found = identifiers.immatriculation(worker.number)
        assert (found.value, found.key_ok) == (worker.number, True)
        assert identifiers.cin(worker.cin) == worker.cin
        assert not worker.phone or identifiers.mobile(worker.phone) == worker.phone
        assert not worker.email or worker.email.endswith("@courriel.example")
    assert len({worker.number for worker in people}) == len(people)
    assert len({worker.cin for worker in people}) == len(people)
    reached = [worker.phone for worker in people if worker.phone]
    assert len(set(reached)) == len(reached) > 500


def test_declared_months_lie_within_the_job_and_wages_are_those_of_the_days():
    for worker in workers():
        for job in worker.jobs:
            for period, days, wage in job.declared():
                assert not job.hired or job.hired.year * 100 + job.hired.month <= period
                assert not job.left or period <= job.left.year * 100 + job.left.month
                assert 1 <= days <= 26
                assert wage * 26 <= job.wage * days < (wage + 1) * 26


async def test_only_employers_of_the_demo_declare(demo_database: str):
    async with reading() as session:
        known = set(await session.exec(select(Affiliate.number)))
    assert {job.affiliate for worker in workers() for job in worker.jobs} <= known
