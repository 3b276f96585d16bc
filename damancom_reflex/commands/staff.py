"""`damancom create-staff`: an officer's account, opened by the link sent to them."""

from __future__ import annotations

import asyncio

from damancom_reflex.commands.one_line import refuse, write
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import links, staff
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import LinkPurpose
from damancom_reflex.store.engine import dispose

_SAID = {
    "identifier_missing": "an identifier is needed",
    "identifier_malformed": "an identifier has 3 to 64 letters, digits, dots, dashes or underscores",
    "identifier_taken": "that identifier is taken",
    "role_unknown": "the role is one of {roles}",
    "name_missing": "a name is needed",
    "email_malformed": "that e-mail address is not one",
}


def create_staff(identifier: str, role: str, name: str, email: str, phone: str) -> None:
    """Create the account and put its activation e-mail; exit code 2 and one line when refused.

    Without an SMTP server the link itself is printed, since nobody would receive it.
    """
    try:
        link = asyncio.run(_create(identifier, role, name, email, phone))
    except DomainError as error:
        refuse(_SAID.get(error.code, f"the phone is not taken: {error}").format(**error.params))
    write(f"account {identifier} created; activation link sent to {email}")
    if not settings().smtp_url:
        write(links.address(link, LinkPurpose.PASSWORD, "fr"))


async def _create(identifier: str, role: str, name: str, email: str, phone: str) -> str:
    try:
        return await staff.create(
            identifier=identifier, role=role, display_name=name, email=email, phone=phone
        )
    finally:
        await dispose()
