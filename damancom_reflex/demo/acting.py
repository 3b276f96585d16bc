"""The demo's personas at work: requests that are already made, as their owners would make them."""

from __future__ import annotations

from damancom_reflex.i18n import language_of
from damancom_reflex.services.actors import Actor
from damancom_reflex.store.accounts import Account, Role


def actor_of(account: Account) -> Actor:
    """The signed-in person of a persona's account."""
    return Actor(
        account_id=account.id or 0,
        session_id=0,
        role=Role(account.role),
        display_name=account.display_name,
        language=language_of(account.language),
        address="127.0.0.1",
    )
