"""Staff accounts: made, given a role and a place, closed and opened again. SPEC section 3.

A change counts from the next event of whoever is signed in: sessions carry no role.
"""

from __future__ import annotations

import re
from typing import Any, Final

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from damancom_reflex.domain.identifiers import mobile
from damancom_reflex.services import audit, authenticators, passwords, postings, rights, sessions
from damancom_reflex.services.actors import Actor, Refused, Visitor, account_name
from damancom_reflex.services.identities import LONGEST, of_staff, read_identifier
from damancom_reflex.services.postings import Posting
from damancom_reflex.services.turns import hold
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import writing

STAFF_ROLES: Final = (
    Role.AGENCY_OFFICER,
    Role.COLLECTION_OFFICER,
    Role.CLAIMS_OFFICER,
    Role.SUPERVISOR,
)
_IDENTIFIER: Final = re.compile(rf"[a-z0-9][a-z0-9._-]{{2,{LONGEST - 1}}}")
_COMMAND_LINE: Final = Visitor(address="", device="", language="fr")
_SYSTEM: Final = "system:staff"


async def create(
    *,
    identifier: str,
    role: str,
    display_name: str,
    email: str,
    phone: str,
    agency: str = "",
    collection_office: str = "",
) -> str:
    """Create a staff account without a password, and send its activation link; the link's id.

    Args:
        identifier: to sign in with.
        role: one of `STAFF_ROLES`.
        display_name: shown on screen.
        email: where the link goes.
        phone: a Moroccan mobile number.
        agency: code of the agency of an AGENCY_OFFICER.
        collection_office: code of the office of a COLLECTION_OFFICER.

    Raises:
        Refused: `identifier_missing`, `identifier_malformed`, `identifier_taken`, `role_unknown`,
            `name_missing`, `email_malformed`, and what `postings.find` raises.
        IdentifierError: when the phone is not a Moroccan mobile number.
    """
    account = Account(
        identifier=_identifier(identifier),
        role=read_role(role),
        display_name=display_name.strip(),
        email=_email(email),
        phone=mobile(phone),
    )
    if not account.display_name:
        raise Refused("name_missing")
    try:
        return await _write(account, agency=agency, collection_office=collection_office)
    except IntegrityError as error:
        raise Refused("identifier_taken") from error


async def _write(account: Account, **places: str) -> str:
    async with writing() as session:
        posting = await postings.find(session, Role(account.role), **places)
        session.add(account)
        await session.flush()
        await postings.put(session, account.id or 0, posting)
        link = await passwords.send_link(
            session, account, _COMMAND_LINE, template="activation_link"
        )
        await _note(
            session,
            account,
            "account.created",
            after={"identifier": account.identifier, **_told(account, posting)},
        )
    return link


async def set_role(
    identifier: str, role: str, *, agency: str = "", collection_office: str = ""
) -> None:
    """Give a staff account another role, and the place that goes with it.

    Raises:
        Refused: `staff_unknown`; `role_unknown`; and what `postings.find` raises.
    """
    await _place(identifier, read_role(role), agency=agency, collection_office=collection_office)


async def set_office(identifier: str, *, agency: str = "", collection_office: str = "") -> str:
    """Move an officer to another place, in the role they have; that role.

    Raises:
        Refused: `staff_unknown`; and what `postings.find` raises.
    """
    return await _place(identifier, None, agency=agency, collection_office=collection_office)


async def _place(identifier: str, role: Role | None, *, agency: str, collection_office: str) -> str:
    async with writing() as session:
        account = await _known(session, identifier)
        wanted = role or Role(account.role)
        before = _told(account, await postings.posting_of(session, account.id or 0))
        posting = await postings.find(
            session, wanted, agency=agency, collection_office=collection_office
        )
        account.role = wanted.value
        session.add(account)
        await postings.put(session, account.id or 0, posting)
        after = _told(account, posting)
        await _note(session, account, "account.role_set", before=before, after=after)
    return wanted.value


async def set_active(identifier: str, *, active: bool) -> None:
    """Close a staff account, or open it again; a closed one loses its sessions.

    Raises:
        Refused: `staff_unknown`.
    """
    async with writing() as session:
        account = await _known(session, identifier)
        before = account.active
        account.active = active
        session.add(account)
        if not active:
            await sessions.close_all_in(session, account.id or 0)
        await _note(
            session,
            account,
            "account.opened" if active else "account.closed",
            before={"active": before},
            after={"active": active},
        )


async def reset_authenticator(identifier: str, by: Actor | None = None) -> str:
    """Take the app and the backup codes of an account away, close its sessions, and send a link to begin anew.

    The id of the link.

    Args:
        identifier: whose.
        by: the supervisor who asks; none for the command line.

    Raises:
        Refused: `supervisors_only`; `staff_unknown`.
    """
    if by is not None:
        rights.supervisor(by)
    async with writing() as session:
        account = await _known(session, identifier)
        account_id = account.id or 0
        await authenticators.remove(session, account_id)
        closed = await sessions.close_all_in(session, account_id)
        link = await passwords.send_link(
            session, account, _COMMAND_LINE, template="authenticator_reset"
        )
        await _note(
            session, account, "authenticator.reset", by=by, after={"sessions_closed": closed}
        )
    return link


def read_role(text: str) -> Role:
    """A role of staff.

    Raises:
        Refused: `role_unknown` (`roles`).
    """
    if text not in STAFF_ROLES:
        raise Refused("role_unknown", roles=", ".join(STAFF_ROLES))
    return Role(text)


async def _known(session: AsyncSession, identifier: str) -> Account:
    named = col(Account.identifier) == read_identifier(identifier)
    await hold(session, named)
    account = of_staff((await session.exec(select(Account).where(named))).first())
    if account is None:
        raise Refused("staff_unknown")
    return account


async def _note(
    session: AsyncSession, account: Account, action: str, *, by: Actor | None = None, **what: Any
) -> None:
    await audit.append(
        session,
        actor=by.name if by else _SYSTEM,
        action=action,
        subject=account_name(account.id),
        address=by.address if by else "",
        **what,
    )


def _told(account: Account, posting: Posting) -> dict[str, Any]:
    """A role and its place, as the trail keeps them."""
    return {
        "role": str(account.role),
        "agency": posting.agency_id,
        "collection_office": posting.collection_office_id,
    }


def _identifier(text: str) -> str:
    found = read_identifier(text)
    if not _IDENTIFIER.fullmatch(found):
        raise Refused("identifier_malformed")
    return found


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Refused("email_malformed") from error
