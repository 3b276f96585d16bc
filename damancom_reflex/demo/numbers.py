"""Invented numbers with right keys (SPEC section 12), and chance that is the same on every machine."""

from __future__ import annotations

import hashlib

MODULUS = 97


def affiliation_number(six_digits: int) -> str:
    """An affiliation number: six digits and their key."""
    digits = [int(digit) for digit in f"{six_digits:06d}"]
    key = -(2 * sum(digits[1::2]) + sum(digits[0::2])) % 10
    return f"{six_digits:06d}{key}"


def ice(company: int) -> str:
    """A company's common identifier: nine digits, establishment 0000, two digits of key."""
    return _with_key(f"{company:09d}0000")


def rib(bank: str, place: str, account: int) -> str:
    """A bank account number: bank, place, sixteen digits, two digits of key."""
    return _with_key(f"{bank}{place}{account:016d}")


def draw(most: int, *words: object) -> int:
    """A number from 0 to `most - 1` that depends on the words only."""
    digest = hashlib.sha256(":".join(map(str, words)).encode()).digest()
    return int.from_bytes(digest[:8]) % most


def _with_key(number: str) -> str:
    return f"{number}{-int(number) * 100 % MODULUS:02d}"
