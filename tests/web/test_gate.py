"""Who pays for a flood: the socket that sends it, before its neighbours. And what of an event is taken in at all."""

from __future__ import annotations

import pytest

from damancom_reflex.web.gate import LONGEST_ADDRESS, Room, plain_event

HERE, ELSEWHERE = "196.12.0.7", "41.140.0.1"


def test_a_flood_on_one_socket_leaves_room_for_a_neighbour_behind_the_same_address() -> None:
    room = Room()
    for _ in range(5_000):
        room.takes("flooder", HERE)
    assert not room.takes("flooder", HERE)
    assert room.takes("neighbour", HERE)


def test_an_address_has_no_more_room_for_choosing_many_tokens() -> None:
    room = Room()
    let_through = sum(room.takes(f"token {number}", HERE) for number in range(5_000))
    assert 800 <= let_through < 2_000
    assert room.takes("another", ELSEWHERE)


def test_an_event_of_a_browser_is_taken_as_it_is() -> None:
    sent = {
        "name": "state.load",
        "payload": {"page": 2},
        "router_data": {"pathname": "/fr/espace", "asPath": "/fr/espace?p=2"},
    }
    assert plain_event({**sent, "token": "x", "more": "y"}) == sent
    assert plain_event({"name": "state.load"}) == {"name": "state.load", "payload": {}}


def test_of_where_it_comes_from_nothing_else_is_kept() -> None:
    said = {"pathname": "/fr", "asPath": "/fr?a=1", "query": {"a": "1"}, "k1": "a" * 240_000}
    event = plain_event({"name": "state.load", "router_data": said})
    assert event is not None
    assert event["router_data"] == {"pathname": "/fr", "asPath": "/fr?a=1"}


def test_an_address_too_long_to_be_ours_is_its_page_alone() -> None:
    said = {"pathname": "/fr", "asPath": "/fr?" + "a=1&" * LONGEST_ADDRESS}
    event = plain_event({"name": "state.load", "router_data": said})
    assert event is not None
    assert event["router_data"]["asPath"] == "/fr"


@pytest.mark.parametrize(
    "data",
    [
        *(None, 5, "text", [], ["event"], {}, {"name": 5}, {"name": "x" * 301}),
        {"name": "x", "router_data": []},
        {"name": "x", "router_data": {"pathname": 5}},
        {"name": "x", "router_data": {"asPath": {}}},
        {"name": "x", "router_data": {"pathname": "/" * 301}},
    ],
)
def test_what_is_no_event_is_dropped(data: object) -> None:
    assert plain_event(data) is None
