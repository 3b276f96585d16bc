"""One-time codes: their limits, how a code is derived, compared and named. SPEC section 4.

A code is an HOTP value (RFC 4226, by pyotp) on a secret derived from the server's key and the
challenge. Nothing stored reveals it: a copy of the database without the key is of no use.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

from pyotp.hotp import HOTP

from damancom_reflex.domain.text import without_spaces


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """The figures of SPEC section 4. Seconds and counts.

    Attributes:
        digits: length of a code.
        lifetime: seconds a code lives.
        tries: wrong tries a challenge allows.
        resend_after: seconds before a new code may be asked.
        per_hour: codes sent to a destination in an hour.
        per_day: codes sent to a destination in a day.
        per_address: codes asked from a client address in `address_window`.
        address_window: seconds.
        first_lock: seconds of the first lock.
        longest_lock: seconds no lock goes beyond.
    """

    digits: int = 6
    lifetime: int = 600
    tries: int = 5
    resend_after: int = 30
    per_hour: int = 5
    per_day: int = 10
    per_address: int = 25
    address_window: int = 300
    first_lock: int = 600
    longest_lock: int = 86_400


CODES = CodeLimits()
"""The limits in force."""

SHORTEST_KEY = 32
"""Bytes under which a key is no key."""

# No I nor O: beside digits they read as 1 and 0.
_PREFIX_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_TYPED = re.compile(rf"(?:[A-Z]{{2}}-?)?([0-9]{{{CODES.digits}}})", re.IGNORECASE)
_SECRET_BYTES = 20


def derive_code(key: bytes, challenge_id: str, generation: int) -> str:
    """Code of a challenge, six digits.

    Args:
        key: the server's secret, 32 bytes at least.
        challenge_id: unguessable id of the challenge.
        generation: 0 for the first code, one more at each resend; the older codes die.

    Raises:
        ValueError: when the key is too short or the generation negative.
    """
    secret = _derive(key, f"code:{challenge_id}")[:_SECRET_BYTES]
    hotp = HOTP(base64.b32encode(secret).decode(), digits=CODES.digits)
    return hotp.at(generation)


def derive_prefix(key: bytes, challenge_id: str, generation: int) -> str:
    """Two letters that say, on screen and in the message, which message counts; not secret.

    Raises:
        ValueError: when the key is too short.
    """
    digest = _derive(key, f"prefix:{challenge_id}:{generation}")
    return "".join(_PREFIX_LETTERS[byte % len(_PREFIX_LETTERS)] for byte in digest[:2])


def same_code(expected: str, typed: str) -> bool:
    """Whether what was typed is the code, in a time that does not depend on the digits.

    Spaces, Arabic and Persian digits, and the message's prefix (`KX-123456`) are taken in.
    """
    match = _TYPED.fullmatch(without_spaces(typed))
    return hmac.compare_digest(expected, match[1] if match else "")


def lock_seconds(level: int) -> int:
    """Seconds of a lock: ten minutes, doubling with each lock before it, a day at most.

    Args:
        level: locks there were before this one, 0 or more.

    Raises:
        ValueError: when the level is negative.
    """
    if level < 0:
        raise ValueError("a lock level is 0 or more")
    # A level in the thousands must not build a number of thousands of bits.
    doublings = min(level, CODES.longest_lock.bit_length())
    return min(CODES.first_lock << doublings, CODES.longest_lock)


def _derive(key: bytes, purpose: str) -> bytes:
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key needs {SHORTEST_KEY} bytes")
    return hmac.new(key, f"damancom one-time code:{purpose}".encode(), hashlib.sha256).digest()
