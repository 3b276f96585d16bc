"""What an office may note on a signed remission, as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from damancom_reflex.rules import Reason, remission_life
from damancom_reflex.rules.remission_life import (
    breaks,
    guarantee_kinds,
    refusals,
    rejections,
    settlement,
)

LISTS = (refusals, rejections, breaks)


@pytest.mark.parametrize("read", [guarantee_kinds, *LISTS])
def test_every_record_is_in_both_languages_with_its_source(
    read: Callable[[], dict[str, Any]],
) -> None:
    for code, record in read().items():
        assert record.code == code
        assert record.source
        assert record.text("fr") == record.text_fr != record.text("ar") == record.text_ar


@pytest.mark.parametrize("read", LISTS)
def test_every_reason_says_what_can_be_done(read: Callable[[], dict[str, Reason]]) -> None:
    assert all(record.advice("fr") and record.advice("ar") for record in read().values())


def test_a_code_names_one_reason_of_one_list() -> None:
    codes = [code for read in LISTS for code in read()]
    assert len(codes) == len(set(codes))
    assert all(remission_life.reason(code) for code in codes)
    assert remission_life.reason("unheard_of") is None


def test_a_debit_is_waited_for_three_working_days() -> None:
    assert settlement(date(2023, 12, 11)).working_days == 3
    assert settlement(date(2000, 1, 1)).working_days == 3
