"""Staff accounts: made from the command line, opened by an activation link."""

from __future__ import annotations

import re
from typing import Final

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError

from damancom_reflex.domain.identifiers import mobile
from damancom_reflex.services import audit, passwords
from damancom_reflex.services.actors import Refused, Visitor, account_name
from damancom_reflex.services.identities import LONGEST, read_identifier
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


async def create(*, identifier: str, role: str, display_name: str, email: str, phone: str) -> str:
    """Create a staff account without a password, and send its activation link; the link's id.

    Raises:
        Refused: `identifier_missing`, `identifier_malformed`, `identifier_taken`, `role_unknown`,
            `name_missing`, `email_malformed`.
        IdentifierError: when the phone is not a Moroccan mobile number.
    """
    account = Account(
        identifier=_identifier(identifier),
        role=_role(role),
        display_name=display_name.strip(),
        email=_email(email),
        phone=mobile(phone),
    )
    if not account.display_name:
        raise Refused("name_missing")
    try:
        return await _write(account)
    except IntegrityError as error:
        raise Refused("identifier_taken") from error


async def _write(account: Account) -> str:
    async with writing() as session:
        session.add(account)
        await session.flush()
        link = await passwords.send_link(
            session, account, _COMMAND_LINE, template="activation_link"
        )
        await audit.append(
            session,
            actor="system:create-staff",
            action="account.created",
            subject=account_name(account.id),
            after={"identifier": account.identifier, "role": account.role},
        )
    return link


def _identifier(text: str) -> str:
    found = read_identifier(text)
    if not _IDENTIFIER.fullmatch(found):
        raise Refused("identifier_malformed")
    return found


def _role(text: str) -> Role:
    if text not in STAFF_ROLES:
        raise Refused("role_unknown", roles=", ".join(STAFF_ROLES))
    return Role(text)


def _email(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise Refused("email_malformed") from error
