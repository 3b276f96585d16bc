"""Which passwords are taken: 12 to 127 characters, none that everybody tries first.

SPEC section 4. No rule on kinds of characters: length is what counts (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from zxcvbn import zxcvbn

from damancom_reflex.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 12
LONGEST = 127

MOST_WEIGHED = 16
"""Characters weighed at each end: the time it takes grows faster than their square, and more of
them only add strength. Weighing 127 would let one request hold a core for seconds."""

FEWEST_GUESSES = 10**8
"""Guesses a password must stand: where zxcvbn begins to call it "safely unguessable"."""

# Words that people here try first and that the English lists do not have.
_HOUSE_WORDS = (
    "damancom damane cnss maroc morocco almaghrib casablanca rabat marrakech motdepasse azerty "
    "azertyuiop qsdfghjklm wxcvbn bonjour bismillah employeur entreprise comptable cotisation "
    "societe soleil doudou marseille"
)


class PasswordError(DomainError):
    """A password that cannot be taken.

    Codes: `password_too_short` (`shortest`), `password_too_long` (`longest`),
    `password_too_common`.
    """


def check_password(text: str, own_words: Iterable[str] = ()) -> None:
    """Refuse a password that is too short, too long or too easily guessed.

    Args:
        text: as typed; every character counts, spaces too.
        own_words: what is known of the person (identifier, names, company, e-mail): not to be
            built on.

    Raises:
        PasswordError: with the reason.
    """
    if len(text) < SHORTEST:
        raise PasswordError("password_too_short", shortest=SHORTEST)
    if len(text) > LONGEST:
        raise PasswordError("password_too_long", longest=LONGEST)
    plain, words = _unaccented(text), _words(" ".join([_HOUSE_WORDS, *own_words]))
    # The second end is weighed only when the first is weak: one strong end makes a strong password.
    if all(
        zxcvbn(end, user_inputs=words)["guesses"] < FEWEST_GUESSES
        for end in (plain[:MOST_WEIGHED], plain[-MOST_WEIGHED:])
    ):
        raise PasswordError("password_too_common")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", _unaccented(text).lower())


def _unaccented(text: str) -> str:
    """Letters without their accents: `sécurité` is no stronger than `securite`."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(character for character in decomposed if not unicodedata.combining(character))
