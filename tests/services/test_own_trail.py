"""An employer's own part of the audit trail: what is theirs today, and nothing of anybody else's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from damancom_reflex.clock import local
from damancom_reflex.i18n import translator
from damancom_reflex.services import job_loss, rules_loader, trail_export
from damancom_reflex.services.actors import Actor, account_name
from damancom_reflex.services.own_trail import OWN_FAMILIES, own_trail
from damancom_reflex.services.own_trail_acts import TOLD, WITHHELD, WITHHELD_FIELDS
from damancom_reflex.services.recouvrement import ledgers, rulebook
from damancom_reflex.services.trail import TrailWanted
from damancom_reflex.services.trail_acts import ACTS
from damancom_reflex.services.trail_words import FIELDS, changes, on_what, who
from damancom_reflex.store.accounts import Role
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import VISITOR, a_right, actor, an_account, id_of
from tests.services.job_loss.claimants import (
    TODAY,
    Desk,
    a_claim,
    a_desk,
    a_filed,
    another_affiliate,
)
from tests.services.people import outcome, sign_in_as
from tests.services.recouvrement.builders import an_employer, on_business_day, signed, statements
from tests.services.test_trail import an_event, plan_of

FR, AR = translator("fr"), translator("ar")
EVERYTHING = TrailWanted()


async def told(reader: Actor, **wanted: Any) -> list[str]:
    """Acts that somebody reads, latest first."""
    page = await own_trail(reader, TrailWanted(**wanted), page_size=100)
    assert page.total == len(page.rows)
    return [event.action for event in page.rows]


async def done_to(desk: Desk, action: str = "bank_account.added") -> None:
    """Something happens to the affiliate of a desk."""
    await an_event("system:due", action, f"affiliate:{desk.affiliate.number}")


@ON_BOTH_DATABASES
async def test_they_read_what_was_done_on_their_account_affiliate_and_requests(database: str):
    desk, stranger = await a_desk(), await a_desk()
    claim = await a_claim(desk)
    theirs = await a_claim(stranger)
    for reference in (claim.reference, theirs.reference):
        await an_event("system:due", "claim.under_review", f"claim:{reference}")
    for one in (desk, stranger):
        await done_to(one)
        await an_event("visitor", "sign_in.locked", one.actor.name)
    # What one does elsewhere, or what is done to nobody, is not on what is one's own.
    await an_event(desk.actor.name, "claim.withdrawn", f"claim:{theirs.reference}")
    await an_event("visitor", "sign_in.locked", "nobody")
    assert await told(desk.actor) == ["sign_in.locked", "bank_account.added", "claim.under_review"]


@ON_BOTH_DATABASES
async def test_a_group_reads_the_part_of_every_affiliation_and_searches_one(database: str):
    one = await a_desk()
    two = await another_affiliate(one)
    claim = await a_claim(two)
    await done_to(one)
    await an_event("system:due", "claim.accepted", f"claim:{claim.reference}")
    await an_event("visitor", "password.link_asked", one.actor.name)
    assert await told(one.actor) == ["password.link_asked", "claim.accepted", "bank_account.added"]
    assert await told(one.actor, subject=one.affiliate.number) == ["bank_account.added"]
    assert await told(one.actor, subject=two.affiliate.number) == ["claim.accepted"]
    spoken = claim.reference.replace("-", " ").lower()
    assert await told(one.actor, subject=spoken) == ["claim.accepted"]
    assert await told(one.actor, act="password") == ["password.link_asked"]
    assert await told(one.actor, act="claim.refused") == []
    assert await told(one.actor, act="file") == []


@ON_BOTH_DATABASES
@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"valid_to": TODAY}, ["bank_account.added"]),
        ({"valid_to": TODAY - timedelta(days=1)}, []),
        ({"valid_from": TODAY + timedelta(days=1)}, []),
    ],
)
async def test_a_delegate_reads_it_while_their_mandate_lasts(
    database: str, given: dict[str, date], read: list[str]
):
    await on_business_day(TODAY)
    desk = await a_desk()
    delegate = await an_account(role=Role.DELEGATE.value)
    await a_right(delegate, desk.affiliate, **given)
    await done_to(desk)
    assert await told(actor(delegate)) == read
    assert await told(actor(delegate), subject=desk.affiliate.number) == read


async def test_no_search_leads_to_what_is_not_theirs(database: str):
    desk, stranger = await a_desk(), await a_desk(identifier="autrui", display_name="Autrui")
    claim = await a_claim(stranger)
    await done_to(stranger)
    await an_event("visitor", "sign_in.locked", stranger.actor.name)
    await an_event("system:due", "claim.accepted", f"claim:{claim.reference}")
    for subject in (
        *(stranger.affiliate.number, claim.reference, f"claim:{claim.reference}"),
        *(
            f"affiliate:{stranger.affiliate.number}",
            stranger.actor.name,
            "autrui",
            "%",
            "\0\ud800x",
        ),
    ):
        assert await told(desk.actor, subject=subject) == []
        assert await told(desk.actor, subject=subject, who=stranger.actor.name) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.EMPLOYER, Role.DELEGATE}))
async def test_staff_have_no_part_of_their_own(database: str, role: Role):
    officer = actor(await an_account(role=role.value))
    assert await outcome(own_trail(officer, EVERYTHING)) == "not_allowed"
    assert await outcome(trail_export.export_own_csv(officer, EVERYTHING, "fr")) == "not_allowed"


async def test_an_officer_is_nobody_in_particular_and_comes_from_nowhere(database: str):
    await on_business_day(TODAY)
    desk = await a_desk(display_name="Salma Bennani")
    officer = await an_account(role=Role.CLAIMS_OFFICER.value, display_name="Naïma Ouazzani")
    colleague = await an_account(display_name="Omar Tazi")
    claim = await a_claim(desk)
    for by in (actor(officer), desk.actor, actor(colleague)):
        await an_event(by.name, "claim.under_review", f"claim:{claim.reference}", address="9.9.9.9")
    await an_event("robot:7", "claim.under_review", f"claim:{claim.reference}", address="9.9.9.9")
    rows = (await own_trail(desk.actor, EVERYTHING)).rows
    assert [(who(row.actor, row.name, FR), row.address) for row in rows] == [
        ("Un agent de la CNSS", ""),
        ("Omar Tazi", ""),
        ("Salma Bennani", "9.9.9.9"),
        ("Un agent de la CNSS", ""),
    ]
    assert who(rows[0].actor, rows[0].name, AR) == AR("Un agent de la CNSS")
    file = (await trail_export.export_own_csv(desk.actor, EVERYTHING, "fr")).content.decode()
    for text in (str(rows), file):
        assert "Ouazzani" not in text
        assert account_name(id_of(officer)) not in text


async def test_where_a_stranger_knocked_is_told_to_whose_door_it_is(database: str):
    desk = await a_desk()
    claim = await a_claim(desk)
    await an_event("visitor", "sign_in.locked", desk.actor.name, address="8.8.8.8")
    await an_event("visitor", "claim.submitted", f"claim:{claim.reference}", address="7.7.7.7")
    rows = (await own_trail(desk.actor, EVERYTHING)).rows
    assert [row.address for row in rows] == ["", "8.8.8.8"]


async def test_fields_that_are_the_funds_own_are_not_told(database: str):
    desk = await a_desk()
    claim = await a_claim(desk)
    subject = f"claim:{claim.reference}"
    inside = {"status": "REFUSED", "revision": 4, "holder": "account:9", "reason": "duplicate"}
    await an_event("account:9", "claim.refused", subject, before=inside, after=inside | {"x": 1})
    await an_event("account:9", "file.taken", subject, after={"holder": "account:9"})
    await an_event("account:9", "moon.landed", subject)
    (row,) = (await own_trail(desk.actor, EVERYTHING)).rows
    assert row.after == row.before == {"status": "REFUSED", "reason": "duplicate"}
    assert row.position == 0


async def test_the_day_of_the_calendar_is_told_when_it_is_not_the_clocks(database: str):
    desk = await a_desk()
    claim = await a_claim(desk)
    await an_event("system:due", "claim.accepted", f"claim:{claim.reference}")
    noted = local((await own_trail(desk.actor, EVERYTHING)).rows[0].at).date().isoformat()
    for day in (noted, "2019-01-02"):
        after = {"business_day": day}
        await an_event("system:due", "claim.accepted", f"claim:{claim.reference}", after=after)
    other, same, _first = (await own_trail(desk.actor, EVERYTHING)).rows
    assert (dict(other.after), dict(same.after)) == ({"business_day": "2019-01-02"}, {})


async def test_a_life_by_the_book_is_told_in_words(database: str):
    await on_business_day(TODAY)
    desk = await a_desk(display_name="Salma Bennani")
    await sign_in_as(desk.account)
    reference = await a_filed(desk)
    await job_loss.withdraw(desk.actor, reference)
    rows = (await own_trail(desk.actor, EVERYTHING)).rows
    lines = [
        (on_what(row, FR)[0], who(row.actor, row.name, FR), FR(ACTS[row.action])) for row in rows
    ]
    assert lines == [
        ("Demande d'IPE", "Salma Bennani", "Demande retirée"),
        ("Demande d'IPE", "Salma Bennani", "Demande déposée"),
        ("Compte", "Salma Bennani", "Connexion"),
    ]
    assert rows[2].address == VISITOR.address
    names = {change.name for row in rows for change in changes(row, FR)}
    assert names <= {FR(name) for name in FIELDS.values()}
    assert {"État", "Motif", "Date de la perte", "Appareil"} <= names


async def test_a_signed_plan_tells_its_figures_and_no_bank_number(database: str):
    for memory in (ledgers.ledgers, rulebook.decisions, rulebook.rates, rulebook.terms):
        memory.clear()
    await rules_loader.load_rules()
    await on_business_day(TODAY)
    employer = await an_employer()
    await signed(employer.actor)
    (row,) = (await own_trail(employer.actor, EVERYTHING)).rows
    noted = {change.name: change.after for change in changes(row, FR)}
    assert (noted["Mensualités"], noted["Avance"][-3:]) == ("2", "MAD")
    assert not {"ledger_id", "decision_id", "reference", "draft"} & {*row.before, *row.after}


async def test_the_file_holds_every_page_of_it(database: str):
    desk, stranger = await a_desk(), await a_desk()
    for _ in range(25):
        await done_to(desk)
        await done_to(stranger)
    made = await trail_export.export_own_csv(desk.actor, EVERYTHING, "fr")
    lines = made.content.decode("utf-8-sig").split("\r\n")
    assert (made.rows, made.total, made.cut, len(lines)) == (25, 25, False, 27)
    assert lines[0].split(";") == [
        *("Date et heure", "Qui", "Adresse", "Acte", "Objet", "Lequel", "Avant", "Après")
    ]
    assert stranger.affiliate.number not in made.content.decode()


def test_every_act_is_told_or_withheld_for_a_reason():
    assert {*TOLD, *WITHHELD} == set(ACTS)
    assert not {*TOLD} & {*WITHHELD}
    assert all(WITHHELD.values())


def test_every_field_is_told_or_withheld():
    fields = frozenset[str]().union(*TOLD.values())
    assert fields | WITHHELD_FIELDS == set(FIELDS)
    assert not fields & WITHHELD_FIELDS


def test_only_families_of_acts_that_are_told_are_offered():
    assert set(OWN_FAMILIES) == {act.partition(".")[0] for act in TOLD}
    assert not {"file", "debits", "account"} & set(OWN_FAMILIES)


async def test_a_page_is_read_in_four_however_much_is_theirs(database: str):
    desk = await a_desk()
    await done_to(desk)

    async def sent(subject: str = "") -> int:
        with statements() as made:
            await own_trail(desk.actor, TrailWanted(subject=subject))
        return len(made)

    few = await sent()
    for _ in range(5):
        other = await another_affiliate(desk)
        claim = await a_claim(other)
        await done_to(other)
        await an_event(desk.actor.name, "claim.withdrawn", f"claim:{claim.reference}")
    # By the subjects that are theirs, not through the events of the whole country.
    with statements() as made:
        await own_trail(desk.actor, TrailWanted(act="session", first=TODAY))
    assert "COVERING INDEX ix_audit_event_subject" in await plan_of(made[1])
    assert (few, await sent(), await sent(desk.affiliate.number)) == (3, 4, 3)
