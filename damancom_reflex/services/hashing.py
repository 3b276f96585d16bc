"""Passwords as Argon2id hashes.

Each takes a core for some thirty milliseconds: in a request, use the ones that work in a thread.
"""

from __future__ import annotations

import os
import unicodedata
from typing import Final

import anyio
import anyio.to_thread
from passlib.context import CryptContext

from damancom_reflex.domain.passwords import LONGEST

_CONTEXT: Final = CryptContext(
    schemes=["argon2"],
    argon2__type="ID",
    argon2__memory_cost=19_456,
    argon2__time_cost=2,
    argon2__parallelism=1,
)
"""OWASP's figures for Argon2id: 19 MiB, two passes, one lane."""

_NOBODYS: Final = (
    "$argon2id$v=19$m=19456,t=2,p=1$915rbc25N4YwBkDofS8FQA"
    "$aUfnC7weBVteJod1iWZnAwJ09OD6Eh0AeM7BAb4X1Do"
)
"""Hash of a random password that was thrown away: what an unknown identifier is compared with."""

# All cores but one, which is for the events of those who are in: when many sign in at once, it is they who wait.
_AT_ONCE = anyio.CapacityLimiter(max(1, (os.cpu_count() or 1) - 1))


def hash_password(password: str) -> str:
    """Hash of a password."""
    return _CONTEXT.hash(_typed(password))


async def hashed(password: str) -> str:
    """Hash of a password, in a thread."""
    return await anyio.to_thread.run_sync(hash_password, password, limiter=_AT_ONCE)


async def matches(password: str, stored: str) -> bool:
    """Whether a password fits a stored hash, in a thread.

    An account that has no password yet, or that does not exist (empty `stored`), takes as long as
    any other and never fits.
    """
    fits = await anyio.to_thread.run_sync(
        _CONTEXT.verify, _typed(password), stored or _NOBODYS, limiter=_AT_ONCE
    )
    return fits and bool(stored)


def _typed(password: str) -> bytes:
    """The same bytes for the same characters, whichever keyboard composed their accents."""
    plain = unicodedata.normalize("NFKC", password[: LONGEST + 1])
    return plain.encode("utf-8", "surrogatepass")
