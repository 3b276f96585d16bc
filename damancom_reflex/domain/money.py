"""Money as whole centimes, never a float: exact rounding, reading, writing."""

from __future__ import annotations

import re

from damancom_reflex.domain.errors import DomainError
from damancom_reflex.domain.text import plain_text

BASIS_POINTS = 10_000
"""Basis points in a whole: a rate of 60 % is 6000."""

MOST_CENTIMES = 10**13
"""Largest amount taken from a person or a file: a hundred thousand million dirhams is a slip, not a
debt."""

DECIMALS = 2
"""A dirham has a hundred centimes."""

LONGEST_TEXT = 64
"""Characters read of a typed amount; longer text is not one."""

_CURRENCY = r"(?:mad|dhs?|درهم|دراهم|د\.م)\.?"
_CURRENCY_AROUND = re.compile(rf"^{_CURRENCY}\s*|\s*{_CURRENCY}$", re.IGNORECASE)
_GROUP_MARKS = re.compile(r"[\s'\u2019\u066c]")
_ARABIC_COMMAS = str.maketrans({"\u066b": ",", "\u060c": ","})
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]{1,2}))?")


class AmountError(DomainError):
    """An amount that cannot be read.

    Codes: `empty_amount`, `negative_amount`, `malformed_amount`, `too_many_decimals`,
        `amount_too_large` (`most`, centimes).
    """


def half_up(numerator: int, denominator: int) -> int:
    """Exact quotient rounded to the nearest whole, ties away from zero.

    Args:
        numerator: any whole number.
        denominator: above zero.

    Raises:
        ValueError: when the denominator is not above zero.
    """
    if denominator <= 0:
        raise ValueError("half_up needs a denominator above zero")
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def share(amount: int, basis_points: int) -> int:
    """Part of an amount (centimes) at a rate in basis points, half up to the centime."""
    return half_up(amount * basis_points, BASIS_POINTS)


def parse_plain_amount(text: str) -> int:
    """Centimes of an amount as files write it.

    Western digits, then at most a dot and one or two decimals; no sign, no space.

    Raises:
        AmountError: for anything else, or above `MOST_CENTIMES`.
    """
    if not text:
        raise AmountError("empty_amount")
    if text.startswith("-"):
        raise AmountError("negative_amount")
    match = _PLAIN.fullmatch(text)
    if match is None:
        raise AmountError("malformed_amount")
    return _centimes(match[1], match[2] or "")


def parse_amount(text: str) -> int:
    """Centimes of an amount as a person types it.

    Dot or comma, spaces of any width, apostrophes, Arabic-Indic or Persian digits, `MAD` or `DH`
    before or after. Where both dot and comma stand, the last one opens the decimals. One separator
    followed by exactly three digits groups thousands (`5.000` is five thousand, as Moroccan and
    French writing has it), unless what stands before cannot be a group (`0.500`, `5000.123`): then
    these are three decimals, and refused. Spaces carry no meaning inside the number.

    Raises:
        AmountError: when it is empty, negative, malformed, finer than a centime or above
            `MOST_CENTIMES`.
    """
    if len(text) > LONGEST_TEXT:
        raise AmountError("malformed_amount")
    body = _CURRENCY_AROUND.sub("", plain_text(text)).translate(_ARABIC_COMMAS)
    if not body:
        raise AmountError("empty_amount")
    body = _GROUP_MARKS.sub("", body)
    if re.fullmatch(r"[-\u2212][0-9.,]+", body):
        raise AmountError("negative_amount")
    if not re.fullmatch(r"[0-9.,]*[0-9][0-9.,]*", body):
        raise AmountError("malformed_amount")
    whole, decimals = _split(body)
    if not re.fullmatch(r"[0-9]*", whole):
        raise AmountError("malformed_amount")
    if len(decimals) > DECIMALS:
        raise AmountError("too_many_decimals")
    return _centimes(whole, decimals)


def format_amount(centimes: int) -> str:
    """Amount as screens show it, without currency: `27 707,49` with no-break spaces."""
    sign = "\u2212" if centimes < 0 else ""
    dirhams, rest = divmod(abs(centimes), 100)
    return f"{sign}{dirhams:,}".replace(",", "\u00a0") + f",{rest:02d}"


def plain(centimes: int) -> str:
    """Amount as files and programs read it: `27707.49`."""
    sign = "-" if centimes < 0 else ""
    dirhams, rest = divmod(abs(centimes), 100)
    return f"{sign}{dirhams}.{rest:02d}"


def _split(body: str) -> tuple[str, str]:
    """Whole part (grouping removed where it is right) and decimals of digits, dots and commas."""
    marks = [character for character in body if character in ".,"]
    if not marks:
        return body, ""
    head, tail = body[: body.rindex(marks[-1])], body[body.rindex(marks[-1]) + 1 :]
    if len(set(marks)) == 1 and _GROUPED.fullmatch(body):
        return head.replace(marks[0], "") + tail, ""
    if len(set(marks[:-1])) == 1 and marks[-1] not in marks[:-1] and _GROUPED.fullmatch(head):
        return head.replace(marks[0], ""), tail
    return head, tail


def _centimes(whole: str, decimals: str) -> int:
    """Centimes of digit strings.

    Raises:
        AmountError: above `MOST_CENTIMES`.
    """
    digits = (whole + decimals.ljust(DECIMALS, "0")).lstrip("0") or "0"
    # Length first: turning thousands of digits into a number is slow, and Python refuses it past
    # 4,300.
    if len(digits) > len(str(MOST_CENTIMES)) or int(digits) > MOST_CENTIMES:
        raise AmountError("amount_too_large", most=MOST_CENTIMES)
    return int(digits)
