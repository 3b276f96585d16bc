"""The staff's door: the code of an app and the password together, and nothing that tells who exists."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from damancom_reflex.domain.codes import CODES
from damancom_reflex.services import audit, authenticators, sessions, sign_in, staff_sign_in
from damancom_reflex.store.accounts import Account, CodeChallenge, Role
from damancom_reflex.store.engine import reading, writing
from damancom_reflex.store.staff import Authenticator
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import PASSWORD, VISITOR, an_account, id_of, rows
from tests.services.officers import an_officer, app_code, enter, staff_challenge
from tests.services.people import another_than, outcome, refusal, shown, sign_in_as

NOBODY = "personne.inconnue"


async def test_an_officer_signs_in_and_no_message_carries_a_code(database: str):
    officer = await an_officer(Role.CLAIMS_OFFICER)
    opened = await enter(officer)
    actor = await sessions.actor_of(opened.session_cookie, "")
    assert actor
    assert (actor.account_id, actor.role) == (officer.id, Role.CLAIMS_OFFICER)
    assert {row.template for row in await rows(OutboxMessage)} == {"new_device"}
    assert (await audit.verify()).ok


@pytest.mark.parametrize("typed", ["{0} {1}", "{0}-{1}", " {0}{1} "])
async def test_a_code_is_taken_as_people_type_it(database: str, typed: str):
    officer = await an_officer()
    code = await app_code(officer)
    assert await outcome(enter(officer, typed.format(code[:3], code[3:]))) == "done"


async def test_a_wrong_code_and_a_wrong_password_say_the_very_same(database: str):
    officer = await an_officer()
    challenge = await staff_challenge(officer)
    code = await app_code(officer)
    for wrong in ((another_than(code), PASSWORD), (code, "another-password-altogether")):
        refused = await refusal(staff_sign_in.finish(challenge, *wrong, VISITOR))
        assert refused.code == staff_sign_in.WRONG
    assert refused.params["tries_left"] == 3
    assert await outcome(staff_sign_in.finish(challenge, code, PASSWORD, VISITOR)) == "done"


@pytest.mark.parametrize(
    ("code", "password", "answer"),
    [
        ("", PASSWORD, "authenticator_code_missing"),
        (" ", PASSWORD, "authenticator_code_missing"),
        ("1", "", "password_missing"),
    ],
)
async def test_what_is_left_empty_costs_no_try(
    database: str, code: str, password: str, answer: str
):
    challenge = await staff_challenge(await an_officer())
    assert await outcome(staff_sign_in.finish(challenge, code, password, VISITOR)) == answer
    found = await staff_sign_in.challenge(challenge)
    assert found
    assert found.tries_left == 5


async def test_a_code_serves_once_and_so_do_those_before_it(
    database: str, clock: time_machine.Traveller
):
    officer = await an_officer()
    older = await app_code(officer)
    clock.shift(timedelta(seconds=30))
    code = await app_code(officer)
    assert await outcome(enter(officer, code)) == "done"
    assert await outcome(enter(officer, code)) == staff_sign_in.WRONG
    # Still within its window, yet of an earlier step than one that was used.
    assert await outcome(enter(officer, older)) == staff_sign_in.WRONG
    clock.shift(timedelta(seconds=30))
    assert await outcome(enter(officer)) == "done"


@pytest.mark.parametrize(
    ("seconds", "answer"),
    [(0, "done"), (30, "done"), (59, "done"), (60, staff_sign_in.WRONG), (90, staff_sign_in.WRONG)],
)
async def test_a_code_opens_until_the_end_of_the_step_after_it(
    database: str, clock: time_machine.Traveller, seconds: int, answer: str
):
    officer = await an_officer()
    code = await app_code(officer)
    clock.shift(timedelta(seconds=seconds))
    assert await outcome(enter(officer, code)) == answer


@pytest.mark.parametrize(
    ("seconds", "answer"), [(30, "done"), (31, staff_sign_in.WRONG), (60, staff_sign_in.WRONG)]
)
async def test_a_clock_that_is_fast_by_one_step_is_forgiven(
    database: str, clock: time_machine.Traveller, seconds: int, answer: str
):
    officer = await an_officer()
    clock.shift(timedelta(seconds=29))
    clock.shift(timedelta(seconds=seconds))
    code = await app_code(officer)
    clock.shift(timedelta(seconds=-seconds))
    assert await outcome(enter(officer, code)) == answer


async def test_five_wrong_tries_lock_the_account_for_ten_minutes(
    database: str, clock: time_machine.Traveller
):
    officer = await an_officer()
    challenge = await staff_challenge(officer)
    wrong = another_than(await app_code(officer))
    for _ in range(CODES.tries - 1):
        await refusal(staff_sign_in.finish(challenge, wrong, PASSWORD, VISITOR))
    assert await outcome(staff_sign_in.finish(challenge, wrong, PASSWORD, VISITOR)) == "locked"
    assert await outcome(enter(officer)) == "locked"
    found = await staff_sign_in.challenge(await staff_challenge(officer))
    assert found
    assert found.locked_until
    assert [row.action for row in await rows(AuditEvent)] == ["sign_in.locked"]
    clock.shift(timedelta(seconds=CODES.first_lock + 1))
    assert await outcome(enter(officer)) == "done"


async def test_a_screen_that_waited_ten_minutes_is_over(
    database: str, clock: time_machine.Traveller
):
    officer = await an_officer()
    challenge = await staff_challenge(officer)
    clock.shift(timedelta(seconds=CODES.lifetime))
    assert await staff_sign_in.challenge(challenge) is None
    answer = staff_sign_in.finish(challenge, await app_code(officer), PASSWORD, VISITOR)
    assert await outcome(answer) == "code_expired"


async def test_a_challenge_opens_one_session(database: str, clock: time_machine.Traveller):
    officer = await an_officer()
    challenge = await staff_challenge(officer)
    await staff_sign_in.finish(challenge, await app_code(officer), PASSWORD, VISITOR)
    clock.shift(timedelta(seconds=30))
    again = staff_sign_in.finish(challenge, await app_code(officer), PASSWORD, VISITOR)
    assert await outcome(again) == "code_used"
    assert await staff_sign_in.challenge(challenge) is None


@pytest.mark.parametrize("challenge", ["", "forged", "a" * 4000, "\0"])
async def test_a_forged_challenge_is_unknown(database: str, challenge: str):
    given = staff_sign_in.finish(challenge, "123456", PASSWORD, VISITOR)
    assert await outcome(given) == "challenge_unknown"


async def test_each_door_takes_its_own_challenges_only(database: str):
    officer, employer = await an_officer(), await an_account()
    theirs = await sign_in.start(employer.identifier, VISITOR)
    ours = await staff_challenge(officer)
    assert await staff_sign_in.challenge(theirs) is None
    assert await sign_in.challenge(ours) is None
    code = await app_code(officer)
    assert await outcome(sign_in.finish(ours, code, PASSWORD, VISITOR)) == "challenge_unknown"
    assert await outcome(sign_in.resend(ours, "SMS", VISITOR)) == "challenge_unknown"


async def test_an_employer_is_nobody_at_the_door_of_staff(database: str):
    employer = await an_account()
    challenge = await staff_sign_in.start(employer.identifier, VISITOR)
    given = staff_sign_in.finish(challenge, "123456", PASSWORD, VISITOR)
    assert await outcome(given) == staff_sign_in.WRONG
    assert (await rows(CodeChallenge))[0].account_id is None


async def test_an_officer_is_nobody_at_the_door_of_employers(database: str):
    officer = await an_officer()
    challenge = await sign_in.start(officer.identifier, VISITOR)
    assert (await shown(challenge)).destination_shown != ""
    (row,) = await rows(OutboxMessage)
    assert (row.status, row.destination, row.account_id) == ("DISCARDED", "", None)
    given = sign_in.finish(challenge, await app_code(officer), PASSWORD, VISITOR)
    assert await outcome(given) == "code_wrong_or_password"


async def test_nobody_and_somebody_leave_the_same_rows_and_see_the_same_screen(database: str):
    for identifier in ((await an_officer()).identifier, NOBODY):
        challenge = await staff_sign_in.start(identifier, VISITOR)
        seen = await staff_sign_in.challenge(challenge)
        refused = await refusal(staff_sign_in.finish(challenge, "000000", PASSWORD, VISITOR))
        assert seen == staff_sign_in.StaffChallenge(tries_left=5, locked_until=None)
        assert (refused.code, refused.params) == (staff_sign_in.WRONG, {"tries_left": 4})
    one, two = await rows(CodeChallenge)
    assert (one.channel, one.generation, one.destination_shown) == (
        two.channel,
        two.generation,
        two.destination_shown,
    )
    assert await rows(OutboxMessage) == []


@pytest.mark.parametrize("change", ["closed", "demoted", "reset", "password"])
async def test_what_changes_while_the_screen_waits_counts(database: str, change: str):
    officer = await an_officer()
    challenge, code = await staff_challenge(officer), await app_code(officer)
    async with writing() as session:
        row = await session.get_one(Account, id_of(officer))
        if change == "closed":
            row.active = False
        elif change == "demoted":
            row.role = Role.EMPLOYER.value
        elif change == "reset":
            await authenticators.remove(session, id_of(officer))
        else:
            row.password_hash = ""
        session.add(row)
    given = staff_sign_in.finish(challenge, code, PASSWORD, VISITOR)
    assert await outcome(given) == staff_sign_in.WRONG


async def test_without_an_app_nothing_opens(database: str):
    officer = await an_officer(enrolled=False)
    assert await outcome(enter(officer, "123456")) == staff_sign_in.WRONG
    async with writing() as session:
        session.add(Authenticator(account_id=id_of(officer)))
    # Begun and not confirmed: its code opens nothing yet.
    assert await outcome(enter(officer)) == staff_sign_in.WRONG


async def test_the_rows_give_no_code_without_the_key(
    database: str, monkeypatch: pytest.MonkeyPatch
):
    officer = await an_officer()
    code = await app_code(officer)
    async with reading() as session:
        row = await session.get_one(Authenticator, id_of(officer))
    secret = authenticators.secret_of(row)
    assert secret not in str(row.model_dump())
    monkeypatch.setattr(
        "damancom_reflex.services.authenticators.sealed", lambda *_: b"another key's".ljust(32)
    )
    assert authenticators.secret_of(row) != secret
    assert await app_code(officer) != code


async def test_an_employer_signs_in_as_before(database: str):
    opened = await sign_in_as(await an_account())
    assert await sessions.actor_of(opened.session_cookie, "")


async def test_what_is_tried_with_an_employers_identifier_is_nothing_to_their_own_door(
    database: str,
):
    employer = await an_account()
    stranger = await staff_challenge(employer)
    for _ in range(CODES.tries):
        await outcome(staff_sign_in.finish(stranger, "000000", "wrong-password-12", VISITOR))
    assert (await refusal(staff_sign_in.finish(stranger, "1", "x", VISITOR))).code == "locked"
    # The code is sent at once, and opens.
    assert await sign_in_as(employer)
