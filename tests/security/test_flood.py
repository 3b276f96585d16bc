"""One client cannot take the portal from the others."""

from __future__ import annotations

import time

import pytest

from tests.security.attacker import Visitor
from tests.security.conftest import Dial
from tests.security.wire import OURS, SESSION_LOAD

PATIENCE_SECONDS = 2.0


async def _waits(dial: Dial) -> float:
    """Seconds a newcomer waits for its first page and one event, fifteen at most."""
    started = time.monotonic()
    wire = await dial()
    await wire.send(SESSION_LOAD, page="/fr?newcomer", patience=15)
    return time.monotonic() - started - 0.5


@pytest.mark.parametrize("sign", ["x", "0", "A1", "a-", "a@", "+212 ", "token="])
async def test_a_long_event_name_delays_nobody(dial: Dial, sign: str) -> None:
    attacker = await dial()
    await attacker.emit(sign * (24_000 // len(sign)))
    assert await _waits(dial) < PATIENCE_SECONDS


async def test_a_long_text_for_a_number_delays_nobody(dial: Dial, visitor: Visitor) -> None:
    visitor.sign_in("pharmacie.annour")
    attacker = await dial("/fr/recouvrement", cookie=visitor.cookie)
    name = f"{OURS}recouvrement___requests____requests_state.turn_to"
    await attacker.emit(name, {"page": "0" * 24_000}, "/fr/recouvrement")
    assert await _waits(dial) < PATIENCE_SECONDS


async def test_a_flood_on_one_socket_is_cut_and_does_not_stop_another(dial: Dial) -> None:
    flooder, other = await dial(), await dial()
    for number in range(1000):
        await flooder.emit(SESSION_LOAD, page=f"/fr?{number}")
    answers = await other.send(
        f"{OURS}verification____verification_state.load", page="/fr/verification"
    )
    assert any(answer.get("delta") for answer in answers)
    # The bucket holds 120 and fills at 40 a second.
    answered = [answer for answer in await flooder.drain() if answer.get("delta")]
    assert 100 < len(answered) < 500


async def test_a_flood_of_names_that_do_not_exist_does_not_stop_another(dial: Dial) -> None:
    flooder, other = await dial(), await dial()
    for number in range(300):
        await flooder.emit(f"nothing.at_all_{number}")
    assert await other.alive()


async def test_many_sockets_of_one_address_share_what_it_may_send(dial: Dial) -> None:
    """A client chooses its tokens; it does not choose its address."""
    address, sockets, events = "10.99.0.1", 20, 100
    flooders = [await dial(address=address) for _ in range(sockets)]
    for number in range(events):
        for flooder in flooders:
            await flooder.emit(SESSION_LOAD, page=f"/fr?{number}")
    heard = [answer for flooder in flooders for answer in await flooder.drain()]
    answered = [answer for answer in heard if answer.get("delta")]
    # Alone, each of them would have been within its own hundred and twenty.
    assert 0 < len(answered) < sockets * events * 0.8
    assert await (await dial()).alive()


async def test_a_socket_that_was_cut_off_is_served_again_after_a_pause(dial: Dial) -> None:
    wire = await dial()
    for number in range(200):
        await wire.emit(SESSION_LOAD, page=f"/fr?{number}")
    await wire.drain()
    assert await wire.alive()
