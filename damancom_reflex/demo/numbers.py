"""Invented numbers with right keys (SPEC section 12), and chance that is the same on every machine."""

from __future__ import annotations

import hashlib

MODULUS = 97


def affiliation_number(six_digits: int) -> str:
    """An affiliation number: six digits and their key."""
    return _keyed(f"{six_digits:06d}")


def immatriculation(seven_digits: int) -> str:
    """An insured person's number: 1, seven digits and their key, in which the 1 takes no part."""
    return f"1{_keyed(f'0{seven_digits:07d}')[1:]}"


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


def _keyed(digits: str) -> str:
    """Digits and their key: every second one counts twice."""
    values = [int(digit) for digit in digits]
    key = -(2 * sum(values[1::2]) + sum(values[0::2])) % 10
    return f"{digits}{key}"


def _with_key(number: str) -> str:
    return f"{number}{-int(number) * 100 % MODULUS:02d}"
