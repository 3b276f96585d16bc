"""Who one can be in the demo: numbers with right keys, passwords the portal would take, debts of every kind."""

from __future__ import annotations

from collections import Counter

import pytest

from damancom_reflex.demo import Persona, debts, personas
from damancom_reflex.demo.debts import SITUATION, Lines
from damancom_reflex.domain import identifiers
from damancom_reflex.domain.ledger import Branch, Ledger, Nature
from damancom_reflex.domain.passwords import check_password
from damancom_reflex.domain.remission import FullPayment, simulate
from damancom_reflex.rules import remission_policies, surcharge_rates
from damancom_reflex.services import authenticators, postings
from damancom_reflex.services.rights import EMPLOYERS
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import reading
from tests.factories import rows

COMPANIES = [company for persona in personas() for company in persona.companies]


def persona(identifier: str) -> Persona:
    return next(found for found in personas() if found.identifier == identifier)


def debt_of(identifier: str) -> Lines:
    (company,) = persona(identifier).companies
    return company.debt() if company.debt else ()


def ledger_of(identifier: str) -> Ledger:
    return Ledger(debt_of(identifier), SITUATION, SITUATION)


def test_there_are_seventeen_personas_with_their_own_identifier_phone_and_mailbox():
    for facts in (
        {found.identifier for found in personas()},
        {found.phone for found in personas()},
        {found.email for found in personas()},
        {found.password for found in personas()},
    ):
        assert len(facts) == 17


@pytest.mark.parametrize("found", personas(), ids=lambda found: found.identifier)
def test_a_persona_could_have_signed_up(found: Persona):
    assert identifiers.mobile(found.phone) == found.phone
    assert found.email.endswith(".example")
    check_password(found.password, (found.identifier, found.email, found.name))
    assert found.shows.endswith(".")


def test_every_number_has_a_right_key_and_is_given_once():
    for company in COMPANIES:
        assert identifiers.affiliation_number(company.number).key_ok
        assert identifiers.ice(company.ice) == company.ice
        assert all(identifiers.rib(rib).bank_known for rib in company.ribs)
    assert len({company.number for company in COMPANIES}) == len(COMPANIES) == 64
    assert len({company.ice for company in COMPANIES}) == 64
    ribs = [rib for company in COMPANIES for rib in company.ribs]
    assert len(set(ribs)) == len(ribs)
    assert len({company.legal_name for company in COMPANIES}) == 64


def test_the_group_account_has_55_affiliations_of_varied_debts():
    group = persona("fiduciaire.atlas").companies
    totals = [
        sum(line.amount for line in company.debt()) if company.debt else 0 for company in group
    ]
    assert len(group) == 55
    assert totals.count(0) == 5
    assert len({total for total in totals if total}) == 50
    assert max(totals) > 50 * min(total for total in totals if total)


@pytest.mark.parametrize(
    ("identifier", "total"),
    [
        ("atelier.zellige", 27_707_49),
        ("transport.rif", 22_195_58),
        ("conserverie.agdal", 114_664_08),
    ],
)
def test_the_guides_ledgers_keep_the_guides_totals(identifier: str, total: int):
    assert ledger_of(identifier).total == total


def test_the_long_history_has_659_periods_and_every_branch_and_nature():
    lines = debt_of("minoterie.chaouia")
    assert len({line.period for line in lines}) == 659
    assert (lines[0].period, lines[-1].period) == (196901, 202311)
    assert {line.branch for line in lines} == set(Branch)
    assert {line.nature for line in lines} == set(Nature)
    assert 5_500 <= len(lines) <= 6_500


def test_invented_debts_are_the_same_on_every_machine():
    assert debts.long_history() == debts.long_history()
    assert sum(line.amount for line in debts.long_history()) == 7_198_444_52


def test_one_persona_has_both_kinds_of_penalties_remitted_at_their_own_rate():
    ledger = ledger_of("hotel.ourika")
    fined = {line.branch for line in ledger.lines if line.nature is Nature.PENALTY}
    assert fined == {Branch.PEN_BDS, Branch.PEN_TD}
    simulation = simulate(ledger, remission_policies()[0], FullPayment(), surcharge_rates())
    assert simulation.penalty_remission * 10 == ledger.penalties * 9


def test_one_persona_owes_beyond_the_last_period_and_these_lines_are_not_remitted():
    ledger = ledger_of("imprimerie.sebou")
    simulation = simulate(ledger, remission_policies()[0], FullPayment(), surcharge_rates())
    covered, beyond = simulation.breakdown
    assert (covered.eligible, beyond.eligible) == (True, False)
    assert (beyond.first_period, beyond.last_period) == (202501, 202503)
    assert beyond.charges > 0
    assert beyond.remission == 0
    assert covered.remission > 0


def test_one_persona_owes_nothing():
    assert debt_of("librairie.alwaha") == ()


def test_there_is_an_officer_of_each_role_and_two_of_one_office_and_one_of_another():
    staff = [found for found in personas() if found.staff]
    assert {found.role for found in staff} == set(Role) - EMPLOYERS
    assert all(found.companies == () for found in staff)
    offices = Counter(found.collection_office for found in staff if found.collection_office)
    assert offices == {"FES": 2, "CASA": 1}


async def test_every_officer_has_a_place_that_fits_the_role_and_an_authenticator(
    demo_database: str,
):
    for found in (one for one in personas() if one.staff):
        (account,) = await rows(Account, Account.identifier == found.identifier)
        async with reading() as session:
            place = await postings.posting_of(session, account.id or 0)
            assert await authenticators.confirmed(session, account.id)
        assert (place.agency_id is not None) == (found.role is Role.AGENCY_OFFICER)
        assert (place.collection_office_id is not None) == (found.role is Role.COLLECTION_OFFICER)


def test_no_debt_carries_a_surcharge_before_it_is_late():
    for company in COMPANIES:
        for line in company.debt() if company.debt else ():
            assert line.amount > 0
            assert line.nature is not Nature.LATE_SURCHARGE or line.period < 202310
