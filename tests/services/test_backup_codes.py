"""Backup codes: ten, shown once, each for one sign-in."""

from __future__ import annotations

import re

import pytest

from damancom_reflex.services import audit, backup_codes, staff_sign_in
from damancom_reflex.store.accounts import Account, Role
from damancom_reflex.store.staff import BackupCode
from damancom_reflex.store.trail import AuditEvent, OutboxMessage
from tests.factories import PASSWORD, VISITOR, actor, an_account, id_of, rows
from tests.services.officers import an_officer, enter, staff_challenge
from tests.services.people import all_at_once, another_than, outcome, received


async def codes_of(officer: Account) -> tuple[str, ...]:
    return await backup_codes.renew(actor(officer))


async def test_ten_codes_are_made_and_only_their_hashes_kept(database: str):
    officer = await an_officer()
    codes = await codes_of(officer)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"\d{4}-\d{4}-\d{4}", code) for code in codes)
    kept = str([row.model_dump() for row in await rows(BackupCode)])
    told = str([row.params for row in await rows(OutboxMessage)])
    trail = str([(row.before, row.after) for row in await rows(AuditEvent)])
    for code in codes:
        assert code not in kept + told + trail
        assert code.replace("-", "") not in kept + told + trail
    assert await backup_codes.left(id_of(officer)) == 10


async def test_a_code_opens_one_session_and_its_owner_is_told(database: str):
    officer = await an_officer()
    first, second, *_ = await codes_of(officer)
    assert await outcome(enter(officer, first)) == "done"
    assert await outcome(enter(officer, first)) == staff_sign_in.WRONG
    assert await backup_codes.left(id_of(officer)) == 9
    assert await outcome(enter(officer, second.replace("-", " "))) == "done"
    last = (await received(officer, "backup_code_used"))[-1]
    assert "Il vous reste 8 codes de secours." in last.text
    assert (await audit.verify()).ok


async def test_a_code_without_the_password_opens_nothing_and_is_not_used_up(database: str):
    officer = await an_officer()
    code = (await codes_of(officer))[0]
    assert await outcome(enter(officer, code, "not-the-password-at-all")) == staff_sign_in.WRONG
    assert await backup_codes.left(id_of(officer)) == 10
    assert await outcome(enter(officer, code)) == "done"


async def test_new_codes_kill_those_of_before(database: str):
    officer = await an_officer()
    old = (await codes_of(officer))[0]
    new = (await codes_of(officer))[0]
    assert await outcome(enter(officer, old)) == staff_sign_in.WRONG
    assert await outcome(enter(officer, new)) == "done"
    assert len(await received(officer, "backup_codes_made")) == 2


async def test_a_code_is_its_owners_only(database: str):
    one, other = await an_officer(), await an_officer()
    code = (await codes_of(one))[0]
    assert await outcome(enter(other, code)) == staff_sign_in.WRONG
    assert await outcome(enter(one, another_than(code.replace("-", "")))) == staff_sign_in.WRONG


async def test_ten_hands_with_one_code_open_one_session(database: str):
    officer = await an_officer()
    code = (await codes_of(officer))[0]
    challenges = [await staff_challenge(officer) for _ in range(4)]
    told = await all_at_once(
        *(staff_sign_in.finish(challenge, code, PASSWORD, VISITOR) for challenge in challenges)
    )
    assert told == {"done": 1, staff_sign_in.WRONG: 3}
    assert await backup_codes.left(id_of(officer)) == 9


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.DELEGATE])
async def test_who_signs_in_by_message_makes_none(database: str, role: Role):
    account = await an_account(role=role.value)
    assert await outcome(backup_codes.renew(actor(account))) == "staff_only"
    assert await rows(BackupCode) == []
