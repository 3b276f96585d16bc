"""Codes of an authenticator app: TOTP (RFC 6238, by pyotp), and the backup codes that stand in for them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from pyotp.exceptions import OTPVerificationError
from pyotp.totp import TOTP

from damancom_reflex.domain.codes import CODES
from damancom_reflex.domain.text import without_spaces

STEP_SECONDS: Final = 30
"""How long an app shows a code: what every app takes when nothing else is said."""

WINDOW: Final = 1
"""Steps before and after the present one whose code is taken too: clocks differ."""

SECRET_BYTES: Final = 20
"""Of a secret: those of SHA-1, which every app knows."""

BACKUP_CODES: Final = 10
BACKUP_DIGITS: Final = 12
"""Digits alone, so that the keypad of a phone can type them."""

ISSUER: Final = "Damancom"
_GROUP: Final = 4
_HYPHENS: Final = str.maketrans("", "", "-\u2010\u2011\u2013")
_TOTP_CODE: Final = re.compile(rf"[0-9]{{{CODES.digits}}}")
_BACKUP_CODE: Final = re.compile(rf"[0-9]{{{BACKUP_DIGITS}}}")


def matching_step(secret: str, typed: str, at: datetime) -> int | None:
    """The step, counted from 1970, whose code was typed; none when it is no code of this moment.

    Args:
        secret: base 32.
        typed: as typed: spaces, hyphens and Arabic digits are taken.
        at: aware moment; a code of one step earlier or later fits too.
    """
    code = _digits(typed)
    # What cannot be a code is compared too: the time it takes must not tell.
    given = code if _TOTP_CODE.fullmatch(code) else "-" * CODES.digits
    try:
        return _totp(secret).verify_and_get_timecode(given, for_time=at, valid_window=WINDOW)
    except OTPVerificationError:
        return None


def code_at(secret: str, at: datetime) -> str:
    """The six digits that an app shows at a moment."""
    return _totp(secret).at(at)


def seconds_left(at: datetime) -> int:
    """Whole seconds, 1 to 30, until an app shows its next code."""
    return STEP_SECONDS - int(at.timestamp()) % STEP_SECONDS


def key_uri(secret: str, identifier: str) -> str:
    """What the QR of an enrolment says: `otpauth://totp/…`."""
    return _totp(secret).provisioning_uri(name=identifier, issuer_name=ISSUER)


def read_backup_code(typed: str) -> str:
    """A backup code as it was typed, in its plain form; empty when it cannot be one."""
    code = _digits(typed)
    return code if _BACKUP_CODE.fullmatch(code) else ""


def in_groups(text: str, size: int = _GROUP, between: str = " ") -> str:
    """A secret or a code in groups that an eye can hold."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))


def _digits(typed: str) -> str:
    return without_spaces(typed).translate(_HYPHENS)


def _totp(secret: str) -> TOTP:
    return TOTP(secret, digits=CODES.digits, interval=STEP_SECONDS)
