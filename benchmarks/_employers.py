"""Many employers in debt, each signed in and at the simulation, written beside the portal into its SQLite file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlmodel import Session, create_engine, func, insert, select

from damancom_reflex.demo.debts import SITUATION, Lines, Payroll, of_payroll
from damancom_reflex.demo.loader import line_rows
from damancom_reflex.domain.remission import PaymentMode
from damancom_reflex.services.hashing import hash_password
from damancom_reflex.services.keys import new_token, token_hash
from damancom_reflex.store import accounts, affiliates, debts, remissions

PASSWORD: Final = "une pluie d'octobre"  # noqa: S105 - of invented employers
RIB: Final = "001810007800020110620318"
FIRST_NUMBER: Final = 1_000_000
UNPAID: Final = Payroll("evening", 202101, 202309, 41_000_00, fee_one_in=6)


@dataclass(frozen=True)
class Employer:
    """One of them: what they type to sign in, the session their browser holds, the draft it shows."""

    identifier: str
    session: str
    draft: str


def settle_employers(file: Path, count: int) -> list[Employer]:
    """Write `count` employers, each owing 33 months, with a draft in instalments that has come to the simulation."""
    lines, secret = of_payroll(UNPAID), hash_password(PASSWORD)
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    with Session(engine) as session:
        office = session.exec(select(func.min(affiliates.CollectionOffice.id))).one() or 0
        found = [_write(session, FIRST_NUMBER + n, office, secret, lines) for n in range(count)]
        session.commit()
    engine.dispose()
    return found


def _write(session: Session, number: int, office: int, secret: str, lines: Lines) -> Employer:
    token, identifier = new_token(), f"soir.{number}"
    account = accounts.Account(
        identifier=identifier,
        display_name=f"Gérance {number}",
        email=f"{identifier}@tamaris.ma",
        phone=f"+2126{number:08d}",
        password_hash=secret,
    )
    affiliate = affiliates.Affiliate(
        number=str(number), legal_name=f"Société {number}", collection_office_id=office
    )
    session.add_all((account, affiliate))
    session.flush()
    account_id, affiliate_id = account.id or 0, affiliate.id or 0
    bank = affiliates.BankAccount(affiliate_id=affiliate_id, rib=RIB)
    ledger = debts.LedgerSnapshot(
        affiliate_id=affiliate_id, situation=SITUATION, surcharges_to=SITUATION
    )
    mine = accounts.AccountAffiliation(account_id=account_id, affiliate_id=affiliate_id)
    session.add_all(
        (bank, ledger, mine, accounts.Session(account_id=account_id, cookie_hash=token_hash(token)))
    )
    session.flush()
    draft = remissions.RemissionDraft(
        account_id=account_id,
        affiliate_id=affiliate_id,
        mode=PaymentMode.INSTALMENTS.value,
        guarantees_accepted_at=bank.added_at,
        bank_account_id=bank.id,
        months_typed="12",
    )
    session.add(draft)
    session.exec(insert(debts.LedgerLine), params=line_rows(ledger.id or 0, lines))
    return Employer(identifier, token, draft.id)
