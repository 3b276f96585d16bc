"""Enrolling an authenticator: from the activation link to the first code."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from damancom_reflex.clock import now
from damancom_reflex.domain.authenticator import code_at
from damancom_reflex.services import (
    audit,
    authenticator_setup,
    backup_codes,
    passwords,
    sessions,
    staff,
    staff_sign_in,
)
from damancom_reflex.services.authenticator_setup import Setup
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.engine import writing
from damancom_reflex.store.staff import Authenticator
from tests.factories import PASSWORD, VISITOR, actor, an_account, id_of, rows
from tests.services.officers import an_officer, app_code, enter
from tests.services.people import (
    another_than,
    link_received,
    outcome,
    received,
    refusal,
    sign_in_as,
)


async def activated(officer: Account) -> str:
    """The key that setting the first password leaves."""
    async with writing() as session:
        await passwords.send_link(session, officer, VISITOR, template="activation_link")
    token = await link_received(officer, "activation_link")
    done = await passwords.set_password(token, PASSWORD, PASSWORD, VISITOR)
    assert done.staff
    assert done.identifier == officer.identifier
    return done.setup_key


async def shown(key: str) -> Setup:
    found = await authenticator_setup.setup(key)
    assert found
    return found


def code_of(setup: Setup) -> str:
    """What an app shows that has read the QR."""
    (secret,) = parse_qs(urlsplit(setup.uri).query)["secret"]
    assert secret == setup.secret.replace(" ", "")
    return code_at(secret, now())


async def test_the_first_code_enrols_the_app_and_opens_a_session(
    database: str, clock: time_machine.Traveller
):
    officer = await an_officer(enrolled=False, password_hash="")
    key = await activated(officer)
    setup = await shown(key)
    assert (setup.identifier, setup.display_name) == (officer.identifier, officer.display_name)
    opened = await authenticator_setup.confirm(key, code_of(setup), VISITOR)
    assert await sessions.actor_of(opened.session_cookie, "")
    assert len(await received(officer, "authenticator_enrolled")) == 1
    # The code that enrolled it is used up; the next one signs in.
    assert await outcome(enter(officer)) == staff_sign_in.WRONG
    clock.shift(timedelta(seconds=30))
    assert await outcome(enter(officer)) == "done"
    assert (await audit.verify()).ok


async def test_a_wrong_first_code_leaves_the_screen_good(database: str):
    officer = await an_officer(enrolled=False)
    key = await activated(officer)
    setup = await shown(key)
    for typed, answer in (
        ("", "authenticator_code_missing"),
        (another_than(code_of(setup)), "authenticator_code_wrong"),
    ):
        assert await outcome(authenticator_setup.confirm(key, typed, VISITOR)) == answer
    assert await shown(key) == setup
    assert await outcome(authenticator_setup.confirm(key, code_of(setup), VISITOR)) == "done"


async def test_a_key_serves_once_and_for_an_hour(database: str, clock: time_machine.Traveller):
    officer = await an_officer(enrolled=False)
    key = await activated(officer)
    clock.shift(timedelta(minutes=59, seconds=59))
    setup = await shown(key)
    clock.shift(timedelta(seconds=1))
    assert await authenticator_setup.setup(key) is None
    confirm = authenticator_setup.confirm
    assert await outcome(confirm(key, code_of(setup), VISITOR)) == "link_expired"
    key = await activated(officer)
    await confirm(key, code_of(await shown(key)), VISITOR)
    assert await authenticator_setup.setup(key) is None
    assert await outcome(confirm(key, await app_code(officer), VISITOR)) == "link_used"


async def test_only_the_latest_qr_counts(database: str):
    officer = await an_officer(enrolled=False)
    first = await activated(officer)
    older = code_of(await shown(first))
    second = await activated(officer)
    assert await authenticator_setup.setup(first) is None
    assert (await shown(second)).secret
    given = authenticator_setup.confirm(second, older, VISITOR)
    assert await outcome(given) == "authenticator_code_wrong"


@pytest.mark.parametrize("key", ["", "forged", "a.b", "\0", "x" * 5000])
async def test_a_forged_key_opens_nothing(database: str, key: str):
    assert await authenticator_setup.setup(key) is None
    assert await outcome(authenticator_setup.confirm(key, "123456", VISITOR)) == "link_unknown"


async def test_who_has_an_app_keeps_it_through_a_new_password(database: str):
    officer = await an_officer()
    before = await app_code(officer)
    assert await activated(officer) == ""
    assert await app_code(officer) == before
    assert await outcome(enter(officer)) == "done"


async def test_an_employer_enrols_nothing(database: str):
    account = await an_account()
    async with writing() as session:
        await passwords.send_link(session, account, VISITOR, template="password_link")
    token = await link_received(account, "password_link")
    done = await passwords.set_password(token, PASSWORD, PASSWORD, VISITOR)
    assert (done.setup_key, done.staff) == ("", False)
    assert await rows(Authenticator) == []
    assert await outcome(sign_in_as(account)) == "done"


async def test_a_reset_takes_everything_away_and_sends_a_link_to_begin_anew(database: str):
    officer = await an_officer()
    opened = await enter(officer)
    code = (await backup_codes.renew(actor(officer)))[0]
    await staff.reset_authenticator(officer.identifier)
    assert await sessions.actor_of(opened.session_cookie, "") is None
    assert await outcome(enter(officer, code)) == staff_sign_in.WRONG
    assert await rows(Authenticator) == []
    token = await link_received(officer, "authenticator_reset")
    done = await passwords.set_password(token, PASSWORD, PASSWORD, VISITOR)
    setup = await shown(done.setup_key)
    given = authenticator_setup.confirm(done.setup_key, code_of(setup), VISITOR)
    assert await outcome(given) == "done"


async def test_a_supervisor_resets_and_nobody_else(database: str):
    officer = await an_officer(Role.CLAIMS_OFFICER)
    for role in set(Role) - {Role.SUPERVISOR}:
        by = actor(await an_account(role=role.value))
        assert (
            await outcome(staff.reset_authenticator(officer.identifier, by)) == "supervisors_only"
        )
    assert len(await rows(Authenticator)) == 1
    boss = actor(await an_officer())
    await staff.reset_authenticator(officer.identifier, boss)
    assert len(await rows(Authenticator, Authenticator.account_id == id_of(officer))) == 0
    employer = await an_account()
    refused = await refusal(staff.reset_authenticator(employer.identifier, boss))
    assert refused.code == "staff_unknown"
