from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.services import links, passwords, sessions, sign_in
from damancom_reflex.services.hashing import hash_password, matches
from damancom_reflex.store.accounts import Account
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import (
    PASSWORD,
    VISITOR,
    a_right,
    an_account,
    an_affiliate,
    saved,
)
from tests.services.noon import NOON
from tests.services.people import (
    all_at_once,
    code_received,
    link_received,
    outbox_rows,
    outcome,
    received,
    sign_in_as,
)

NEW = "trois chèvres sous la pluie"


async def asked(account: Account) -> str:
    """Token of the link an account gets when its password is forgotten."""
    await passwords.ask(account.identifier, VISITOR)
    return await link_received(account, "password_link")


async def changed(token: str, new: str = NEW) -> str:
    return await outcome(passwords.set_password(token, new, new, VISITOR))


@ON_BOTH_DATABASES
async def test_a_forgotten_password_is_set_through_the_link(database: str):
    account = await an_account()
    assert await changed(await asked(account)) == "done"
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    assert await outcome(sign_in.finish(challenge, code, PASSWORD, VISITOR, "")) == (
        "code_wrong_or_password"
    )
    await sign_in.finish(challenge, code, NEW, VISITOR, "")


async def test_setting_it_closes_every_session_and_tells_the_owner(database: str):
    account = await an_account()
    opened = await sign_in_as(account)
    await changed(await asked(account))
    assert await sessions.actor_of(opened.session_cookie, "") is None
    assert len(await received(account, "password_changed")) == 1


async def test_a_link_serves_once(database: str):
    token = await asked(await an_account())
    assert await passwords.link_state(token) == "ok"
    await changed(token)
    assert await passwords.link_state(token) == "used"
    assert await changed(token, "quatre chèvres au soleil") == "link_used"


@ON_BOTH_DATABASES
async def test_a_link_used_many_times_at_once_serves_once(database: str):
    token = await asked(await an_account())
    answers = await all_at_once(
        *(passwords.set_password(token, NEW, NEW, VISITOR) for _ in range(10))
    )
    assert answers == {"done": 1, "link_used": 9}


async def test_a_link_lives_seventy_two_hours(database: str):
    with time_machine.travel(NOON, tick=False) as clock:
        token = await asked(await an_account())
        clock.shift(timedelta(hours=72, seconds=-1))
        assert await passwords.link_state(token) == "ok"
        clock.shift(timedelta(seconds=1))
        assert await passwords.link_state(token) == "expired"
        assert await changed(token) == "link_expired"


async def test_a_newer_link_ends_the_older_one(database: str):
    account = await an_account()
    older = await asked(account)
    newer = await asked(account)
    assert await passwords.link_state(older) == "expired"
    assert await passwords.link_state(newer) == "ok"


@pytest.mark.parametrize("forged", ["", ".", "nothing", "a.b.c", "é.é"])
async def test_a_link_nobody_sent_opens_nothing(database: str, forged: str):
    await asked(await an_account())
    assert await passwords.link_state(forged) == "unknown"
    assert await changed(forged) == "link_unknown"


async def test_the_id_of_a_link_without_its_seal_opens_nothing(database: str):
    token = await asked(await an_account())
    assert await passwords.link_state(token.partition(".")[0] + ".") == "unknown"
    assert await passwords.link_state(token[:-1] + "A") in {"unknown", "ok"}
    other = "B" if token.startswith("A") else "A"
    assert await passwords.link_state(other + token[1:]) == "unknown"


async def test_the_link_of_another_purpose_sets_no_password(database: str):
    account = await an_account()
    await sign_in_as(account)
    token = await link_received(account, "new_device")
    assert await passwords.link_state(token) == "unknown"
    assert await changed(token) == "link_unknown"


async def test_the_outbox_row_holds_no_token(database: str):
    token = await asked(await an_account())
    row = (await outbox_rows("password_link"))[0]
    assert token not in row.model_dump_json()
    assert token.partition(".")[2] not in row.model_dump_json()


@pytest.mark.parametrize(
    ("new", "again", "answer"),
    [
        ("onze lettre", "onze lettre", "password_too_short"),
        ("a" * 128, "a" * 128, "password_too_long"),
        ("motdepasse2026", "motdepasse2026", "password_too_common"),
        (NEW, NEW + " ", "passwords_differ"),
    ],
)
async def test_a_password_that_is_refused_leaves_the_link_good(
    database: str, new: str, again: str, answer: str
):
    token = await asked(await an_account())
    assert await outcome(passwords.set_password(token, new, again, VISITOR)) == answer
    assert await passwords.link_state(token) == "ok"


async def test_a_password_is_not_made_of_what_everybody_knows_of_its_owner(database: str):
    account = await an_account(identifier="karima.belkadi")
    await a_right(account, await an_affiliate(legal_name="Transhumance Logistique"))
    token = await asked(account)
    for known in ("karimabelkadi", "Transhumance2024"):
        assert await changed(token, known) == "password_too_common"


async def test_the_longest_password_is_taken_whole(database: str):
    account = await an_account()
    longest = "Une phrase assez longue " * 5 + "fin 127"
    assert len(longest) == 127
    assert await changed(await asked(account), longest) == "done"
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    shorter = sign_in.finish(challenge, code, longest[:-1], VISITOR, "")
    assert await outcome(shorter) == "code_wrong_or_password"
    await sign_in.finish(challenge, code, longest, VISITOR, "")


async def test_the_same_accents_from_another_keyboard_are_the_same_password():
    assert await matches("che\u0300vre au pre\u0301", hash_password("chèvre au pré"))


async def test_passwords_are_kept_as_argon2id_with_our_figures():
    assert hash_password(NEW).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_an_account_closed_meanwhile_gets_no_new_password(database: str):
    account = await an_account()
    token = await asked(account)
    account.active = False
    await saved(account)
    assert await changed(token) == "link_unknown"


async def test_an_owner_is_sent_five_links_an_hour_and_no_answer_shows_it(database: str):
    account = await an_account()
    for _ in range(7):
        assert await outcome(passwords.ask(account.identifier, VISITOR)) == "done"
    assert len(await received(account, "password_link")) == 5


async def test_asking_counts_against_the_address(database: str):
    for n in range(25):
        await passwords.ask(f"nobody{n}", VISITOR)
    assert await outcome(passwords.ask("nobody", VISITOR)) == "too_many_requests"
    assert await outcome(passwords.ask("  ", VISITOR)) == "identifier_missing"


async def test_the_address_of_a_link_is_ours_in_the_language_asked_for(database: str):
    account = await an_account()
    await passwords.ask(account.identifier, VISITOR)
    text = (await received(account, "password_link"))[0].text
    assert "http://localhost:8000/fr/lien/mot-de-passe?k=" in text


async def test_closing_all_sessions_through_a_forged_link_is_refused(database: str):
    account = await an_account()
    opened = await sign_in_as(account)
    assert await outcome(links.close_sessions("a.b", VISITOR)) == "link_unknown"
    assert await sessions.actor_of(opened.session_cookie, "")
