"""SPEC section 4, line by line: tries, locks, resends, and how they are counted apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import time_machine

from damancom_reflex.services import sign_in
from damancom_reflex.services.actors import Visitor
from damancom_reflex.store.accounts import Account
from tests.factories import PASSWORD, VISITOR, an_account
from tests.services.noon import MINUTE, NOON
from tests.services.people import (
    another_than,
    code_received,
    outcome,
    received,
    refusal,
    shown,
    sign_in_as,
)


def somebody(n: int) -> Visitor:
    """A visitor from an address of their own."""
    return replace(VISITOR, address=f"41.140.{n // 250}.{n % 250}")


async def wrong_tries(account: Account, times: int, visitor: Visitor = VISITOR) -> str:
    """Type that many wrong codes; the challenge."""
    challenge = await sign_in.start(account.identifier, visitor)
    for _ in range(times):
        await outcome(sign_in.finish(challenge, "000000x", PASSWORD, visitor, ""))
    return challenge


async def test_the_fifth_wrong_try_locks_and_says_until_when(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await wrong_tries(account, 4)
    assert (await shown(challenge)).tries_left == 1
    fifth = await refusal(sign_in.finish(challenge, "000000x", PASSWORD, VISITOR, ""))
    assert (fifth.code, fifth.params) == ("locked", {"until": NOON + 10 * MINUTE})
    assert (await shown(challenge)).locked_until == NOON + 10 * MINUTE


async def test_under_a_lock_the_right_code_is_not_even_compared(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await wrong_tries(account, 5)
    code = await code_received(account)
    assert await outcome(sign_in.finish(challenge, code, PASSWORD, VISITOR, "")) == "locked"


async def test_under_a_lock_nothing_is_sent_and_the_screen_says_so(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    await wrong_tries(account, 5)
    clock.shift(5 * MINUTE)
    challenge = await sign_in.start(account.identifier, somebody(1))
    view = await shown(challenge)
    assert (view.sent, view.prefix, view.locked_until) == (False, "", NOON + 10 * MINUTE)
    assert view.resend_at == NOON + 10 * MINUTE
    assert len(await received(account)) == 1
    assert await outcome(sign_in.resend(challenge, "EMAIL", VISITOR)) == "locked"


async def test_a_challenge_opened_under_a_lock_sends_once_the_lock_is_over(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    await wrong_tries(account, 5)
    challenge = await sign_in.start(account.identifier, VISITOR)
    clock.shift(10 * MINUTE)
    await sign_in.resend(challenge, "SMS", VISITOR)
    await sign_in.finish(challenge, await code_received(account), PASSWORD, VISITOR, "")


async def test_each_lock_is_twice_as_long_as_the_one_before_up_to_a_day(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    lengths = []
    for n in range(10):
        challenge = await wrong_tries(account, 5, somebody(n))
        until = (await shown(challenge)).locked_until
        assert until
        lengths.append((until - datetime.now(UTC)) // MINUTE)
        clock.move_to(until + timedelta(days=1))
    assert lengths == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]


async def test_signing_in_forgets_tries_and_the_level_of_locks(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    await wrong_tries(account, 5)
    clock.shift(11 * MINUTE)
    await sign_in_as(account)
    clock.shift(MINUTE)
    challenge = await wrong_tries(account, 5)
    assert (await shown(challenge)).locked_until == datetime.now(UTC) + 10 * MINUTE


async def test_wrong_tries_on_two_challenges_add_up(database: str, clock: time_machine.Traveller):
    account = await an_account()
    await wrong_tries(account, 3, somebody(1))
    clock.shift(MINUTE)
    challenge = await sign_in.start(account.identifier, somebody(2))
    assert (await shown(challenge)).tries_left == 2
    await outcome(sign_in.finish(challenge, "000000x", PASSWORD, VISITOR, ""))
    assert await outcome(sign_in.finish(challenge, "000000x", PASSWORD, VISITOR, "")) == "locked"


async def test_after_a_quiet_day_a_few_wrong_tries_are_forgotten(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    await wrong_tries(account, 4)
    clock.shift(timedelta(days=1))
    challenge = await sign_in.start(account.identifier, VISITOR)
    assert (await shown(challenge)).tries_left == 5


async def test_two_accounts_on_one_phone_share_its_lock(
    database: str, clock: time_machine.Traveller
):
    one = await an_account(phone="+212600000077")
    other = await an_account(phone="+212600000077")
    await wrong_tries(one, 5)
    challenge = await sign_in.start(other.identifier, VISITOR)
    assert (await shown(challenge)).locked_until == NOON + 10 * MINUTE


async def test_a_lock_on_one_account_leaves_the_others_alone(
    database: str, clock: time_machine.Traveller
):
    locked, other = await an_account(), await an_account()
    await wrong_tries(locked, 5)
    await sign_in_as(other)


async def test_another_code_may_be_asked_after_thirty_seconds_not_before(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    clock.shift(timedelta(seconds=29))
    refused = await refusal(sign_in.resend(challenge, "SMS", VISITOR))
    assert (refused.code, refused.params) == (
        "resend_too_soon",
        {"until": NOON + timedelta(seconds=30)},
    )
    assert (await shown(challenge)).resend_at == NOON + timedelta(seconds=30)
    clock.shift(timedelta(seconds=1))
    await sign_in.resend(challenge, "SMS", VISITOR)


async def test_starting_again_from_elsewhere_does_not_get_around_the_thirty_seconds(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    first = await sign_in.start(account.identifier, somebody(1))
    second = await sign_in.start(account.identifier, somebody(2))
    assert second != first
    assert (await shown(second)).sent is False
    assert len(await received(account)) == 1


async def test_a_destination_is_sent_five_codes_an_hour(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    for _ in range(4):
        clock.shift(MINUTE)
        await sign_in.resend(challenge, "SMS", VISITOR)
    clock.shift(MINUTE)
    sixth = await refusal(sign_in.resend(challenge, "SMS", VISITOR))
    assert (sixth.code, sixth.params) == ("resend_exhausted", {"until": NOON + 60 * MINUTE})
    clock.move_to(NOON + 60 * MINUTE)
    await sign_in.start(account.identifier, VISITOR)
    assert len(await received(account)) == 6


async def test_codes_that_were_used_do_not_count(database: str, clock: time_machine.Traveller):
    account = await an_account()
    for _ in range(12):
        await sign_in_as(account)


async def test_the_mailbox_still_takes_codes_when_the_phone_has_had_its_five(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    for _ in range(4):
        clock.shift(MINUTE)
        await sign_in.resend(challenge, "SMS", VISITOR)
    clock.shift(MINUTE)
    await sign_in.resend(challenge, "EMAIL", VISITOR)
    assert len(await received(account, "code_email")) == 1


async def test_a_destination_is_sent_ten_codes_a_day(database: str, clock: time_machine.Traveller):
    account = await an_account()
    views = []
    for n in range(30):
        challenge = await sign_in.start(account.identifier, somebody(n))
        views.append(await shown(challenge))
        clock.shift(20 * MINUTE)
    assert sum(view.sent for view in views) == 10
    assert views[-1].resend_at == NOON + timedelta(days=1)


async def test_resends_cost_no_tries_and_tries_cost_no_resends(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await wrong_tries(account, 4)
    for _ in range(4):
        clock.shift(MINUTE)
        await sign_in.resend(challenge, "SMS", VISITOR)
    view = await shown(challenge)
    assert (view.tries_left, view.locked_until) == (1, None)


async def test_a_new_code_does_not_give_back_the_tries_of_its_challenge(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await wrong_tries(account, 2)
    clock.shift(MINUTE)
    await sign_in.resend(challenge, "SMS", VISITOR)
    code = await code_received(account)
    refused = await refusal(sign_in.finish(challenge, another_than(code), PASSWORD, VISITOR, ""))
    assert refused.params == {"tries_left": 2}


async def test_once_its_five_tries_are_used_a_challenge_is_over(
    database: str, clock: time_machine.Traveller
):
    account = await an_account()
    challenge = await wrong_tries(account, 5)
    clock.shift(11 * MINUTE)
    assert await outcome(sign_in.resend(challenge, "SMS", VISITOR)) == "challenge_unknown"


async def test_a_challenge_is_over_after_an_hour(database: str, clock: time_machine.Traveller):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    clock.shift(60 * MINUTE)
    assert await sign_in.challenge(challenge) is None
    assert await outcome(sign_in.resend(challenge, "SMS", VISITOR)) == "challenge_unknown"


async def test_an_address_may_ask_twenty_five_times_in_five_minutes(
    database: str, clock: time_machine.Traveller
):
    for n in range(25):
        await sign_in.start(f"nobody{n}", VISITOR)
    refused = await refusal(sign_in.start("nobody25", VISITOR))
    assert (refused.code, refused.params) == (
        "too_many_requests",
        {"until": NOON + 5 * MINUTE},
    )
    await sign_in.start("nobody25", somebody(1))
    clock.shift(5 * MINUTE + timedelta(seconds=1))
    await sign_in.start("nobody25", VISITOR)


async def test_all_addresses_of_one_ipv6_home_are_counted_together(
    database: str, clock: time_machine.Traveller
):
    for n in range(25):
        await sign_in.start(f"nobody{n}", replace(VISITOR, address=f"2001:db8:1:2::{n + 1:x}"))
    same_home = replace(VISITOR, address="2001:db8:1:2:ffff::1")
    assert await outcome(sign_in.start("nobody", same_home)) == "too_many_requests"
    other_home = replace(VISITOR, address="2001:db8:1:3::1")
    assert await outcome(sign_in.start("nobody", other_home)) == "done"
