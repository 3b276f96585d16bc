from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from damancom_reflex.services import audit, sessions, sign_in
from damancom_reflex.services.actors import Refused
from damancom_reflex.store.accounts import Role
from damancom_reflex.store.engine import reading
from damancom_reflex.store.trail import AuditEvent
from tests.conftest import ON_BOTH_DATABASES
from tests.factories import PASSWORD, VISITOR, an_account, id_of, saved
from tests.services.people import (
    another_than,
    code_received,
    outbox_rows,
    outcome,
    received,
    refusal,
    shown,
    sign_in_as,
)

EVENING = datetime(2026, 11, 10, 20, 0, tzinfo=UTC)


@ON_BOTH_DATABASES
async def test_code_and_password_together_open_a_session(database: str):
    account = await an_account()
    opened = await sign_in_as(account)
    actor = await sessions.actor_of(opened.session_cookie, "196.12.0.9")
    assert actor
    assert (actor.account_id, actor.role, actor.address) == (
        id_of(account),
        Role.EMPLOYER,
        "196.12.0.9",
    )


async def test_the_identifier_is_taken_in_any_case_and_with_spaces(database: str):
    account = await an_account(identifier="cabinet.atlas")
    await sign_in.start(" Cabinet.ATLAS ", VISITOR)
    assert len(await received(account, "code_sms")) == 1


async def test_an_empty_identifier_is_asked_for(database: str):
    assert await outcome(sign_in.start(" \u200f ", VISITOR)) == "identifier_missing"


