"""Keys and keyed hashes, all derived from the portal's one secret; and random tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from damancom_reflex.settings import settings

TOKEN_BYTES = 32


def sealed(purpose: str, text: str) -> bytes:
    """HMAC-SHA-256 of `text` under the portal's key, apart for each purpose: 32 bytes."""
    return hmac.new(settings().key, f"damancom {purpose}:{text}".encode(), hashlib.sha256).digest()


def keyed_hash(purpose: str, text: str) -> str:
    """`sealed` as 64 hexadecimal characters: names a phone or an identifier without telling it."""
    return sealed(purpose, text).hex()


def new_token() -> str:
    """A random token of 256 bits, fit for a cookie or an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """SHA-256 of a random token: what the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()
