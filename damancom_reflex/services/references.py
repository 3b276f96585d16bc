"""References of requests: short enough to be read out, too many to be guessed.

Their first letters say of what: `DR` a remission, `DA` an adhésion, `IP` a claim of IPE.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from damancom_reflex.domain.text import without_spaces

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""

REMISSION: Final = "DR"
ENROLMENT: Final = "DA"
CLAIM: Final = "IP"

_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0"})
_GROUP: Final = 4
_PLAIN: Final = re.compile(rf"[0-9]{{4}}[{LETTERS}]{{{2 * _GROUP}}}")


def new_reference(prefix: str, year: int) -> str:
    """A new reference, `DR-2023-7K3M-Q9XT`: the year of the request, then 40 random bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(_GROUP)) for _ in range(2))
    return "-".join((prefix, str(year), *groups))


def read_reference(prefix: str, text: str) -> str:
    """A reference as it was typed or read out, in its plain form: case, spaces, and letters taken for digits.

    Empty when it is of something else than `prefix` says, or cannot be a reference.
    """
    plain = without_spaces(text[:64]).upper().replace("-", "")
    if not plain.startswith(prefix):
        return ""
    plain = plain.removeprefix(prefix).translate(_READ_AS)
    if not _PLAIN.fullmatch(plain):
        return ""
    return "-".join((prefix, plain[:4], plain[4:8], plain[8:]))
