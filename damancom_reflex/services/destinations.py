"""Where a code goes, and what the screen shows of it.

To a real account, or to nobody in just the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from damancom_reflex.domain.masks import mask_phone
from damancom_reflex.services.keys import keyed_hash, sealed
from damancom_reflex.services.outbox import Channel
from damancom_reflex.store.accounts import Account

_DOTS: Final = "•••"
_LETTERS: Final = "abdefghiklmnorsyz"
# First letters of the mail domains people here have, as often as they have them.
_DOMAINS: Final = "ggggggghhymoca"


@dataclass(frozen=True, slots=True)
class Destination:
    """A phone or an e-mail address that codes are sent to.

    Attributes:
        channel: `SMS` or `EMAIL`.
        value: the phone (E.164) or address; empty for nobody's.
        hash: keyed hash that limits and locks know it by.
        shown: masked, for somebody who has not signed in: less than `domain.masks` shows to its
            owner.
    """

    channel: Channel
    value: str
    hash: str
    shown: str


def destination(account: Account | None, subject_hash: str, channel: Channel) -> Destination:
    """Where the codes of an identifier go.

    Args:
        account: whose identifier it is; none when nobody's.
        subject_hash: keyed hash of the identifier: nobody's destination is invented from it, always
            the same.
        channel: which of the account's two destinations.
    """
    if account is None:
        return nobodys(subject_hash, channel)
    return somebodys(account.phone if channel == "SMS" else account.email, channel)


def somebodys(value: str, channel: Channel) -> Destination:
    """A phone (E.164) or an e-mail address: limits know it as one, whatever its codes open."""
    shown = mask_phone(value) if channel == "SMS" else _mask_email(value)
    return Destination(channel, value, keyed_hash("destination", f"{channel}:{value}"), shown)


def nobodys(subject_hash: str, channel: Channel) -> Destination:
    """Where the codes of what does not exist go: nowhere, and it looks like anybody's."""
    drawn = sealed("invented destination", f"{channel}:{subject_hash}")
    if channel == "SMS":
        shown = mask_phone(f"+212{7 if drawn[0] % 4 == 0 else 6}000000{drawn[1] % 100:02d}")
    else:
        name, domain = _LETTERS[drawn[0] % len(_LETTERS)], _DOMAINS[drawn[1] % len(_DOMAINS)]
        shown = _mask_email(f"{name}@{domain}")
    return Destination(channel, "", keyed_hash("destination", f"nobody:{drawn.hex()}"), shown)


def _mask_email(email: str) -> str:
    """`k•••@g•••`: a whole domain would tell a stranger which company an identifier belongs to."""
    name, _, domain = email.partition("@")
    return f"{name[:1].lower()}{_DOTS}@{domain[:1].lower()}{_DOTS}"
