"""What of an event's payload is let through."""

from __future__ import annotations

import pytest

from damancom_reflex.web import guard


@pytest.mark.parametrize(
    "payload",
    [
        *(None, [], "text", 5),
        {"": 1},
        {"a b": 1},
        {"x\n2026-11-28T14:00:00Z [info] forged": 1},
        {"a" * 41: 1},
    ],
)
def test_a_payload_that_is_not_values_by_name_is_dropped(payload: object) -> None:
    assert not guard._is_text(payload)
    assert guard._is_text({"name": payload} if not isinstance(payload, dict) else {"name": 1})
