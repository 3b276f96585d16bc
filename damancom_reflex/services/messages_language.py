"""In which language the portal writes to an account; whoever holds it chooses. SPEC section 10."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import col

from damancom_reflex.i18n import Language, other
from damancom_reflex.services import audit
from damancom_reflex.services.actors import Actor
from damancom_reflex.services.rows import changed
from damancom_reflex.store.accounts import Account
from damancom_reflex.store.engine import writing


async def choose(actor: Actor, language: Language) -> None:
    """Write to this account in that language from the next message on; what waits to be sent stays as it is."""
    was = other(language)
    mine = update(Account).where(col(Account.id) == actor.account_id, col(Account.language) == was)
    async with writing() as session:
        if await changed(session, mine.values(language=language)) == 0:
            return
        await audit.append(
            session,
            actor=actor.name,
            action="messages.language_set",
            subject=actor.name,
            address=actor.address,
            before={"language": was},
            after={"language": language},
        )
