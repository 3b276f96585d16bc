"""Who pays for a flood: the socket that sends it, before its neighbours."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from damancom_reflex.web import guard
from damancom_reflex.web.guard import Guard


def at(token: str, address: str = "196.12.0.7") -> Any:  # noqa: ANN401 - stands for a Reflex state
    """A screen state as far as its token and its address go."""
    return SimpleNamespace(
        router=SimpleNamespace(session=SimpleNamespace(client_token=token, client_ip=address))
    )


def test_a_flood_on_one_socket_leaves_room_for_a_neighbour_behind_the_same_address() -> None:
    guard = Guard()
    for _ in range(5_000):
        guard._has_room(at("flooder"))
    assert not guard._has_room(at("flooder"))
    assert guard._has_room(at("neighbour"))


def test_an_address_has_no_more_room_for_choosing_many_tokens() -> None:
    guard = Guard()
    let_through = sum(guard._has_room(at(f"token {number}")) for number in range(5_000))
    assert 800 <= let_through < 2_000
    assert guard._has_room(at("another", address="41.140.0.1"))


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
