"""Writes the demo into the database: once, however often it is run."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import insert
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.demo.acting import actor_of
from damancom_reflex.demo.claims import file_claims, write_forms
from damancom_reflex.demo.debts import SITUATION, Lines
from damancom_reflex.demo.enrolments import enrolments
from damancom_reflex.demo.insured import write_insured
from damancom_reflex.demo.officers import post_officers
from damancom_reflex.demo.offices import offices
from damancom_reflex.demo.personas import Company, Persona, personas
from damancom_reflex.demo.register import complete
from damancom_reflex.demo.requests import file
from damancom_reflex.services import business, hashing, recouvrement, rules_loader
from damancom_reflex.services.actors import Actor, Refused
from damancom_reflex.services.turns import in_turn
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import Account, AccountAffiliation
from damancom_reflex.store.affiliates import Affiliate, BankAccount, CollectionOffice
from damancom_reflex.store.debts import LedgerLine, LedgerSnapshot
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.remissions import RemissionRequest
from damancom_reflex.store.trail import BusinessCalendar

MONTHS_SIGNED = "18"
"""Months of the invented request that is already signed in instalments."""


class DemoOffError(RuntimeError):
    """The demo's data was asked for where the demo is off."""


async def load() -> None:
    """Rules, calendar, offices, accounts, employers, debts and employees, then the requests already made.

    What is there is left as it is: an interrupted load, or one of an older version, is finished by the next one. The
    business calendar starts on 08/11/2023 at the first load and runs on from there.

    Raises:
        DemoOffError: unless `DEMO` is on.
    """
    if not settings().demo:
        raise DemoOffError("DEMO is off: its accounts have passwords that everybody knows")
    await rules_loader.load_rules()
    async with reading() as session:
        # Worked out before the transaction, which then holds nobody up; nothing at all on a later start.
        hashes = {
            persona.identifier: hashing.hash_password(persona.password)
            for persona in await _missing(session)
        }
    await _write(hashes)
    for persona in personas():
        for company in persona.companies:
            if company.signs:
                await _sign(persona, company)
    for found in enrolments():
        if found.stage:
            await file(found)
    await file_claims()


async def _write(hashes: dict[str, str]) -> None:
    """Write what is not there, in one transaction; `hashes` holds the password hash of each persona to write."""
    async with writing() as session:
        await in_turn(session, "demo")
        if await session.get(BusinessCalendar, 1) is None:
            await business.move_to(session, SITUATION)
        places = await _offices(session)
        for persona in await _missing(session):
            if persona.identifier in hashes:
                await _persona(session, persona, hashes[persona.identifier], places)
        await complete(session, places)
        await post_officers(session)
        await write_insured(session)
        await write_forms(session)


async def _offices(session: AsyncSession) -> dict[str, int]:
    """Id of each office by its code."""
    rows = {row.code: row for row in (await session.exec(select(CollectionOffice))).all()}
    new = [office for office in offices() if office.code not in rows]
    session.add_all(new)
    await session.flush()
    return {row.code: row.id or 0 for row in (*rows.values(), *new)}


async def _missing(session: AsyncSession) -> Iterable[Persona]:
    there = set((await session.exec(select(Account.identifier))).all())
    return [persona for persona in personas() if persona.identifier not in there]


async def _persona(
    session: AsyncSession, persona: Persona, password_hash: str, places: dict[str, int]
) -> None:
    account = Account(
        identifier=persona.identifier,
        display_name=persona.name,
        email=persona.email,
        phone=persona.phone,
        password_hash=password_hash,
        role=persona.role.value,
        language=persona.language,
    )
    affiliates = [
        Affiliate(
            number=company.number,
            legal_name=company.legal_name,
            ice=company.ice,
            collection_office_id=places[company.office],
        )
        for company in persona.companies
    ]
    session.add_all((account, *affiliates))
    await session.flush()
    for company, affiliate in zip(persona.companies, affiliates, strict=True):
        affiliate_id = affiliate.id or 0
        session.add(AccountAffiliation(account_id=account.id or 0, affiliate_id=affiliate_id))
        session.add_all(BankAccount(affiliate_id=affiliate_id, rib=rib) for rib in company.ribs)
        await _debt(session, company, affiliate_id)


async def _debt(session: AsyncSession, company: Company, affiliate_id: int) -> None:
    if company.debt is None:
        return
    snapshot = LedgerSnapshot(
        affiliate_id=affiliate_id, situation=SITUATION, surcharges_to=SITUATION
    )
    session.add(snapshot)
    await session.flush()
    # One statement for thousands of lines.
    await session.exec(insert(LedgerLine), params=line_rows(snapshot.id or 0, company.debt()))


def line_rows(ledger_id: int, lines: Lines) -> list[dict[str, object]]:
    """The debt lines of a snapshot, as `ledger_line` holds them."""
    return [
        {
            "ledger_id": ledger_id,
            "period": line.period,
            "branch": line.branch.value,
            "nature": line.nature.value,
            "amount": line.amount,
        }
        for line in lines
    ]


async def _sign(persona: Persona, company: Company) -> None:
    """Sign a persona's request as they would, step by step; nothing when it was."""
    async with writing() as session:
        signed = (
            select(RemissionRequest.reference)
            .join(Affiliate)
            .where(Affiliate.number == company.number)
        )
        if (await session.exec(signed)).first():
            return
        named = select(Account).where(Account.identifier == persona.identifier)
        account = (await session.exec(named)).one()
    try:
        await _journey(actor_of(account), company)
    except Refused as refused:
        # Another server that starts at the same moment was quicker.
        if refused.code not in ("open_request_exists", "already_signed"):
            raise


async def _journey(actor: Actor, company: Company) -> None:
    draft_id = (await recouvrement.begin(actor)).id
    await recouvrement.choose_affiliate(actor, draft_id, company.number)
    await recouvrement.choose_mode(actor, draft_id, company.signs)
    if company.signs == "instalments":
        await recouvrement.accept_guarantees(actor, draft_id, accepted=True)
    accounts = await recouvrement.bank_accounts(actor, draft_id)
    await recouvrement.choose_bank_account(actor, draft_id, accounts[0].id)
    await recouvrement.type_plan(actor, draft_id, "", MONTHS_SIGNED)
    await recouvrement.accept_terms(actor, draft_id, actor.language)
    await recouvrement.sign(actor, draft_id)
