"""Staff accounts from the command line: `damancom create-staff` and `damancom staff …`."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from damancom_reflex.commands.one_line import quote, refuse, write
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.services import links, staff
from damancom_reflex.settings import settings
from damancom_reflex.store.accounts import LinkPurpose
from damancom_reflex.store.engine import dispose

Given = TypeVar("Given")

_SAID = {
    "identifier_missing": "an identifier is needed",
    "identifier_malformed": "an identifier has 3 to 64 letters, digits, dots, dashes or underscores",
    "identifier_taken": "that identifier is taken",
    "staff_unknown": "no staff account has that identifier",
    "role_unknown": "the role is one of {roles}",
    "name_missing": "a name is needed",
    "email_malformed": "that e-mail address is not one",
    "agency_needed": "a role of {role} needs --agency",
    "collection_office_needed": "a role of {role} needs --collection-office",
    "place_not_wanted": "a role of {role} does not belong there: see --agency and --collection-office",
    "agency_unknown": "no agency has the code {code}; there are {codes}",
    "collection_office_unknown": "no collection office has the code {code}; there are {codes}",
}


def create_staff(
    identifier: str,
    role: str,
    name: str,
    email: str,
    phone: str,
    agency: str = "",
    collection_office: str = "",
) -> None:
    """Create the account and put its activation e-mail; exit code 2 and one line when refused.

    Without an SMTP server the link itself is printed, since nobody would receive it.
    """
    link = _run(
        staff.create(
            identifier=identifier,
            role=role,
            display_name=name,
            email=email,
            phone=phone,
            agency=agency,
            collection_office=collection_office,
        )
    )
    write(f"account {identifier} created; activation link sent to {email}")
    _print_link(link)


def set_role(identifier: str, role: str, agency: str, collection_office: str) -> None:
    """Give an account a role and the place that goes with it, from its next event on."""
    _run(staff.set_role(identifier, role, agency=agency, collection_office=collection_office))
    write(f"account {identifier} is {role}")


def set_office(identifier: str, agency: str, collection_office: str) -> None:
    """Move an officer to another place, from their next event on."""
    role = _run(staff.set_office(identifier, agency=agency, collection_office=collection_office))
    write(f"account {identifier} is {role} of {(agency or collection_office).upper()}")


def set_active(identifier: str, *, active: bool) -> None:
    """Open an account again, or close it with its sessions."""
    _run(staff.set_active(identifier, active=active))
    write(f"account {identifier} is {'open' if active else 'closed'}")


def reset_authenticator(identifier: str) -> None:
    """Take the authenticator and the backup codes away, and send a link to begin anew."""
    link = _run(staff.reset_authenticator(identifier))
    write(f"authenticator of {identifier} taken away; a link to enrol another is sent")
    _print_link(link)


def _print_link(link: str) -> None:
    if not settings().smtp_url:
        write(links.address(link, LinkPurpose.PASSWORD, "fr"))


def _run(doing: Coroutine[Any, Any, Given]) -> Given:
    """Run a service; what it gives, or exit code 2 and one line when it says no."""
    try:
        return asyncio.run(_closed_after(doing))
    except DomainError as error:
        line = _SAID.get(error.code)
        if line is None:
            refuse(f"the phone is not taken: {error}")
        refuse(line.format(**{**error.params, "code": quote(error.params.get("code", ""))}))


async def _closed_after(doing: Coroutine[Any, Any, Given]) -> Given:
    try:
        return await doing
    finally:
        await dispose()