async def test_the_sms_names_its_prefix_and_ends_with_the_line_bound_to_our_host(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    text = (await received(account))[0].text
    code = await code_received(account)
    assert f"{(await shown(challenge)).prefix}-{code}" in text
    assert text.splitlines()[-1] == f"@localhost #{code}"


async def test_no_row_holds_the_code(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    row = (await outbox_rows())[0]
    assert row.params == {"challenge": challenge, "generation": 1}
    assert code not in row.model_dump_json()


@pytest.mark.parametrize(
    "write", ["{0} {1}", " {0}{1}\n", "KX-{0}{1}", "{0}\u00a0{1}", "\u2066{0}{1}\u2069"]
)
async def test_a_code_pasted_with_spaces_or_prefix_is_taken(database: str, write: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    await sign_in.finish(challenge, write.format(code[:3], code[3:]), PASSWORD, VISITOR, "")


async def test_a_code_typed_in_arabic_digits_is_taken(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    typed = (await code_received(account)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    await sign_in.finish(challenge, typed, PASSWORD, VISITOR, "")


async def test_a_wrong_code_and_a_wrong_password_get_one_answer(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    wrong_code = await refusal(sign_in.finish(challenge, another_than(code), PASSWORD, VISITOR, ""))
    wrong_password = await refusal(sign_in.finish(challenge, code, "not the password", VISITOR, ""))
    assert (wrong_code.code, wrong_code.params) == ("code_wrong_or_password", {"tries_left": 4})
    assert (wrong_password.code, wrong_password.params) == (
        "code_wrong_or_password",
        {"tries_left": 3},
    )
    assert (await shown(challenge)).tries_left == 3


async def test_a_field_left_empty_costs_no_try(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    assert await outcome(sign_in.finish(challenge, " ", PASSWORD, VISITOR, "")) == "code_missing"
    assert await outcome(sign_in.finish(challenge, code, "", VISITOR, "")) == "password_missing"
    assert (await shown(challenge)).tries_left == 5


async def test_a_code_opens_once(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    await sign_in.finish(challenge, code, PASSWORD, VISITOR, "")
    assert await outcome(sign_in.finish(challenge, code, PASSWORD, VISITOR, "")) == "code_used"
    assert await sign_in.challenge(challenge) is None


async def test_a_code_lives_ten_minutes_from_its_sending(database: str):
    with time_machine.travel(EVENING, tick=False) as clock:
        account = await an_account()
        challenge = await sign_in.start(account.identifier, VISITOR)
        code = await code_received(account)
        assert (await shown(challenge)).expires_at == EVENING + timedelta(minutes=10)
        clock.shift(timedelta(minutes=10))
        late = sign_in.finish(challenge, code, PASSWORD, VISITOR, "")
        assert await outcome(late) == "code_expired"
        clock.shift(timedelta(seconds=-1))
        await sign_in.finish(challenge, code, PASSWORD, VISITOR, "")


async def test_after_an_expired_code_another_may_be_asked(database: str):
    with time_machine.travel(EVENING, tick=False) as clock:
        account = await an_account()
        challenge = await sign_in.start(account.identifier, VISITOR)
        clock.shift(timedelta(minutes=11))
        await sign_in.resend(challenge, "SMS", VISITOR)
        await sign_in.finish(challenge, await code_received(account), PASSWORD, VISITOR, "")


async def test_a_challenge_nobody_knows_is_said_so(database: str):
    assert await sign_in.challenge("nothing") is None
    assert await outcome(sign_in.finish("nothing", "123456", PASSWORD, VISITOR, "")) == (
        "challenge_unknown"
    )
    assert await outcome(sign_in.resend("", "SMS", VISITOR)) == "challenge_unknown"


async def test_an_account_closed_meanwhile_gets_the_answer_of_a_wrong_password(database: str):
    account = await an_account()
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    account.active = False
    await saved(account)
    refused = await refusal(sign_in.finish(challenge, code, PASSWORD, VISITOR, ""))
    assert refused.code == "code_wrong_or_password"


async def test_an_account_without_a_password_yet_cannot_sign_in(database: str):
    account = await an_account(password_hash="")
    challenge = await sign_in.start(account.identifier, VISITOR)
    code = await code_received(account)
    assert await outcome(sign_in.finish(challenge, code, PASSWORD, VISITOR, "")) == (
        "code_wrong_or_password"
    )


async def test_a_new_code_by_email_kills_the_one_sent_by_sms(database: str):
    with time_machine.travel(EVENING, tick=False) as clock:
        account = await an_account()
        challenge = await sign_in.start(account.identifier, VISITOR)
        by_sms, prefix = await code_received(account), (await shown(challenge)).prefix
        clock.shift(timedelta(seconds=30))
        await sign_in.resend(challenge, "EMAIL", VISITOR)
        view = await shown(challenge)
        assert (view.channel, view.prefix != prefix) == ("EMAIL", True)
        assert view.expires_at == EVENING + timedelta(seconds=630)
        assert await outcome(sign_in.finish(challenge, by_sms, PASSWORD, VISITOR, "")) == (
            "code_wrong_or_password"
        )
        email = (await received(account, "code_email"))[0]
        assert view.prefix in email.subject
        await sign_in.finish(challenge, await code_received(account), PASSWORD, VISITOR, "")


async def test_clicking_twice_on_the_first_screen_sends_one_code(database: str):
    account = await an_account()
    first = await sign_in.start(account.identifier, VISITOR)
    assert await sign_in.start(account.identifier, VISITOR) == first
    assert len(await received(account)) == 1


async def test_the_screen_masks_phone_and_email(database: str):
    with time_machine.travel(EVENING, tick=False) as clock:
        account = await an_account(phone="+212612345678", email="karima@gamma.ma")
        challenge = await sign_in.start(account.identifier, VISITOR)
        assert (await shown(challenge)).destination_shown == "+2126 ••• 78"
        clock.shift(timedelta(seconds=30))
        await sign_in.resend(challenge, "EMAIL", VISITOR)
        assert (await shown(challenge)).destination_shown == "k•••@g•••"


async def test_signing_in_is_in_the_trail_without_any_secret(database: str):
    account = await an_account()
    opened = await sign_in_as(account)
    async with reading() as session:
        events = (await session.exec(select(AuditEvent))).all()
    assert [(event.action, event.subject) for event in events] == [
        ("session.opened", f"account:{account.id}")
    ]
    assert opened.session_cookie not in events[0].model_dump_json()
    assert (await audit.verify()).ok


async def test_a_refusal_reads_well_in_a_log():
    assert str(Refused("locked", until="soon")) == "locked (until='soon')"
