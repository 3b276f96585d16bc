from __future__ import annotations

import pytest

from damancom_reflex.domain.masks import mask_email, mask_identity, mask_phone, mask_rib


def test_a_masked_number_shows_enough_for_its_owner_only() -> None:
    assert mask_rib("011519000001205000534921") == "011 ••• 4921"
    assert mask_phone("+212612345678") == "+2126 ••• 78"
    assert mask_email("karim@exemple.ma") == "k•••@exemple.ma"


@pytest.mark.parametrize(
    ("number", "masked"), [("AB123456", "AB•••56"), ("A12345", "A•••5"), ("123456789", "12•••89")]
)
def test_a_short_identity_number_shows_one_character_at_each_end(number: str, masked: str) -> None:
    assert mask_identity(number) == masked
