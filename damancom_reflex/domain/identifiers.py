"""Numbers that identify: affiliate, person, company, bank account, phone. SPEC section 12.

Each function takes what a person typed (spaces, Arabic digits, any case) and gives the plain form.
A wrong key is refused where it is sure (ICE, RIB) and told where published numbers fail it
(`key_ok`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
from stdnum.exceptions import ValidationError
from stdnum.ma import ice as stdnum_ice

from damancom_reflex.domain.banks import BANKS
from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import without_spaces

AFFILIATION_DIGITS = 7
IMMATRICULATION_DIGITS = 9
ICE_DIGITS = 15
RIB_DIGITS = 24
MOBILE_DIGITS = 9
COUNTRY = 212

NOT_YET_REGISTERED = "000000000"
"""Immatriculation of an employee who has none yet."""

OCCASIONAL_WORKERS = "999999999"
"""Immatriculation that stands for occasional labour."""

_NEVER_GIVEN = "100000000"
_SEPARATORS = re.compile(r"[\s.\-/]")
# A Moroccan IBAN's own key is always 64, since a RIB is a multiple of 97.
_IBAN_OF_MOROCCO = re.compile(r"MA64(?=[0-9]{24}$)")


class IdentifierError(DomainError):
    """A number or document that cannot be one.

    Codes, by kind (`affiliation`, `immatriculation`, `ice`, `rib`, `cin`, `passport`,
    `residence_card`, `mobile`): `empty_<kind>`, `malformed_<kind>`, `wrong_length_<kind>`
    (`digits`, `found`), `wrong_key_ice`, `wrong_key_rib`, `foreign_mobile`, `not_mobile`.
    """


@dataclass(frozen=True, slots=True)
class Checked:
    """A number in its plain form, and whether its key fits; if not, the register decides."""

    value: str
    key_ok: bool


@dataclass(frozen=True, slots=True)
class Rib:
    """A bank account number, 24 digits with a right key.

    Attributes:
        value: the 24 digits.
        bank: bank's name; empty when the code is not known, which only warns.
    """

    value: str
    bank: str

    @property
    def bank_known(self) -> bool:
        """Whether the bank code is one we know."""
        return bool(self.bank)


def affiliation_number(text: str) -> Checked:
    """Affiliate's number, 7 digits; a wrong key is told, not refused: two published ones fail.

    Raises:
        IdentifierError: when it is not 7 digits.
    """
    value = _digits(text, "affiliation", AFFILIATION_DIGITS)
    return Checked(value, _key_fits([int(digit) for digit in value]))


def immatriculation(text: str) -> Checked:
    """Insured person's number, 9 digits beginning with 1; the two special ones are taken.

    Raises:
        IdentifierError: when it is not 9 digits, does not begin with 1, or is the number never
            given.
    """
    value = _digits(text, "immatriculation", IMMATRICULATION_DIGITS)
    if value in (NOT_YET_REGISTERED, OCCASIONAL_WORKERS):
        return Checked(value, key_ok=True)
    if value == _NEVER_GIVEN or not value.startswith("1"):
        raise IdentifierError("malformed_immatriculation")
    # The leading 1 takes no part in the key, which is otherwise the affiliation number's.
    return Checked(value, _key_fits([0, *(int(digit) for digit in value[1:])]))


def ice(text: str) -> str:
    """Company's common identifier (ICE), 15 digits, a multiple of 97.

    Raises:
        IdentifierError: when it is not 15 digits or its key is wrong.
    """
    value = _digits(text, "ice", ICE_DIGITS)
    try:
        return stdnum_ice.validate(value)
    except ValidationError as error:
        raise IdentifierError("wrong_key_ice") from error


def rib(text: str) -> Rib:
    """Bank account number (RIB), 24 digits, a multiple of 97; a Moroccan IBAN is taken too.

    Raises:
        IdentifierError: when it is not 24 digits or its key is wrong.
    """
    plain = _SEPARATORS.sub("", without_spaces(text)).upper()
    value = _digits(_IBAN_OF_MOROCCO.sub("", plain), "rib", RIB_DIGITS)
    if int(value) % 97 != 0:
        raise IdentifierError("wrong_key_rib")
    return Rib(value, BANKS.get(value[:3], ""))


def cin(text: str) -> str:
    """National identity card number: one or two letters, five or six digits.

    Raises:
        IdentifierError: when it is not.
    """
    return _document(text, "cin", r"[A-Z]{1,2}[0-9]{5,6}")


def passport(text: str) -> str:
    """Moroccan passport number: two letters, six or seven digits.

    Raises:
        IdentifierError: when it is not.
    """
    return _document(text, "passport", r"[A-Z]{2}[0-9]{6,7}")


def residence_card(text: str) -> str:
    """Residence card number, of which no format is published.

    Five to ten letters and digits, one digit at least.

    Raises:
        IdentifierError: when it is not.
    """
    return _document(text, "residence_card", r"(?=.*[0-9])[A-Z0-9]{5,10}")


def mobile(text: str) -> str:
    """Moroccan mobile number in international form, `+2126…` or `+2127…`.

    The numbering plan decides and not the library's list of ranges, which lags behind new ones.

    Raises:
        IdentifierError: when it is not a number, not Moroccan or not a mobile.
    """
    plain = without_spaces(text)
    if not plain:
        raise IdentifierError("empty_mobile")
    if not re.fullmatch(r"\+?[0-9().\-/]+", plain):
        raise IdentifierError("malformed_mobile")
    # 212… without its plus is how many write it; no Moroccan number begins with 2.
    if plain.startswith(str(COUNTRY)):
        plain = f"+{plain}"
    try:
        number = phonenumbers.parse(plain, "MA")
    except phonenumbers.NumberParseException as error:
        raise IdentifierError("malformed_mobile") from error
    return _moroccan_mobile(number)


def mobile_shown(number: str) -> str:
    """Moroccan mobile number as people read it: `+212 6 12 34 56 78` for `+212612345678`."""
    country, first, rest = number[:4], number[4:5], number[5:]
    return " ".join([country, first, *(rest[at : at + 2] for at in range(0, len(rest), 2))])


def _moroccan_mobile(number: phonenumbers.PhoneNumber) -> str:
    national = str(number.national_number)
    if number.country_code != COUNTRY:
        raise IdentifierError("foreign_mobile")
    if len(national) != MOBILE_DIGITS:
        raise IdentifierError("malformed_mobile")
    if national[0] not in "67":
        raise IdentifierError("not_mobile")
    return f"+{COUNTRY}{national}"


def _digits(text: str, kind: str, length: int) -> str:
    value = _SEPARATORS.sub("", without_spaces(text))
    if not value:
        raise IdentifierError(f"empty_{kind}")
    if not re.fullmatch(r"[0-9]+", value):
        raise IdentifierError(f"malformed_{kind}")
    if len(value) != length:
        raise IdentifierError(f"wrong_length_{kind}", digits=length, found=len(value))
    return value


def _document(text: str, kind: str, pattern: str) -> str:
    value = _SEPARATORS.sub("", without_spaces(text)).upper()
    if not value:
        raise IdentifierError(f"empty_{kind}")
    if not re.fullmatch(pattern, value):
        raise IdentifierError(f"malformed_{kind}")
    return value


def _key_fits(digits: list[int]) -> bool:
    """Whether the last digit is the key: even places count twice, unreduced (not Luhn)."""
    doubled, single = sum(digits[1:-1:2]), sum(digits[0:-1:2])
    return (-(2 * doubled + single)) % 10 == digits[-1]
